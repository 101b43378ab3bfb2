# Two commands: `make demo` reads the sample articles into a graph and shows it, `make test` checks everything.
# Each sets itself up; nothing but Python 3.11+, pip, git and make is needed.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/ready
DEMO := out/demo

.PHONY: demo test lint wheel bench clean

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $(READY)

demo: $(READY)
	rm -rf $(DEMO) && mkdir -p $(DEMO)
	$(BIN)/kg build data/samples --store $(DEMO)/graph
	@echo && echo "== What the article says about Turkey, and who says so"
	$(BIN)/kg show --store $(DEMO)/graph --actor Turkey
	@echo && echo "== Who pressed whom?"
	$(BIN)/kg query who-pressed-whom --store $(DEMO)/graph
	@echo && echo "== Files"
	$(BIN)/kg export gexf --store $(DEMO)/graph -o $(DEMO)/graph.gexf
	$(BIN)/kg export trig --store $(DEMO)/graph -o $(DEMO)/graph.trig
	$(BIN)/kg export claims --store $(DEMO)/graph -o $(DEMO)/claims.jsonl
	@ls -1 $(DEMO)

test: $(READY) lint
	OMP_NUM_THREADS=1 $(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

wheel: $(READY)
	$(BIN)/python -m build --wheel --no-isolation

bench: $(READY)
	$(BIN)/python benchmarks/claims.py
	$(BIN)/python benchmarks/language.py
	$(BIN)/python benchmarks/graph.py

clean:
	rm -rf out build dist .venv
