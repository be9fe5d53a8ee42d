# What a newcomer and the CI run. `make help` lists it.
.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV := .venv
PYTHON := $(VENV)/bin/python
PORT ?= 8000
ARTICLES ?= 300000
DEMO := ARCHIVE_VAR=var/demo DATABASE_URL= ARCHIVE_NAME='Trial Archive' \
	ARCHIVE_NOTICE='Generated text, for trial · 生成文本，仅供试用'
# A collection of its own (make run SEEDS=DIR): what is derived lies in it, hidden, but for the dictionary.
COLLECTION := $(if $(SEEDS),ARCHIVE_SEEDS="$(SEEDS)" ARCHIVE_VAR="$${ARCHIVE_VAR:-$(SEEDS)/.var}" \
	ARCHIVE_CACHE_DIR="$${ARCHIVE_CACHE_DIR:-var/cache}")
# Tests start the project some hundred times: it is compiled once, whatever the environment says.
TEST := PYTHONDONTWRITEBYTECODE= $(PYTHON) -m
IN_MEMORY := DATABASE_URL=sqlite:///:memory:
PRODUCTION := ARCHIVE_BASE_URL=https://archive.example.org $(IN_MEMORY)
LOCK := .cache/uv/bin/uv pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate

.PHONY: help run ingest test test-fast test-deployment demo bench check messages lock clean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

run: $(VENV)/installed ## set everything up, take in seeds/ (SEEDS=… another folder) and serve on http://127.0.0.1:8000 (PORT=… changes it)
	@$(COLLECTION) exec $(PYTHON) manage.py serve --prepare --port $(PORT)

ingest: $(VENV)/installed ## take in what is new in seeds/ (SEEDS=… another folder), while the site runs
	@$(COLLECTION) $(PYTHON) manage.py ingest

test: $(VENV)/installed-dev ## every test, on SQLite and on PostgreSQL
	$(TEST) pytest -n 2 --dist worksteal
	$(TEST) tests.run_on_postgresql -n 2 --dist worksteal

test-fast: $(VENV)/installed-dev ## the tests that need no browser, PostgreSQL, served site or further process and are not slow, in a minute
	$(TEST) pytest --fast -n 2 --dist worksteal

test-deployment: $(VENV)/installed-dev ## rehearse deployment, backup and upgrades: nginx, a bare Debian, replicas (as root, some minutes)
	$(TEST) pytest --deployment tests/deployment

demo: $(VENV)/installed ## the seeds and 5,000 articles of five invented newspapers, from var/demo/ (PORT=… changes the port)
	@test -f var/demo/newspapers.tar.zst || $(PYTHON) -m tools.demo var/demo/newspapers.tar.zst --articles 5000
	@$(DEMO) $(PYTHON) manage.py migrate --verbosity 0
	@$(DEMO) $(PYTHON) manage.py ingest
	@$(DEMO) $(PYTHON) manage.py ingest var/demo/newspapers.tar.zst
	@$(DEMO) exec $(PYTHON) manage.py serve --prepare --port $(PORT)

bench: $(VENV)/installed-dev ## measure ingest, serving and search over generated articles (ARTICLES=… changes how many) or over CORPUS=FILE.tar.zst
	$(PYTHON) -m tests.benchmarks --articles $(ARTICLES) $(if $(CORPUS),--corpus $(CORPUS))

check: $(VENV)/installed-dev ## lint, formatting, types, security (bandit), templates, migrations, deployment settings
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m bandit --quiet --recursive archive documents tools manage.py
	$(PYTHON) -m djlint --quiet --lint templates
	$(IN_MEMORY) $(PYTHON) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING

sbom: $(VENV)/installed-dev ## a CycloneDX bill of materials of what is installed to serve, in var/sbom.json
	@mkdir -p var
	$(VENV)/bin/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible --output-file var/sbom.json requirements.lock

messages: $(VENV)/installed-dev ## bring the catalogues up to date with the code, compile them, name what is not translated (ADD=de begins one)
	$(PYTHON) -m tools.update_messages $(ADD)

lock: $(VENV)/installed ## work the pinned requirements out anew, with hashes for every platform
	$(PYTHON) -m venv .cache/uv && .cache/uv/bin/pip install --quiet uv
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra dev --output-file requirements-dev.lock

clean: ## remove what was made here: the environment, the caches, var/
	rm -rf $(VENV) var .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp holds the digest of the lock that was installed, so a fresh checkout's dates reinstall nothing.
$(VENV)/installed: requirements.lock .ci/install.sh
	@.ci/install.sh $(VENV) requirements.lock $@

$(VENV)/installed-dev: requirements-dev.lock .ci/install.sh
	@.ci/install.sh $(VENV) requirements-dev.lock $@
