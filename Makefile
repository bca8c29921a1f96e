# Two commands do everything on a fresh machine: make run, make test.
PYTHON ?= python3
VENV := .venv
ifeq ($(OS),Windows_NT)
PY := $(VENV)/Scripts/python.exe
else
PY := $(VENV)/bin/python
endif

.PHONY: run test setup system words fonts pictures lock lint bench bench-peers clean

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

# Writes docs/performance.md. BENCH=--large takes ten million events as well.
bench: setup
	$(PY) -m benchmarks $(BENCH)

# What users would pick instead; QGIS comes from the system (Debian: qgis, python3-qgis, xvfb).
bench-peers: setup
	$(PYTHON) -m venv $(VENV)/peers
	$(VENV)/peers/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/peers.txt

# The pictures of README; Boston's only where the shared data is present.
pictures: setup
	mkdir -p out docs/pictures
	test -f out/demo.gpkg || $(PY) main.py new out/demo.gpkg --demo
	$(PY) main.py screenshot out/demo.gpkg --output docs/pictures/desk-light.png
	$(PY) main.py screenshot out/demo.gpkg --theme dark --language en --output docs/pictures/desk-dark-en.png
	$(PY) main.py screenshot out/demo.gpkg --view plan --output docs/pictures/plan.png
	test ! -d ../shared/data/boston_311 || { \
	test -f out/boston.gpkg || { $(PY) main.py new out/boston.gpkg --city ../shared/data/cities/boston.toml && \
	$(PY) main.py import out/boston.gpkg complaints ../shared/data/boston_311/illegal_parking_2008_2016.csv.gz && \
	$(PY) main.py import out/boston.gpkg complaints ../shared/data/boston_311/illegal_parking_2017.csv.gz; } ; \
	$(PY) main.py screenshot out/boston.gpkg --since 2017-01-01 --until 2018-01-01 --output docs/pictures/boston.png; }

lock:
	uv pip compile pyproject.toml --all-extras --generate-hashes --no-emit-index-url --no-header --universal -o requirements.lock

clean:
	rm -rf $(VENV) out build dist
