# Every target prepares what it needs, the first time and whenever a lock file changed. `make help` lists them.
PYTHON ?= python3
VENV := .venv
LOCKS := requirements/runtime.txt pyproject.toml package-lock.json .npmrc scripts/setup.sh scripts/assets.py

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test check bench format clean

help: ## say what each target does
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 18

setup: $(VENV)/runtime.stamp ## build .venv, the command .venv/bin/bihuan and the files that pages need

setup-dev: $(VENV)/development.stamp ## setup, and the tools of test and check

demo: setup ## build the synthetic county and serve it
	$(VENV)/bin/bihuan demo

test: setup-dev ## the whole suite, on SQLite and PostgreSQL, with a real browser
	scripts/test.sh

check: setup-dev ## style, types, floors and size budget
	scripts/check.sh

bench: setup ## the figures of docs/benchmarks.md, on SQLite and PostgreSQL
	scripts/bench.sh

format: setup-dev ## put imports and layout right
	$(VENV)/bin/ruff check --fix --quiet .
	$(VENV)/bin/ruff format --quiet .

clean: ## remove everything that setup and test made, not the homes
	rm -rf $(VENV) node_modules bihuan/ui/static/vendor .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/runtime.stamp: $(LOCKS)
	PYTHON=$(PYTHON) scripts/setup.sh runtime

$(VENV)/development.stamp: $(VENV)/runtime.stamp requirements/development.txt
	PYTHON=$(PYTHON) scripts/setup.sh development
