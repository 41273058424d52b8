# Every check is defined here once and called from everywhere.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Elsewhere, to get PyTorch's own CPU build: make run TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
export HF_HUB_OFFLINE ?= 1
export TOKENIZERS_PARALLELISM ?= false

$(VENV)/.base: pyproject.toml constraints.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned dependencies into $(VENV) (once, about two minutes) …" >&2
	@$(PIP) install $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) -c constraints.txt torch==2.13.0
	@$(PIP) install -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@$(PIP) install -c constraints.txt $$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml","rb"))["dependency-groups"]["dev"])')
	@touch $@

$(VENV)/.train: $(VENV)/.base
	@$(PIP) install -c constraints.txt $$($(BIN)/python -c 'import tomllib; print(*tomllib.load(open("pyproject.toml","rb"))["dependency-groups"]["train"])')
	@touch $@

.PHONY: help setup run test check eval bench train-reader constraints wheel wheel-test clean
help:
	@echo "make run    ask questions (terminal, or Telegram with TELEGRAM_BOT_TOKEN set)"
	@echo "make test   set up everything and run the tests"
	@echo "make check  ruff, mypy --strict, import contracts"
	@echo "make eval   quality figures (needs the evaluation data)"
	@echo "make bench  speed figures"
	@echo "make train-reader  train the reader anew (hours; needs the training data)"
	@echo "make clean  remove the virtual environment, caches and ./var"

setup: $(VENV)/.dev

run: $(VENV)/.base
	@$(BIN)/dateline run

test: $(VENV)/.dev check
	@$(BIN)/python -m pytest

check: $(VENV)/.dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

eval: $(VENV)/.dev
	@$(BIN)/python -m tests.quality.evaluate

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.quality.bench

train-reader: $(VENV)/.train
	@$(BIN)/python -m training

# Exact versions of everything, from a fresh environment with only the bounds of pyproject.toml.
constraints:
	@tmp=$$(mktemp -d) && $(PYTHON) -m venv $$tmp/v && \
	$$tmp/v/bin/python -m pip -q install torch==2.13.0 && \
	$$tmp/v/bin/python -m pip -q install . $$(PYTHONPATH= $$tmp/v/bin/python -c 'import tomllib; print(*["\"%s\"" % d for d in tomllib.load(open("pyproject.toml","rb"))["dependency-groups"]["dev"]])' | xargs -n1 echo) && \
	$$tmp/v/bin/python -m pip freeze --exclude dateline | sed -e 's/+cpu$$//' -e '/ @ /d' > constraints.txt && rm -rf $$tmp
	@wc -l constraints.txt

wheel: $(VENV)/.dev
	@$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	@ls dist/*.whl

# The wheel alone, run from an empty folder: an editable install hides files that are missing from it.
wheel-test: wheel
	@tmp=$$(mktemp -d) && trap 'rm -rf '$$tmp EXIT && \
	$(PIP) install --no-deps --target $$tmp/site dist/dateline-*.whl && cd $$tmp && \
	export PYTHONPATH=$$tmp/site DATELINE_HOME=$$tmp/home && \
	echo 'who sent troops?' | $(CURDIR)/$(BIN)/python -c 'import bot, corpus, index, sys; \
	assert all(m.__file__.startswith(sys.path[1]) for m in (bot, corpus, index)), bot.__file__; \
	from bot.cli import main; sys.argv = ["dateline", "run"]; sys.exit(main())' && \
	$(CURDIR)/$(BIN)/python -m bot status

clean:
	rm -rf $(VENV) dist build var .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
