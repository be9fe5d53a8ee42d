"""Write the demo's corpus: ``python -m tools.demo FILE.tar.zst --articles 5000``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tools.demo.corpus import generate
from tools.seed_archive import write_archive


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path, help="the .tar.zst to write")
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1958)
    options = parser.parse_args()
    total = write_archive(options.archive, generate(options.articles, seed=options.seed))
    sys.stdout.write(f"{options.articles} articles, {total / 1e6:.1f} MB of text\n")


if __name__ == "__main__":
    main()
