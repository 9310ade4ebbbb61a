# The one door. Each target sets up what it needs: the environment from requirements/lock.txt, and system libraries.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: demo test setup system check bench torture screenshots translations format lock clean

demo: setup        ## the demonstration catalogue in the window; without a display drawn into demo-output/
	@packaging/demo.sh

test: setup        ## every test, in a window that nobody sees
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $$(nproc)

setup: $(READY)    ## the environment alone: the program, editable, and the development tools in .venv

system:            ## what Python, Qt and the tests take from Debian
	@packaging/system-libraries.sh $(PYTHON)

$(READY): requirements/lock.txt pyproject.toml packaging/setup.sh | system
	@packaging/setup.sh $(PYTHON)

check: setup       ## format, lint, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $$(nproc)

bench: setup       ## figures at 10,000 and 100,000 people; see tests/bench/README.md
	QT_QPA_PLATFORM=offscreen $(BIN)/python tests/bench/run.py

torture: setup     ## kills, power cuts, full disks and what else must lose nothing, HOW_MANY=200 of each; see tests/torture/README.md
	QT_QPA_PLATFORM=offscreen $(BIN)/python tests/torture/run.py $(HOW_MANY)

screenshots: setup ## every screen in three languages, light and dark, into screenshots/
	QT_QPA_PLATFORM=offscreen packaging/screenshots.sh

translations: setup ## gather new words of the window and compile resources/translations
	packaging/translations.sh

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: setup        ## resolve the newest compatible packages anew; needs uv
	uv pip compile pyproject.toml --extra dev --generate-hashes --universal --python-version 3.11 \
	    --no-header --no-emit-find-links --no-emit-index-url --upgrade --output-file requirements/lock.txt

clean:
	rm -rf .venv build dist demo-output screenshots
