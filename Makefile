# make run   set up and open the program (without a display: make a plan from the sample and say where)
# make test  set up and run all tests
# The others: setup lint bench crash package lock clean

PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
DISPLAY_HERE := yes
else
BIN := .venv/bin
DISPLAY_HERE := $(if $(filter Darwin,$(shell uname -s)),yes,$(DISPLAY)$(WAYLAND_DISPLAY))
endif

.PHONY: run setup dev test lint bench crash package lock clean

run: setup
ifneq ($(strip $(DISPLAY_HERE)),)
	$(BIN)/python main.py
else
	@echo "There is no display here: making a plan from the sample rota instead."
	$(BIN)/python main.py demo --out plan-from-sample
endif

setup:
	@$(PYTHON) packaging/prepare.py

dev:
	@$(PYTHON) packaging/prepare.py --dev

test: dev
	$(BIN)/python -m pytest -m "not bench" -n auto

lint: dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: export QT_QPA_PLATFORM = offscreen
bench: dev
	$(BIN)/python -m tests.bench $(if $(WRITE),--write)

# Half an hour: kills the program 500 times and damages 1,000 stores. A short form is among the tests.
crash: dev
	$(BIN)/python -m tests.crash kill 500
	$(BIN)/python -m tests.crash corrupt 1000

package: dev
	$(BIN)/python packaging/wheel.py

lock: dev
	$(BIN)/python packaging/lock.py

clean:
	rm -rf .venv build dist leadtime.egg-info .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
