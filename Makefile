# Casebook's commands. `make help` lists them.

VENV    := .venv
PYTHON  := $(VENV)/bin/python
MANAGE  := $(PYTHON) manage.py
PORT    ?= 8000
N       ?= 10000
# One module is answered by one process: a second one would begin anew for little.
WORKERS ?= $(if $(filter 1,$(words $(foreach word,$(ARGS),$(findstring .py,$(word))))),0,2)
KILLS   ?= 100
# With a value every reader looks at what staff did, and not the visitor and one of the others in turn; and every kind of item is
# looked at on Elasticsearch.
EVERY_READER ?=
export EVERY_READER
# Trust the certificates that the system trusts, as pip does.
export UV_SYSTEM_CERTS := 1
export UV_NATIVE_TLS := 1
UV      := $(shell command -v uv 2>/dev/null || echo .tools/bin/uv)
LOCK    := $(UV) pip compile --universal --generate-hashes --no-emit-index-url --no-header --quiet \
           --python-version 3.11 pyproject.toml

# Jinja2's, whose plural has a tag of its own, then Django's.
FORMAT_TEMPLATES = $(VENV)/bin/djhtml --tabwidth 2 $(1) --extra-block trans,pluralize,endtrans templates && \
  $(VENV)/bin/djhtml --tabwidth 2 $(1) templates_django

# Some machines set this for images of containers: each process would compile all modules again, three times as long to start.
export PYTHONDONTWRITEBYTECODE :=
# What reads files that people send may write nothing, and would compile these again for each of them.
COMPILE = $(VENV)/bin/python -c "import files.reading.pdf, files.reading.pictures, files.reading.word"

.DEFAULT_GOAL := help
.PHONY: help run test test-elasticsearch test-production coverage check lint format types imports migrations deploy-check messages \
        bench relevance mutants faults demo-large elasticsearch lock clean

help: ## List every command, one line each
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.tools/bin/uv:
	@echo "Fetching uv, the installer of the locked requirements…"
	@python3 -m venv .tools && .tools/bin/python -m pip install --quiet --disable-pip-version-check "uv>=0.9"

$(VENV)/bin/python: | $(filter .tools/bin/uv,$(UV))
	@$(UV) venv --quiet --python python3 --seed $(VENV) 2>/dev/null || python3 -m venv $(VENV)

$(VENV)/run.stamp: requirements/demo.txt | $(VENV)/bin/python $(filter .tools/bin/uv,$(UV))
	@echo "Installing the locked requirements…"
	@VIRTUAL_ENV=$(VENV) $(UV) pip install --quiet --require-hashes -r requirements/demo.txt
	@$(COMPILE)
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt requirements/demo.txt | $(VENV)/bin/python $(filter .tools/bin/uv,$(UV))
	@echo "Installing the locked requirements for development…"
	@VIRTUAL_ENV=$(VENV) $(UV) pip sync --quiet --require-hashes requirements/dev.txt
	@$(COMPILE)
	@touch $@ $(VENV)/run.stamp

