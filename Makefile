# Two commands do everything on a fresh machine: make run, make test.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif

.PHONY: run test setup system words fonts lock lint bench clean

run: setup
	$(PY) main.py

test: setup system
	$(PY) -m pytest -n 2

setup: $(VENV)/.installed words fonts

$(VENV)/.installed: requirements.lock
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -c "open('$@', 'w').close()"

words: $(VENV)/.installed
	@$(PY) -m resources.compile

# The font is fetched where npm is at hand; without it the program runs with the system's own.
fonts: $(VENV)/.installed
	@$(PY) -m resources.fetch_fonts

system:
	@sh .ci/system-packages

lint: setup
	$(VENV)/bin/ruff check . && $(VENV)/bin/lint-imports

bench: setup
	$(PY) -m benchmarks

lock:
	uv pip compile pyproject.toml --all-extras --generate-hashes --no-emit-index-url --no-header --universal -o requirements.lock

clean:
	rm -rf $(VENV) out build dist
