# `make run` and `make test` set up everything from nothing in .venv, then do it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test lint types tests golden reference bench pictures clean

run: $(READY)
	$(BIN)/saberesgraph build -o site

# side by side: the tests leave the processors idle here and there
test: $(READY)
	$(MAKE) --no-print-directory --jobs=3 lint types tests

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/saberesgraph fmt --check

types: $(READY)
	$(BIN)/mypy

tests: $(READY)
	$(BIN)/pytest -q --numprocesses auto --dist loadfile --no-loadscope-reorder

# rewrites the golden answers of the queries and their reference: review the diff
golden: $(READY)
	GOLDEN=write $(BIN)/pytest -q tests/test_queries.py -p no:randomly
	$(BIN)/saberesgraph queries -f markdown > docs/reference/queries.md

# measures everything at some sizes and writes docs/performance.md: see benchmarks/run.py
bench: $(READY)
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python -W ignore benchmarks/run.py $(BENCH)

# writes docs/reference/ again: commands, ontology, shapes, errors
reference: $(READY)
	$(BIN)/python docs/reference/write.py

# takes the pictures of the pages again: look at each
pictures: $(READY)
	$(BIN)/python docs/pictures/take.py

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable . --group dev
	touch $@

clean:
	rm -rf $(VENV) site
