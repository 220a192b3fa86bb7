# The house: `make` lists what it can do.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
SHARED ?= $(or $(GONGKAI_SHARED),../shared)
STAMP  := $(VENV)/installed
SCORED := build/score

.DEFAULT_GOAL := help
.PHONY: help setup publish test torture check score bench docs lock clean

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

setup: $(STAMP)  ## virtual environment with the locked dependencies, made once

# The stamp is remade when a lock or pyproject.toml is newer: a second make does nothing.
$(STAMP): requirements/dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "gongkai needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V 2>&1). Try: make PYTHON=python3.12 setup" >&2; exit 2; }
	@echo "Setting up $(VENV): some two minutes, the first time only." >&2
	@echo "  making the virtual environment" >&2
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "No virtual environment could be made. On Debian and Ubuntu: apt-get install python3-venv, then make again." >&2; exit 2; }
	@echo "  downloading and installing the locked dependencies: this takes the longest" >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.lock \
	  && echo "  installing gongkai" >&2 \
	  && $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable . || { \
	  echo "The locked dependencies could not be installed (pip says why above). Look at the network, or set" >&2; \
	  echo "PIP_INDEX_URL to a package index that you can reach, then make again." >&2; exit 2; }
	@touch $@

publish: setup  ## publish the bundled disclosures into datapackages/, through the Prefect flow
	@mkdir -p build/prefect
	@PREFECT_HOME="$(CURDIR)/build/prefect" $(BIN)/gongkai publish --flow --output datapackages

test: setup  ## run the tests
	@$(BIN)/python -m pytest --quiet

torture: setup  ## set and read back N drawn disclosures (ten thousand, some twenty minutes, where N is not given)
	@$(BIN)/python -m tests.torture $(N)

check: setup  ## what must hold before a commit, and what CI runs: style, types, import layers, then the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory test

score: setup  ## publish the reference documents and compare with what they say, cell by cell
	@test -d "$(SHARED)/corpus/documents" || { \
	  echo "No reference documents in $(SHARED). Put them there, or name their folder: make score SHARED=FOLDER" >&2; exit 2; }
	@rm -rf $(SCORED)
	@$(BIN)/gongkai publish "$(SHARED)/corpus/documents" --output $(SCORED) || test $$? -eq 1
	@$(BIN)/python "$(SHARED)/tools/score.py" $(SCORED)/catalog.duckdb "$(SHARED)"/corpus/gold/*.json

bench: setup  ## pages per second beside pdfplumber, and seconds and memory of the whole job
	@$(BIN)/python -m benchmarks

docs: setup  ## write the generated pages of docs/ anew: data dictionary and rules
	@$(BIN)/python docs/generate.py

lock:  ## resolve pyproject.toml and requirements/dev.in into the locks (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-annotate --no-header \
	  pyproject.toml --output-file requirements/run.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-annotate --no-header \
	  pyproject.toml requirements/dev.in --constraint requirements/run.lock --output-file requirements/dev.lock

clean:  ## remove what was built, but no published package
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
