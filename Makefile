# The two commands: make learn opens the course, make test tries everything. Both set themselves up.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
INSTALL := PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
	$(BIN)/python -m pip install --quiet --constraint constraints.txt

.PHONY: learn test check benchmarks pins

learn: .venv/base
	@$(BIN)/coprod learn $(ARGS)

test: .venv/test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/coprod check
	@$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder --durations 20 $(ARGS)

check: .venv/base
	@$(BIN)/coprod check $(ARGS)

# Set the course beside what people would use instead; takes some minutes.
benchmarks: .venv/test
	@$(BIN)/python benchmarks $(ARGS)

# Write every version anew, for all Pythons and systems, starting from 3.11.
pins: .venv/test
	@$(BIN)/python -m pip install --quiet uv
	@printf '# Every package that make learn and make test may install. How to renew it: CONTRIBUTING.md.\n' > .venv/pins
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-emit-index-url \
		--no-annotate --no-header pyproject.toml >> .venv/pins
	@mv .venv/pins constraints.txt

.venv/python:
	@test -n "$(PYTHON)" || { echo "The course needs Python 3.11 or newer; none was found. Install it, or say make PYTHON=/path/to/python3 …"; exit 2; }
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/base: .venv/python pyproject.toml constraints.txt
	@echo "Setting up the course (once; about a minute) …"
	@$(INSTALL) --editable .
	@touch $@

.venv/test: .venv/python pyproject.toml constraints.txt
	@echo "Setting up the course with everything that the tests need (once; about two minutes) …"
	@$(INSTALL) --editable ".[trainer,test]"
	@touch $@ .venv/base
