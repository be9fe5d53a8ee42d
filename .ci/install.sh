#!/bin/sh
# install.sh VENV LOCK STAMP: makes the virtual environment and installs what LOCK pins, every file
# checked against its hash. Does nothing when STAMP holds the digest of what would be installed.
set -eu
venv=$1 lock=$2 stamp=$3

# The system's own Python before any other on the path: its distribution keeps it patched and builds
# it optimised, where one compiled by hand is often a third slower (docs/performance.md).
find_python() {
    lacking=
    for name in ${PYTHON3:-/usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11}; do
        "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue
        if "$name" -c 'import venv, ensurepip' 2>/dev/null; then
            echo "$name"
            return
        fi
        lacking=${lacking:-$name}
    done
    if [ -n "$lacking" ]; then
        version=$("$lacking" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        echo "$lacking cannot make virtual environments: the package python3-venv is missing." >&2
        echo "On Debian or Ubuntu: apt install python3-venv (or python$version-venv)" >&2
        return 1
    fi
    echo "No Python 3.11 or newer was found. On Debian or Ubuntu: apt install python3 python3-venv" >&2
    echo "If it has another name: make PYTHON3=/path/to/python3" >&2
    return 1
}

if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    echo "Making a virtual environment in $venv with $python"
    rm -rf "$venv"
    "$python" -m venv "$venv"
fi

digest=$("$venv/bin/python" -c '
import hashlib, pathlib, sys
print(sys.version.split()[0], hashlib.sha256(pathlib.Path(sys.argv[1]).read_bytes()).hexdigest())
' "$lock")
if [ ! -e "$stamp" ] || [ "$(cat "$stamp")" != "$digest" ]; then
    echo "Installing $lock"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
        --root-user-action=ignore --require-hashes --no-deps --requirement "$lock"
fi
echo "$digest" >"$stamp"
