# Everything here works on a machine that has Python 3.11 or newer and make, and nothing else.
# Each target makes the environment it needs in .venv, from the lock file, by hashes.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# Four at a time on two cores: tests of screens wait more than they work.
PYTEST := $(BIN)/python -m pytest -n 4
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
PIP_COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	--no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --no-emit-options

.DELETE_ON_ERROR:
.PHONY: help demo test soak check bench bench-book lock catalogue pictures clean distclean

help:
	@echo "make demo       the application on a made-up branch, nothing to set up"
	@echo "make test       the tests"
	@echo "make soak       every walk-in, a month of a hall, a thousand kills, twenty writers: minutes"
	@echo "make check      style, types, import contracts, catalogue, tests"
	@echo "make bench      how fast it is, beside the bare tools"
	@echo "make bench-book the large books that bench measures on, in \$$DESK_BENCH or .bench"
	@echo "make lock       the lock files anew; make lock UPGRADE=1 for newer versions"
	@echo "make catalogue  compile the Chinese of the interface"
	@echo "make pictures   the pictures of the documents, from the demo book and from the imports"
	@echo "make clean      remove what the tools leave behind; make distclean: and .venv"

$(READY): requirements-dev.lock pyproject.toml hatch_build.py Makefile
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Desk needs Python 3.11 or newer, and '$(PYTHON)' is not that." >&2; \
		echo "Say where one is, for example: make $(or $(MAKECMDGOALS),test) PYTHON=python3.11" >&2; \
		exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make an environment: its venv module is not installed." >&2; \
		echo "On Debian and its kin: apt-get install python3-venv" >&2; \
		exit 1; }
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Making the environment in $(VENV): once, about a minute."; \
		$(PYTHON) -m venv --clear $(VENV); }
	$(PIP) install -qq --require-hashes -r requirements-dev.lock
	$(PIP) install -qq --no-deps --no-build-isolation -e .
	@touch $@

demo: catalogue
	@$(BIN)/desk demo

test: catalogue
	$(PYTEST)

# Every walk-in through the screens, a month of two thousand cases counted twice, a thousand kills,
# twenty writers: minutes. What was counted is printed at the end.
soak: catalogue
	DESK_FUZZ=40 $(BIN)/python -m pytest soak tests/test_readers.py -p tests.conftest -n 2

check: catalogue
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogue.py check
	$(PYTEST)

bench: catalogue
	$(BIN)/python -m bench

# Books of ten thousand and of a million cases in $DESK_BENCH or .bench: 5 GB, ten minutes.
bench-book: catalogue
	$(BIN)/python -m bench.large

# The second file is bound to the versions of the first, so that what is tested is what is run.
# Tests need the extra for an encrypted book too; whoever runs Desk without it does not.
lock: $(READY)
	$(PIP_COMPILE) $(if $(UPGRADE),--upgrade) --extra dev --extra encrypted \
		-o requirements-dev.lock pyproject.toml
	$(PIP_COMPILE) -c requirements-dev.lock -o requirements.lock pyproject.toml
	$(PIP) install -qq --require-hashes -r requirements-dev.lock
	$(BIN)/python tools/licences.py write

catalogue: $(READY)
	@$(BIN)/python tools/catalogue.py compile

# Pages of letters are drawn with pillow, which Desk does not need: pip install pillow.
pictures: catalogue
	$(BIN)/python tools/pictures.py
	$(BIN)/python tools/imports_picture.py write

clean:
	rm -rf dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -rf desk/locale/*/LC_MESSAGES snapshot_report.html
	find desk db screens tests bench tools -name __pycache__ -type d -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
