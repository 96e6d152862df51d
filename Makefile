# Two commands on a fresh machine (Linux, Python 3.11 or newer, make): make demo, make test.

SHELL := /bin/bash
.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	command -v $$name >/dev/null && $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
	&& { echo $$name; break; }; done)
LONG := -m long

.PHONY: help setup demo up down test test-long lint bench docs lock clean

help: ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(READY) ## Install everything into .venv, with hashes

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "需要 Python 3.11、3.12 或 3.13，本机没有找到。请安装后重试。" >&2; exit 3; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "$(PYTHON) 缺少 venv 组件（Debian/Ubuntu 的软件包名为 python3-venv）。请安装后重试。" >&2; exit 3; }
	@echo "正在安装依赖（首次约需数分钟）……"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
	@echo "依赖已安装到 $(VENV)。"

demo: $(READY) ## Play the 2025 cycle of the achievement awards through Airflow
	@$(BIN)/honours demo

up: $(READY) ## Start PostgreSQL and Airflow and stay
	@$(BIN)/honours up

down: $(READY) ## Stop Airflow and PostgreSQL
	@$(BIN)/honours down

test: $(READY) ## Run the tests
	@$(BIN)/python -m pytest -n 2 --dist loadfile -m "not long"

test-long: $(READY) ## Run the tests that take minutes
	@$(BIN)/python -m pytest $(LONG)

lint: $(READY) ## Check style, types, layers and the compose file
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yaml

bench: $(READY) ## Time what must be quick beside its bare limit
	@for file in bench/*.py; do $(BIN)/python $$file || exit 1; done

docs: $(READY) ## Write docs/articles.md from what the code cites, and docs/rule-cases.md from the cases of the tests
	@$(BIN)/python -m honours.orchestration.articles
	@$(BIN)/python -m tests.regulation.rule_table

lock: ## Pin every dependency anew, with hashes and without a registry's name
	@$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/pip install --quiet uv
	@$(VENV)-lock/bin/uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --quiet --output-file requirements.lock
	@rm -r $(VENV)-lock

clean: ## Remove the installed dependencies and caches; the data under var/ stays
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
