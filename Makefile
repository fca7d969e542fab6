# `make help` lists what there is.
.DEFAULT_GOAL := help
.PHONY: help setup run screen office test on-postgres spark test-spark check bench bench-encryption bench-evidence bench-evidence-large bench-index bench-linkage bench-office-names bench-identity fuzz-documents fuzz-identity fuzz-importers fuzz-proofs fuzz-seal gate crash load pictures docs messages lock clean
MAKEFLAGS += --no-print-directory
# Where Python may keep nothing that it compiled, each worker and each program of a test compiles all of it anew.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
STAMP := .venv/setup-done
WITH_DB := $(if $(filter postgres,$(DB)),scripts/postgres)
TYPED := src tests $(wildcard tools bench)
MESSAGES := $(patsubst %.po,%.mo,$(wildcard src/wellfounded/web/locale/*/LC_MESSAGES/django.po))

help: ## show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: $(STAMP) $(MESSAGES) ## make .venv with everything needed; at once when nothing changed
	@:

$(STAMP): requirements/dev.txt pyproject.toml scripts/setup
	@scripts/setup
	@touch $@

%.mo: %.po $(STAMP)
	@$(BIN)/python -m tools.messages compile

run: screen office ## screen the published claims, then open a fictional office (DB=postgres: on PostgreSQL)
	@:

screen: setup ## screen the published claims under examples/decided; reports go to out/
	@$(BIN)/python -m wellfounded.cli.demo

# `make office OFFICE=--empty` starts an office of its own instead of the fictional one.
office: setup ## open the office at http://localhost:8000/ until Ctrl-C (DB=postgres: on PostgreSQL)
	@$(if $(WITH_DB),$(WITH_DB) --two-roles) $(BIN)/python -m wellfounded.config.serve $(OFFICE)

# What the database itself has to hold up: actions, constraints, the log's triggers, migrations.
ON_POSTGRES := $(addprefix tests/,$(addprefix integration/,casework audit store/test_on_postgres.py store/test_first_tables.py store/test_filled_on_postgres.py store/test_seized_server.py store/test_idle_memory.py store/test_two_users_on_postgres.py store/test_erased_on_postgres.py test_migrations.py test_two_writers.py) \
	$(addprefix unit/,accounts audit/test_on_postgres.py evidence/search identity/index))

# Some branches run on PostgreSQL alone: what both parts reached is counted together, and no branch may be left out.
test: ## check, the tests of the store on PostgreSQL, then all with coverage (DB=sqlite or DB=postgres: on that alone)
	@$(if $(DB)$(PYTEST),$(MAKE) check,$(MAKE) $(BESIDE) check on-postgres)
	@$(if $(filter postgres,$(DB)),scripts/postgres --throwaway) $(BIN)/pytest -n 2 --cov $(if $(DB)$(PYTEST),--cov-report=term,--cov-append --cov-fail-under=100) $(PYTEST)

# mypy has one core to itself for two minutes: the tests on PostgreSQL take the other meanwhile.
BESIDE := -j 2 $(if $(filter output-sync,$(.FEATURES)),--output-sync=target)

on-postgres: setup
	@scripts/postgres --throwaway $(BIN)/pytest -q -n 2 --cov --cov-report= $(ON_POSTGRES)

# pyspark is published as source only: half a gigabyte of Java, nothing is compiled. A minute or two.
spark: setup ## add Spark and its Java, for batches of registers too large for DuckDB
	@scripts/spark

test-spark: spark ## the same register through DuckDB and through a cluster of two workers on this machine
	@$(BIN)/pytest -q -rs --no-cov tests/integration/test_batch_on_spark.py

check: setup ## style, types and direction of imports
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy $(TYPED)
	@$(BIN)/lint-imports --no-logo

bench: setup ## measure against other rule engines (installs them; not part of the product)
	@$(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes --only-binary :all: -r requirements/bench.txt
	@$(BIN)/python -m bench

# Beside a PostgreSQL of its own, which waits for the disk like one in use; about four minutes.
bench-encryption: setup ## ask each screen of one office with and without encryption, and write the page of figures (SECONDS=45)
	@home=$$(mktemp -d) && trap 'rm -rf "$$home"' EXIT && \
		WELLFOUNDED_HOME=$$home scripts/postgres $(BIN)/python -m bench.encryption --seconds $(or $(SECONDS),45)

# Runs beside a PostgreSQL of its own; `make bench-evidence COUNT=20000` for a smaller shelf.
bench-evidence: setup ## measure search beside FTS5, PostgreSQL, tantivy and bm25s (installs them; not part of the product)
	@$(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes --only-binary :all: -r requirements/bench.txt
	@scripts/postgres --throwaway $(BIN)/python -m bench.evidence $(if $(COUNT),--count $(COUNT))

# The indexes are kept under out/bench-evidence; where they lie already, this takes a minute. Filling them takes half an hour.
bench-evidence-large: setup ## the same over 2,000,000 passages, beside FTS5 and tantivy
	@$(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes --only-binary :all: -r requirements/bench.txt
	@$(BIN)/python -m bench.evidence --large $(or $(COUNT),2000000)

# `make fuzz-identity MINUTES=1` for a short trial; a fault is told with the texts that made it.
fuzz-identity: setup ## throw made-up names, dates and places at the comparison for ten minutes, until a fault
	@nice -n 15 $(BIN)/python -m tools.identity.fuzz --minutes $(or $(MINUTES),10)

fuzz-proofs: setup ## throw altered checkpoints, proofs and witness files at their readers for ten minutes (SECONDS=60)
	@nice -n 15 $(BIN)/python -m tools.fuzz_proofs $(or $(SECONDS),600)

fuzz-documents: setup ## throw altered documents at the readers for ten minutes (SECONDS=60 for one)
	@$(BIN)/python -m tools.fuzz_documents $(or $(SECONDS),600)

fuzz-importers: setup ## throw altered files at the parsers of uploads for ten minutes (SECONDS=60 for one)
	@nice -n 15 $(BIN)/python -m tools.fuzz_vault importers $(or $(SECONDS),600)

fuzz-seal: setup ## throw altered files at what opens seals, key files and backups for ten minutes (SECONDS=60 for one)
	@nice -n 15 $(BIN)/python -m tools.fuzz_vault seal $(or $(SECONDS),600)

# CI runs a tenth of the histories and a hundredth of the cases.
gate: setup ## 100,000 histories and 2,000 generated cases through every form of export
	@WELLFOUNDED_HISTORIES=whole WELLFOUNDED_EXPORTS=whole nice -n 15 $(BIN)/pytest -q --no-cov \
		tests/property/test_outflow.py tests/property/test_every_form.py

# `make bench-index SIZE=1000000 PAIRS=pairs.tsv`; more options: .venv/bin/python -m bench.index --help
bench-index: setup ## measure the index of names over made-up people, and twenty clients at once (SIZE=100000)
	@$(BIN)/python -m bench.index --size $(or $(SIZE),100000) --workers 2 --clients 20 $(if $(PAIRS),--pairs $(PAIRS))

bench-office-names: setup ## ask an office of 100,000 people by name, and write the page of figures (PAIRS=pairs.tsv; DB=postgres)
	@$(if $(WITH_DB),WELLFOUNDED_HOME=out/office-names-postgres $(WITH_DB)) $(BIN)/python -m bench.office_names --pairs $(PAIRS)

bench-linkage: setup ## link registers whose truth is known, and write the page of figures
	@$(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes --only-binary :all: -r requirements/bench.txt
	@$(BIN)/python -m bench.linkage

# The packages have an environment of their own under out/: one of them wants an older DuckDB. pyicu is compiled, which
# needs a compiler and, on Debian, libicu-dev and pkg-config.
PEERS := out/bench-identity
bench-identity: setup ## compare names beside rapidfuzz, nomenklatura, Splink, pg_trgm and FTS5, and write the page of figures
	@[ -x $(PEERS)/bin/python ] || $(BIN)/python -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip --disable-pip-version-check -qq install --require-hashes \
		--only-binary :all: --no-binary pyicu -r requirements/bench-identity.txt
	@scripts/postgres --throwaway $(BIN)/python -m bench.identity $(PEERS)/bin/python

# As root also a disk that is full; without strace no power cuts.
crash: setup ## kill, cut the power and fill the disk while an office saves: the long run, hours
	@WELLFOUNDED_CRASH=whole nice -n 15 $(BIN)/pytest -q -rs --no-cov tests/integration/test_crash.py

load: setup ## let twenty people work in an office of 100,000 cases, and write the figures (DB=postgres; LOAD=--quick)
	@$(if $(WITH_DB),WELLFOUNDED_HOME=out/load-postgres $(WITH_DB)) $(BIN)/python -m bench.load $(LOAD)

pictures: setup ## take the pictures of the tutorial anew, by the test that walks it (needs Chromium)
	@WELLFOUNDED_PICTURES=1 $(BIN)/pytest -q --no-cov tests/functional/test_the_whole_way.py -k en

docs: setup ## write the generated pages of docs/ anew
	@$(BIN)/python -m tools.docs

# No index address may reach the locked files; `make lock UPGRADE=--upgrade` takes newer versions.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links $(UPGRADE)

messages: setup ## bring the catalogues of Korean and Chinese up to date, and tell what is missing (needs gettext)
	@$(BIN)/python -m tools.messages update
	@$(BIN)/python -m tools.messages check

EXTRAS := --extra linkage --extra semantic
lock: setup ## resolve the dependencies of pyproject.toml into requirements/, with hashes
	@$(BIN)/python -m pip --disable-pip-version-check -qq install --require-hashes -r requirements/lock.txt
	@$(COMPILE) pyproject.toml -o requirements/runtime.txt
	@$(COMPILE) pyproject.toml -o requirements/dev.txt --group dev $(EXTRAS) --constraint requirements/runtime.txt
	@$(COMPILE) pyproject.toml -o requirements/spark.txt --extra spark --constraint requirements/dev.txt
	@$(COMPILE) pyproject.toml -o requirements/bench.txt --extra bench --constraint requirements/dev.txt
	@$(COMPILE) requirements/bench-identity.in -o requirements/bench-identity.txt
	@$(COMPILE) -o requirements/lock.txt --group lock

clean: ## remove .venv, caches and reports
	@rm -rf .venv out build dist htmlcov .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find src tests $(wildcard tools bench) -name __pycache__ -prune -exec rm -rf {} +
