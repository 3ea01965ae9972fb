# The two commands: `make run` and `make test`. Both set up what they need in .venv.
PYTHON ?= python3
VENV := .venv
PORT ?= 8501
BIN := $(VENV)/bin

.PHONY: run test check bench site lock clean
.DEFAULT_GOAL := run

$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

run: $(VENV)/.run
	@$(BIN)/streamlit run app.py --server.port $(PORT)

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m geodata check
	$(BIN)/python -m pytest

check: $(VENV)/.run
	@$(BIN)/python -m geodata check

bench: $(VENV)/.dev
	$(BIN)/python -m bench

# A folder that any static host can serve: the map as one file, the data, the data package.
SITE ?= site
site: $(VENV)/.run
	@$(BIN)/python -m geodata export site --out $(SITE) --force

# Renew the locked versions from the ranges in pyproject.toml.
lock: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check pip-tools
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host -o requirements.txt pyproject.toml
	$(BIN)/pip-compile --quiet --upgrade --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev -c requirements.txt -o requirements-dev.txt pyproject.toml

clean:
	rm -rf $(VENV) static .pytest_cache .mypy_cache .ruff_cache .hypothesis
