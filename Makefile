# Everything a fresh clone needs: Python 3.11 or newer and make. Start with `make demo`.

CANDIDATES := python3.14 python3.13 python3.12 python3.11 python3 python
SUITABLE := import sys; sys.exit(sys.version_info < (3, 11))
VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(BIN)/python
TOOLS := .make
UV := $(TOOLS)/uv/bin/uv
TSC := node_modules/.bin/tsc

.PHONY: help demo test lint docs docs-site benchmarks lock test-latest test-oldest clean
.DELETE_ON_ERROR:

help:
	@echo "make demo        rank the sample answers in sample_data/ into results/"
	@echo "make test        run the tests (browser and office tests skip where the programs are missing),"
	@echo "                with coverage, whose floor is in pyproject.toml"
	@echo "make lint        formatting, lint and strict types, of the page's JavaScript too (needs Node.js)"
	@echo "make docs        write again what the documentation quotes: help texts and pictures"
	@echo "make docs-site   build the documentation as a site, English and Chinese, into site/"
	@echo "make benchmarks  measure start-up, reading and sampling, as ratios"
	@echo "make lock        choose the releases in requirements.lock and package-lock.json anew"
	@echo "make test-latest run the tests with the newest releases of everything"
	@echo "make test-oldest run the tests with the oldest releases that pyproject.toml admits"
	@echo "make clean       remove results, caches and the virtual environments"

demo: $(VENV)/.for-use
	$(BIN)/vendor-score rank sample_data/ -o results/

test: $(VENV)/.for-tests
	$(PYTHON) -m pytest -n 2 --cov --cov-report=

lint: $(VENV)/.for-lint node_modules/.for-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(TSC)

docs: $(VENV)/.for-tests
	@for script in scripts/write_*.py scripts/screenshots.py; do \
	    if [ -f "$$script" ]; then echo "$$script"; $(PYTHON) "$$script" || exit 1; fi; done

docs-site: $(VENV)/.for-docs
	$(PYTHON) scripts/build_site.py site

benchmarks: $(VENV)/.for-tests
	@for script in benchmarks/*.py; do echo "$$script"; $(PYTHON) "$$script" || exit 1; done

clean:
	rm -rf $(VENV) $(TOOLS) node_modules results build dist site .coverage* .mypy_cache .ruff_cache .pytest_cache .hypothesis

# What is installed is what requirements.lock names, and nothing else: pip compares every file with
# its hash. pip takes no project together with hashes, so the project itself comes in a second step,
# built by the locked build backend. The backend comes first of all, since it also builds what is
# published as source only. A stamp per use, so that the demo does not wait for what only the tests
# need. The package is compiled as pip compiles what it installs: an editable one would be compiled
# at every start.
PIP_INSTALL := $(PYTHON) -m pip --disable-pip-version-check install --quiet
LOCKED := pyproject.toml requirements.lock scripts/lock_part.py

define install
	@echo "installing from requirements.lock: $(strip dependencies $(1))"
	@$(PYTHON) scripts/lock_part.py build > $(VENV)/build.lock
	@$(PYTHON) scripts/lock_part.py build dependencies $(1) > $(VENV)/part.lock
	@$(PIP_INSTALL) --require-hashes --only-binary :all: -r $(VENV)/build.lock
	@$(PIP_INSTALL) --require-hashes --no-build-isolation -r $(VENV)/part.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@$(PYTHON) -m compileall -q vendor_score
endef

$(VENV)/.for-use: $(LOCKED) | $(PYTHON)
	$(call install,)
	@touch $@

$(VENV)/.for-tests: $(LOCKED) | $(PYTHON)
	$(call install,notebook images test)
	@touch $@ $(VENV)/.for-use

$(VENV)/.for-lint: $(LOCKED) | $(PYTHON)
	$(call install,notebook images test lint)
	@touch $@ $(VENV)/.for-tests $(VENV)/.for-use

$(VENV)/.for-docs: $(LOCKED) | $(PYTHON)
	$(call install,docs)
	@touch $@ $(VENV)/.for-use

node_modules/.for-lint: package.json package-lock.json
	@command -v npm >/dev/null 2>&1 || { \
	    echo "make lint checks the page's JavaScript with TypeScript and needs Node.js with npm, which is not installed." >&2; \
	    echo "Install it from https://nodejs.org/ or with your package manager (Debian and Ubuntu: apt install nodejs npm)." >&2; \
	    exit 1; }
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# A half-made environment is removed, so that the next try starts afresh.
define find_python
	for name in $(CANDIDATES); do \
	    if command -v $$name >/dev/null 2>&1 && $$name -c "$(SUITABLE)" 2>/dev/null; then \
	        found=$$name; break; fi; done; \
	if [ -z "$$found" ]; then \
	    echo "vendor-score needs Python 3.11 or newer, and found none of: $(CANDIDATES)." >&2; \
	    echo "Install it from https://www.python.org/downloads/ or with your package manager." >&2; \
	    exit 1; fi; \
	if ! $$found -c "import venv, ensurepip" 2>/dev/null; then \
	    version=$$($$found -c "import sys; print('%d.%d' % sys.version_info[:2])"); \
	    echo "$$found has no venv module with pip in it. On Debian and Ubuntu: apt install python$$version-venv" >&2; \
	    exit 1; fi
endef

$(PYTHON):
	@$(find_python); \
	echo "making $(VENV) with $$($$found --version)"; \
	$$found -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# --- other releases than the locked ones: uv chooses them, in an environment of its own each

$(UV):
	@$(find_python); \
	$$found -m venv $(TOOLS)/uv && $(TOOLS)/uv/bin/python -m pip --disable-pip-version-check install --quiet "uv>=0.9" \
	    || { rm -rf $(TOOLS)/uv; exit 1; }

# `--upgrade`: without it uv keeps the releases that the file holds already.
lock: $(UV)
	$(UV) pip compile pyproject.toml --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	    --extra images --extra notebook --group build --group docs --group lint --group test \
	    --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	    --output-file requirements.lock
	@if command -v npm >/dev/null 2>&1; then rm -f package-lock.json; npm install --package-lock-only --no-audit --no-fund; \
	else echo "package-lock.json stays as it is: there is no npm" >&2; fi

define test_with
	rm -rf $(TOOLS)/$(1)
	@$(find_python); $$found -m venv --without-pip $(TOOLS)/$(1)
	$(UV) pip install --quiet --python $(TOOLS)/$(1)/bin/python --resolution $(2) \
	    --editable ".[notebook,images]" --group build --group test "pip>=24"
	$(UV) pip freeze --python $(TOOLS)/$(1)/bin/python --exclude-editable > $(TOOLS)/$(1).txt
	$(TOOLS)/$(1)/bin/python -m pytest -n 2
endef

test-latest: $(UV)
	$(call test_with,latest,highest)

test-oldest: $(UV)
	$(call test_with,oldest,lowest-direct)
