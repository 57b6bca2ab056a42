# Two commands do all: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# The tests start the program hundreds of times: it is compiled once, whatever the machine says of keeping what was compiled.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test soak bench check format coverage locks clean
help:
	@echo "make demo    build the demo dossier in ./demo, show what Houvast does, and serve it for a browser"
	@echo "make test    everything CI runs"
	@echo "make soak    the long runs, each with what it took: every bit, kills, fuzz (FUZZ_SECONDS each, 600 if not said), scale"
	@echo "make bench   speed beside other programs"
	@echo "make check   ruff, mypy and the floors only"
	@echo "make coverage  write docs/coverage.md anew: which test holds which id of the domain (MORE=--more: more texts without English than before)"
	@echo "make locks   renew requirements/*.txt (needs uv)"

$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Houvast needs Python 3.11 or later: make PYTHON=/path/to/python3.11"; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/run.txt
	$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "houvast.pth").write_text(str(pathlib.Path("src").resolve()) + "\n")'
	@printf '#!/bin/sh\nexec "%s/$(BIN)/python" -m houvast "$$@"\n' "$$PWD" > $(BIN)/houvast && chmod +x $(BIN)/houvast
	@touch $@

$(VENV)/test.stamp: requirements/test.txt $(VENV)/run.stamp
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/test.txt
	@touch $@

# What only the long runs need: a fuzzer, which has no wheel for every machine.
$(VENV)/soak.stamp: requirements/soak.txt $(VENV)/test.stamp
	$(BIN)/pip install --quiet --require-hashes --requirement requirements/soak.txt
	@touch $@

# What the tests of the pages take from npm; a machine without node gets it from PyPI. The pages themselves need none of it.
frontend/node_modules/stamp: frontend/package-lock.json frontend/package.json requirements/node.txt | $(VENV)/test.stamp
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --require-hashes --requirement requirements/node.txt
	cd frontend && PATH="$$PATH:$$PWD/../$(BIN)" npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# What measures a page as a slow phone gets it, for the long runs only.
frontend/lighthouse/node_modules/stamp: frontend/lighthouse/package-lock.json frontend/lighthouse/package.json frontend/node_modules/stamp
	cd frontend/lighthouse && PATH="$$PATH:$$PWD/../../$(BIN)" npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

# The tests compare with other programs. Where they are missing and we may, they are installed; else one line says how.
.PHONY: programs
programs:
	@missing=""; for each in age:age chromium:chromium pdftotext:poppler-utils javac:default-jdk-headless /usr/share/java/jaxb-runtime.jar:libjaxb-java; do command -v $${each%%:*} >/dev/null || test -e $${each%%:*} || missing="$$missing $${each##*:}"; done; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	  else echo "For every test, install:$$missing (Debian: sudo apt-get install$$missing); the others run without."; fi; fi

demo: $(VENV)/run.stamp
	$(BIN)/houvast demo demo --again
	@if [ -t 1 ]; then $(BIN)/houvast serve demo/dossier; else $(BIN)/houvast serve demo/dossier --once; fi

test: check programs frontend/node_modules/stamp
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not soak"

soak: check programs frontend/lighthouse/node_modules/stamp $(VENV)/soak.stamp .venv-bench/stamp
	$(BIN)/python -m pytest -m soak -s -v

bench: $(VENV)/run.stamp .venv-bench/stamp
	$(BIN)/houvast bench

# The peers. borg, restic and age are programs of the system: one that is not there is named "not installed" in its row.
.venv-bench/stamp: requirements/bench.txt src/houvast/bench/parsers/package-lock.json
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/pip install --quiet --require-hashes --requirement requirements/bench.txt
	mkdir -p .venv-bench/peers
	cp src/houvast/bench/parsers/package.json src/houvast/bench/parsers/package-lock.json .venv-bench/peers/
	cd .venv-bench/peers && PATH="$$PWD/../bin:$$PATH" npm ci --silent --ignore-scripts --no-audit --no-fund
	@touch $@

check: $(VENV)/test.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/test.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

coverage: $(VENV)/test.stamp
	@PYTHONPATH=src:tests $(BIN)/python tools/coverage.py $(MORE)

locks:
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 -c requirements/run.txt requirements/test.in -o requirements/test.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 requirements/bench.in -o requirements/bench.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 requirements/node.in -o requirements/node.txt
	uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 requirements/soak.in -o requirements/soak.txt

clean:
	rm -rf $(VENV) .venv-bench frontend/node_modules frontend/lighthouse/node_modules demo .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