locale/compiled.stamp: $(wildcard locale/*/LC_MESSAGES/django.po) $(VENV)/run.stamp
	@$(VENV)/bin/pybabel --quiet compile --directory locale --domain django --use-fuzzy
	@touch $@

run: $(VENV)/run.stamp locale/compiled.stamp ## Run Casebook with demo content on http://127.0.0.1:8000
	@$(MANAGE) migrate_with_progress
	@$(MANAGE) load_demo --if-empty --with-usage
	@$(MANAGE) usage_worker --once --verbosity 0
	@$(MANAGE) announce --port $(PORT)
	@SITE_URL=$(or $(SITE_URL),http://127.0.0.1:$(PORT)) exec $(MANAGE) runserver 127.0.0.1:$(PORT)

test: $(VENV)/dev.stamp locale/compiled.stamp ## Run every test this machine can run, and say what was skipped
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup $(ARGS)

# What a real Elasticsearch answers otherwise; where it does not answer, the catalogue does, on either engine alike, and what was
# sent and is not published yet is told to neither.
ON_ELASTICSEARCH := tests/integration/elasticsearch tests/integration/search --ignore-glob=*/search/test_fallback* \
  $(addprefix tests/web/test_,$(addsuffix .py,did_you_mean file_changes search_page similar_items suggestions translated_items visibility_matrix)) \
  --deselect tests/web/test_visibility_matrix.py::test_what_was_sent_shows_to_who_reviews_it_and_to_nobody_else

test-elasticsearch: $(VENV)/dev.stamp locale/compiled.stamp ## Run the tests of the search and its pages on Elasticsearch beside SQLite
	@tests/with-servers elasticsearch -- sh -c 'SEARCH_URL=elasticsearch+$$ELASTICSEARCH_URL \
	  $(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup $(ON_ELASTICSEARCH) $(ARGS)'

# What PostgreSQL answers otherwise: locks and two people at once, refused rows, sums, characters, migrations, what a killed process
# leaves, and all parts together behind nginx.
ON_POSTGRESQL := tests/production \
  $(addprefix tests/integration/,catalogue faults usage test_migrations.py test_two_at_once.py) \
  $(addprefix tests/web/test_,$(addsuffix .py,admin_publishing editions erasing references removing strange_characters)) \
  $(addprefix tests/web/contributions/test_,$(addsuffix .py,deleted_accounts in_step late_forms state_table work_of_imports)) \
  $(addprefix tests/web/usage/test_,$(addsuffix .py,dashboards reports))
# What takes long and asks little of either; each runs on SQLite, and on both beside the gate (ON=tests).
BESIDE := $(addprefix --ignore=tests/integration/,faults/test_killed_while_sharing.py search/test_relevance.py usage/test_through_nginx.py)
ON ?= $(ON_POSTGRESQL) $(ON_ELASTICSEARCH) $(BESIDE)

test-production: $(VENV)/dev.stamp locale/compiled.stamp ## Run the tests that PostgreSQL and Elasticsearch may answer otherwise on both (ON=tests for every test, EVERY_READER=1)
	@tests/with-servers elasticsearch postgresql -- sh -c 'DATABASE_URL=$$POSTGRESQL_URL \
	  SEARCH_URL=elasticsearch+$$ELASTICSEARCH_URL $(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup $(ON) $(ARGS)'

coverage: $(VENV)/dev.stamp locale/compiled.stamp ## Run every test on SQLite and see whether they still reach as much of the code
	@$(PYTHON) -m pytest -n $(WORKERS) --dist loadgroup --cov --cov-report=term:skip-covered $(ARGS)

check: lint types imports migrations deploy-check test ## Everything CI runs: lint, types, imports, migrations, deploy check, tests

lint: $(VENV)/dev.stamp ## Lint and check the formatting
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(call FORMAT_TEMPLATES,--check)

format: $(VENV)/dev.stamp ## Format the code and mend what the linter can
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .
	@$(call FORMAT_TEMPLATES)

types: $(VENV)/dev.stamp ## Check the types
	@$(VENV)/bin/mypy

imports: $(VENV)/dev.stamp ## Check that imports run one way
	@$(VENV)/bin/lint-imports --no-cache

migrations: $(VENV)/dev.stamp ## Check that no migration is missing, and that the release before can live with each
	@$(MANAGE) makemigrations --check --dry-run
	@$(MANAGE) lintmigrations --settings cms.settings.test

deploy-check: $(VENV)/dev.stamp ## Django's and our own checks of the production settings
	@DJANGO_SETTINGS_MODULE=cms.settings.production SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(60))") \
	 ALLOWED_HOSTS=casebook.example SITE_URL=https://casebook.example DATABASE_URL=sqlite:///var/check.sqlite3 \
	 EMAIL_URL=smtp://127.0.0.1:25 $(MANAGE) check --deploy --fail-level WARNING

messages: $(VENV)/dev.stamp ## Collect the texts to translate into locale/ (needs gettext)
	@$(MANAGE) makemessages --all --no-location --ignore '.venv/*' --ignore '.tools/*'

mutants: $(VENV)/dev.stamp ## Take rules out one by one and see whether a test notices (ARGS="--only TEXT"); not part of CI
	@$(PYTHON) -m tests.mutants $(ARGS)

faults: $(VENV)/dev.stamp ## Kill web and ingest processes KILLS times (100) while staff publish and readers are counted, on SQLite and on PostgreSQL with Elasticsearch
	@tests/with-servers elasticsearch postgresql -- sh -c 'export FAULTS=$(KILLS); \
	  $(PYTHON) -m pytest -n 0 tests/integration/faults && \
	  DATABASE_URL=$$POSTGRESQL_URL SEARCH_URL=elasticsearch+$$ELASTICSEARCH_URL $(PYTHON) -m pytest -n 0 tests/integration/faults'

elasticsearch: ## Start Elasticsearch on 127.0.0.1:9200 for development
	@tests/elasticsearch/serve $(or $(ES_PORT),9200)

bench: $(VENV)/dev.stamp ## Measure (ONLY=name for one); prints a table, writes bench/results.json
	@$(if $(filter es-%,$(or $(ONLY),es-)),tests/with-servers elasticsearch --) $(PYTHON) -m bench $(if $(ONLY),--only $(ONLY))

# ENGINE=elasticsearch starts a server; otherwise the engine is the one that SEARCH_URL names.
relevance: $(VENV)/dev.stamp locale/compiled.stamp ## Ask the judged questions and print how well they are answered (LARGE=1, FURTHER=1, SET_ASIDE=1, MISSED=1, ENGINE=elasticsearch)
	@$(if $(filter elasticsearch,$(ENGINE)),tests/with-servers elasticsearch -- sh -c 'SEARCH_URL=elasticsearch+$$ELASTICSEARCH_URL exec "$$0" "$$@"') \
	  $(PYTHON) -m bench.relevance $(if $(LARGE),--large) $(if $(FURTHER),--further) $(if $(SET_ASIDE),--set-aside) $(if $(MISSED),--missed)

demo-large: $(VENV)/run.stamp ## Add N synthetic cases for load work (N=10000)
	@$(MANAGE) migrate_with_progress
	@$(MANAGE) load_synthetic --number $(N)

lock: ## Lock the requirements with hashes
	@$(MAKE) --no-print-directory $(filter .tools/bin/uv,$(UV))
	@$(LOCK) -o requirements/base.txt
	@$(LOCK) --group demo -c requirements/base.txt -o requirements/demo.txt
	@$(LOCK) --group dev -c requirements/demo.txt -o requirements/dev.txt

clean: ## Remove the environment and the caches, never the data in var/
	@rm -rf $(VENV) .tools .cache .pytest_cache .mypy_cache .ruff_cache .import_linter_cache locale/compiled.stamp
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
