# Ba Yên. Needs Python 3.11 or later and make; everything else lands in .venv.
# On Windows without make, see docs/how-to/windows.md.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
# A release must be a week old before we take it: bad ones are found by then.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--exclude-newer "1 week" \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links
# Debian keeps venv in a package of its own; its error message says so to whoever is not root.
VENV_ON_DEBIAN = { test "$$(id -u)" = 0 && apt-get -qq update && apt-get -qq -y install python3-venv \
	&& $(PYTHON) -m venv --clear $(VENV); }

# A worker a core; the tests of one file stay together, so that they share what they set up, and
# files keep the order of tests/conftest.py: the long ones first.
SPREAD  := -n auto --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo dev test check fix lock clean system-parts

help:  ## say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | while IFS="$$(printf '\t')" read -r name words; do \
		printf '  make %-14s %s\n' "$$name" "$$words"; done

setup: $(STAMP)  ## make .venv from the hashed lock, with the program in .venv/bin/bayen

$(STAMP): requirements-setup.lock requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else "Ba Yên needs Python 3.11 or later, this is " + sys.version.split()[0] + "; try make PYTHON=python3.11 setup")'
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV) || $(VENV_ON_DEBIAN)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-setup.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r requirements-setup.lock -r requirements-dev.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

demo: setup  ## read the examples, consolidate, write out/, serve on 127.0.0.1:8000
	$(BIN)/bayen demo

dev: setup  ## serve the demo data, restarting on every change of the code
	@test -d out/data || $(BIN)/bayen demo --no-serve --out out
	BAYEN_DEBUG=1 $(BIN)/bayen serve --home out/data --reload

system-parts: setup
	@$(BIN)/python tools/install_system_parts.py

test: system-parts check  ## install what is missing, then every check and every test, on both databases
	$(BIN)/python -m pytest $(SPREAD)
	$(BIN)/python tools/with_postgresql.py $(BIN)/python -m pytest $(SPREAD) -m "db and not e2e"

check: setup  ## everything that reads the code without running it; changes nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/vocabulary_lint.py

fix: setup  ## format, and mend what ruff can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup  ## resolve the dependencies again (LOCK_ARGS=--upgrade for newer releases)
	$(COMPILE) $(LOCK_ARGS) requirements-setup.in -o requirements-setup.lock
	$(COMPILE) $(LOCK_ARGS) pyproject.toml --extra dev -o requirements-dev.lock
	$(COMPILE) -c requirements-dev.lock pyproject.toml -o requirements.lock

clean:  ## remove the virtual environment, caches and outputs
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov .coverage
