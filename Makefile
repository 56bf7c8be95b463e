# Everything a fresh clone needs: Python 3.11 or newer and make. Start with `make demo`.

CANDIDATES := python3.14 python3.13 python3.12 python3.11 python3 python
SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
PIP := $(PYTHON) -m pip --disable-pip-version-check

.PHONY: help demo test lint docs benchmarks clean
.DELETE_ON_ERROR:

help:
	@echo "make demo        rank the sample answers in sample_data/ into results/"
	@echo "make test        run the tests (browser and office tests skip where the programs are missing)"
	@echo "make lint        formatting, lint and strict types"
	@echo "make docs        write again what the documentation quotes: help texts and pictures"
	@echo "make benchmarks  measure start-up, reading and sampling, as ratios"
	@echo "make clean       remove results, caches and the virtual environment"

demo: $(VENV)/.for-use
	$(BIN)/vendor-score rank sample_data/ -o results/

test: $(VENV)/.for-tests
	$(PYTHON) -m pytest -n 2

lint: $(VENV)/.for-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

docs: $(VENV)/.for-tests
	@for script in scripts/write_*.py scripts/screenshots.py; do \
	    if [ -f "$$script" ]; then echo "$$script"; $(PYTHON) "$$script" || exit 1; fi; done

benchmarks: $(VENV)/.for-tests
	@for script in benchmarks/*.py; do echo "$$script"; $(PYTHON) "$$script" || exit 1; done

clean:
	rm -rf $(VENV) results build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# A stamp per use, so that the demo does not wait for what only the tests need. The package is
# compiled as pip compiles what it installs: an editable one would be compiled at every start.
COMPILE := $(PYTHON) -m compileall -q vendor_score

$(VENV)/.for-use: pyproject.toml | $(PYTHON)
	$(PIP) install --quiet --editable .
	@$(COMPILE)
	@touch $@

$(VENV)/.for-tests: pyproject.toml | $(PYTHON)
	$(PIP) install --quiet --editable ".[notebook,images]" --group test
	@$(COMPILE)
	@touch $@ $(VENV)/.for-use

$(VENV)/.for-lint: pyproject.toml | $(PYTHON)
	$(PIP) install --quiet --editable ".[notebook,images]" --group test --group lint
	@$(COMPILE)
	@touch $@ $(VENV)/.for-tests $(VENV)/.for-use

# `--group` needs pip 25.1. A half-made environment is removed, so that the next try starts afresh.
$(PYTHON):
	@for name in $(CANDIDATES); do \
	    if command -v $$name >/dev/null 2>&1 && $$name -c "$(SUITABLE)" 2>/dev/null; then \
	        found=$$name; break; fi; done; \
	if [ -z "$$found" ]; then \
	    echo "vendor-score needs Python 3.11 or newer, and found none of: $(CANDIDATES)." >&2; \
	    echo "Install it from https://www.python.org/downloads/ or with your package manager." >&2; \
	    exit 1; fi; \
	if ! $$found -c "import venv, ensurepip" 2>/dev/null; then \
	    version=$$($$found -c "import sys; print('%d.%d' % sys.version_info[:2])"); \
	    echo "$$found has no venv module with pip in it. On Debian and Ubuntu: apt install python$$version-venv" >&2; \
	    exit 1; fi; \
	echo "making $(VENV) with $$($$found --version)"; \
	$$found -m venv $(VENV) && $(PIP) install --quiet --upgrade "pip>=25.1" || { rm -rf $(VENV); exit 1; }
