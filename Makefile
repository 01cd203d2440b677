PORT ?= 8000
PYTHON ?= python3
PY = .venv/bin/python
# Which process a test goes to; loadfile makes what a file of tests shares once, and not in each.
DIST ?= worksteal
MANAGE = $(PY) manage.py
# Percent of lines and branches that the suite reaches at least: it may rise.
COVERED = 98.0

# Each of the many processes that tests start would compile the portal anew, whatever is set outside.
export PYTHONDONTWRITEBYTECODE =

.PHONY: run test coverage mutation lint arch hooks types check bench load million guide lock clean

.venv/runtime: requirements.txt
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --require-hashes -r requirements.txt
	touch $@

.venv/dev: requirements-dev.txt
	test -x $(PY) || $(PYTHON) -m venv .venv
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.txt
	touch $@ .venv/runtime

.env: | .venv/runtime
	umask 077; $(PY) -c "import secrets; print('SECRET_KEY=' + secrets.token_urlsafe(60))" > $@

run: .venv/runtime .env
	$(MANAGE) migrate --verbosity 0
	$(MANAGE) load_reference
	$(MANAGE) seed_demo
	$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "Mở http://127.0.0.1:$(PORT)/ (dừng: Ctrl+C)"
	PORT=$(PORT) .venv/bin/gunicorn

test: .venv/dev
	$(PY) -m pytest -n auto --dist $(DIST) -q $(TESTS)

# The floor is asked of the file: asked of the run, slipcover forgets what its workers saw.
coverage: .venv/dev
	$(PY) -W ignore::RuntimeWarning:slipcover.importer -m slipcover -m pytest -p tests.seldom -n auto --dist worksteal -q --ignore=tests/browser --ignore=tests/deploy
	$(PY) -m slipcover --fail-under $(COVERED) --merge .coverage.json

mutation: .venv/dev
	rm -rf mutants
	SECRET_KEY=mutation-only nice $(PY) -m mutmut run --max-children $(or $(WORKERS),1) $(MUTANTS)
	$(PY) -m mutmut results

lint: .venv/dev
	.venv/bin/pre-commit run --all-files

arch: .venv/dev
	.venv/bin/lint-imports --no-logo --no-cache

hooks: .venv/dev
	.venv/bin/pre-commit install

types: .venv/dev
	SECRET_KEY=types-only .venv/bin/mypy

check: .venv/dev
	SECRET_KEY=check-only $(MANAGE) makemigrations --check --dry-run
	SECRET_KEY=$$($(PY) -c "import secrets; print(secrets.token_urlsafe(60))") HTTPS=true ALLOWED_HOSTS=portal.example $(MANAGE) check --deploy --fail-level WARNING

bench: .venv/dev .env
	$(MANAGE) bench

load: .venv/dev .env
	$(MANAGE) bench_load

million: .venv/dev .env
	$(MANAGE) bench_million

guide: .venv/dev
	$(PY) -m docs.screenshots

# UPGRADE=--upgrade: the newest releases that pyproject.toml allows.
lock: .venv/dev
	.venv/bin/pip-compile $(UPGRADE) --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe --strip-extras -o requirements.txt pyproject.toml
	.venv/bin/pip-compile $(UPGRADE) --quiet --generate-hashes --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --allow-unsafe --strip-extras --extra dev -o requirements-dev.txt pyproject.toml

clean:
	rm -rf .venv staticfiles mutants .coverage* .pytest_cache .mypy_cache .ruff_cache .hypothesis
