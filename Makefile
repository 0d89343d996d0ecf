# Thin: each target is a line or few. `make` alone lists them.
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: setup run test check format bench soak eval golden picture lock clean help

# The first Python >= 3.11 that really starts (a shim may not) and can make an environment.
PYTHON ?= $(shell for p in python3.14 python3.13 python3.12 python3.11 python3 python; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --system-certs \
	--custom-compile-command 'make lock' $(UPGRADE) pyproject.toml

setup: .venv/.run-stamp  ## What the bot needs to run, in .venv (SLIM=1 leaves the encoder out)

run: .venv/.run-stamp  ## Start the terminal chat (or answer each line of standard input)
	@$(BIN)/python -m bot chat

test: check  ## Everything that guards the code: the checks, the tests, the coverage
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage report
	$(BIN)/coverage report --include='handlers/*,corpus/*' --fail-under=100

check: .venv/.dev-stamp  ## Format, lint, types, import contracts, dead dependencies, spelling
	$(BIN)/ruff format --check --quiet
	$(BIN)/ruff check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/deptry .
	$(BIN)/codespell

format: .venv/.dev-stamp  ## Format and fix what can be fixed
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format --quiet

bench: .venv/.dev-stamp  ## Measure, beside bare baselines; fails when a floor is missed
	@$(BIN)/python -m bench.report

soak: .venv/.dev-stamp  ## A day in Slack, a day in Discord in half an hour: nothing lost or doubled, no memory that grows (TRACED=1: by tracemalloc)
	@$(BIN)/python -m bench.slack_soak $(if $(TRACED),--traced --events 20000)
	@$(BIN)/python -m bench.discord_soak $(if $(TRACED),--traced --events 20000)

eval: .venv/.dev-stamp  ## Measure the answers; XQUAD=FILE: of a file in SQuAD format; also WORDS=1, FAILED=1, FLOORS=1
	@$(BIN)/python -m tests.eval.report $(if $(XQUAD),--xquad '$(XQUAD)') $(if $(WORDS),--words) $(if $(FAILED),--failed) \
		$(if $(FLOORS),--floors)

golden: .venv/.dev-stamp  ## Write the golden replies anew, to be read in review
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest tests/golden tests/bot/picture/test_golden.py -q

picture: .venv/.run-stamp  ## Draw the README's picture from a real reply
	@PYTHONPATH=. $(BIN)/python docs/draw.py

lock: $(BIN)/python  ## Compile the locks from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	$(PIP) install --quiet uv
	$(COMPILE) --output-file requirements-slim.lock
	$(COMPILE) --extra semantic --output-file requirements.lock
	$(COMPILE) --extra semantic --group dev --output-file requirements-dev.lock

clean:  ## Remove everything that make made
	rm -rf .venv .coverage .hypothesis .*_cache
	find . -name __pycache__ -prune -exec rm -rf {} +

help:  ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' Makefile

# The development lock contains the run-time lock, and that the slim one; all fill the same .venv.
.venv/.run-stamp: requirements$(if $(SLIM),-slim).lock $(BIN)/python
.venv/.dev-stamp: requirements-dev.lock $(BIN)/python
.venv/.%-stamp:
	@echo 'Installing $< into .venv ...' >&2
	@$(PIP) install --quiet --require-hashes --no-deps --requirement $<
	@touch $@

$(BIN)/python:
	@test -n '$(PYTHON)' || { echo 'No Python >= 3.11 with venv found: install one, or say make PYTHON=/path/to/python3' >&2; exit 1; }
	@$(PYTHON) -m venv --clear .venv
