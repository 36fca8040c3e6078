# Every target creates .venv if it is missing and installs only if pyproject.toml or constraints.txt changed.
# The machine needs only make and Python 3.11 or newer:  make PYTHON=python3.12 demo

PYTHON ?= python3
# Extra arguments for pytest:  make test ARGS="-k gcd"
ARGS ?=
# Minutes of make fuzz.
MINUTES ?= 1

VENV := .venv
BIN := $(VENV)/bin
# -c: the tested releases; torch is pinned to the CPU build, since an open range would fetch gigabytes of CUDA.
# -qq: errors only.
INSTALL := $(BIN)/python -m pip --disable-pip-version-check install -qq -c constraints.txt

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test quick lint map json bench fuzz model clean

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile

demo: $(VENV)/.base  ## install the base package and answer three prompts
	$(BIN)/nl prompt "factorial of 10"
	$(BIN)/nl prompt "what is 30% off 279"
	$(BIN)/nl prompt --show-asm "gcd of 48 and 18"

test: $(VENV)/.dev  ## run the whole test suite
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

quick: $(VENV)/.dev  ## run the tests that are not marked slow, with fewer examples
	HYPOTHESIS_PROFILE=quick $(BIN)/python -m pytest -n 2 --dist loadfile -m "not slow" $(ARGS)

lint: $(VENV)/.dev  ## check style, types and the order of the rooms
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

map: $(VENV)/.made  ## draw the rooms and their imports into docs/rooms.svg
	$(BIN)/python tools/room_map.py

json: $(VENV)/.base  ## write docs/json.md, the page of all JSON output
	$(BIN)/python tools/json_page.py

bench: $(VENV)/.dev  ## measure the answering of prompts
	$(BIN)/python benchmarks/prompts.py $(ARGS)

fuzz: $(VENV)/.dev  ## damaged and random programs by every executor, MINUTES minutes (1) of each kind
	$(BIN)/python tests/fuzz/damage.py --minutes $(MINUTES)
	$(BIN)/python tests/fuzz/differential.py --minutes $(MINUTES)
	$(BIN)/python tests/fuzz/differential.py --minutes $(MINUTES) --tier hidden
	$(BIN)/python tests/fuzz/differential.py --minutes $(MINUTES) --tier 2
	$(BIN)/python tests/fuzz/streams.py --minutes $(MINUTES)
	$(BIN)/python tests/fuzz/threads.py --minutes $(MINUTES)
	$(BIN)/python tests/fuzz/interrupts.py --minutes $(MINUTES)
	$(BIN)/python tests/fuzz/slow_shapes.py --minutes $(MINUTES)
	$(BIN)/python tests/fuzz/prompt_soup.py
	$(BIN)/python tests/fuzz/phrase_trees.py

model: $(VENV)/.dev  ## make the data, train and export the shipped model anew
	$(BIN)/python -m neurlang.prompts.training.shipped $(ARGS)

clean:  ## remove the environment, builds and caches
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests benchmarks tools -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps are touched last, so that an interrupted step runs again.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		found=$$($(PYTHON) -c 'import sys; print(sys.version.split()[0])' 2>/dev/null); \
		echo "Neurlang needs Python 3.11 or newer; '$(PYTHON)' is $${found:-missing}." \
			"Name another: make PYTHON=python3.12" >&2; \
		exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.base: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing the base package into $(VENV)"
	@$(INSTALL) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.made pyproject.toml constraints.txt
	@echo "Installing the package, its trainer and the developers' tools into $(VENV) (a few minutes, once)"
	@$(INSTALL) --editable '.[dev,ort,tract,train,crypto,smt,exact]'
	@touch $(VENV)/.base $@
