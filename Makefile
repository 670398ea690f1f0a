# Counsel's commands. Nothing is installed outside of this folder.

PYTHON ?= python3
UV := var/uv/bin/uv
export UV_PROJECT_ENVIRONMENT := .venv
# pyenv reads .python-version too, and its python3 fails where it lacks 3.13.
BOOTSTRAP := PYENV_VERSION= $(PYTHON)

# These commit what they write and start servers, so they run after the others: in
# two streams, since each of them leaves a core idle half of the time.
PROCESSES := $(addprefix tests/cms/serving/,test_generation.py test_outage.py test_warm_start.py)
APART := $(PROCESSES) tests/browser tests/audits
# What a stream prints is shown when it has ended, where make can do that.
WHOLE := $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

# Tools for tests only; where Node is missing, the tests that want them say so.
NODE := $(if $(shell command -v npm),tests/node/node_modules/.package-lock.json)

.DEFAULT_GOAL := help
.PHONY: help run test test-processes test-audits lighthouse bench lint format lock clean

help: ## List the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/.production ## Start the product: PORT=9000 make run uses another port
	@.venv/bin/python -m cms.run

test: .venv/.development $(NODE) ## Run all tests
	@.venv/bin/python -m pytest -n auto $(APART:%=--ignore=%)
	@$(MAKE) --no-print-directory --keep-going -j2 $(WHOLE) test-processes test-audits

test-processes:
	@.venv/bin/python -m pytest $(PROCESSES)
	@.venv/bin/python -m pytest tests/browser

test-audits:
	@.venv/bin/python -m pytest tests/audits

lighthouse: .venv/.development $(NODE) ## Score six pages as a phone in a slow network sees them
	@.venv/bin/python -m tests.audits.lighthouse

bench: .venv/.development ## Measure speed: ONLY=cached,growth for parts, QUICK=1 for a hint
	@.venv/bin/python -m tests.benchmarks $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

lint: .venv/.development ## Check formatting, lint, templates and types
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/djlint --check --lint --quiet templates
	.venv/bin/mypy cms home blog people

format: .venv/.development ## Format the code and the templates
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .
	.venv/bin/djlint --reformat --quiet templates

lock: $(UV) ## Renew the locks from pyproject.toml
	$(UV) pip compile -q --universal --python-version 3.12 --generate-hashes --no-header requirements/uv.in -o requirements/uv.txt
	$(UV) pip compile -q --universal --python-version 3.12 --generate-hashes --no-header pyproject.toml -o requirements/production.txt
	$(UV) pip compile -q --universal --python-version 3.12 --generate-hashes --no-header pyproject.toml --extra s3 -o requirements/production-s3.txt
	$(UV) pip compile -q --universal --python-version 3.12 --generate-hashes --no-header pyproject.toml --extra s3 --group dev -o requirements/development.txt

clean: ## Remove the environment; data in var/postgres and var/media stay
	rm -rf .venv tests/node/node_modules var/uv var/static var/test-postgres

tests/node/node_modules/.package-lock.json: tests/node/package-lock.json
	@echo "Installing the test tools of tests/node"
	@cd tests/node && npm ci --ignore-scripts --silent
	@touch $@

$(UV): requirements/uv.txt
	@echo "Setting up uv in var/uv"
	@rm -rf var/uv && mkdir -p var
	@$(BOOTSTRAP) -m venv var/uv
	@var/uv/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

# Not .venv/bin/python: make and touch would follow that link to the machine's own.
.venv/pyvenv.cfg: $(UV) .python-version
	@echo "Setting up Python $$(cat .python-version) in .venv"
	@$(UV) venv -q --clear --python "$$(cat .python-version)" .venv
	@touch $@

.venv/.%: requirements/%.txt .venv/pyvenv.cfg
	@echo "Installing requirements/$*.txt"
	@$(UV) pip install -q --python .venv/bin/python --require-hashes -r requirements/$*.txt
	@touch $@
