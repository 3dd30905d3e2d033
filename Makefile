# `make run` and `make test` set up everything from nothing in .venv, then do it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test golden clean

run: $(READY)
	$(BIN)/saberesgraph build -o site

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q

# rewrites the golden answers of the queries: review the diff
golden: $(READY)
	GOLDEN=write $(BIN)/pytest -q tests/test_queries.py -p no:randomly

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

clean:
	rm -rf $(VENV) site
