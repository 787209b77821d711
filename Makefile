# make run    the editor on the sample plan      make test   the whole test-suite
# Both make .venv ready first. The other targets are for those who change the program.

BIN := .venv/bin
export PYTHON ?= python3
# the tests' processes; two cores are the least that the figures of the benchmarks are for
JOBS ?= $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)

.PHONY: run test demo check messages bench bench-peers verapdf screenshots lock ready ready-dev
.DEFAULT_GOAL := run

ready:
	@./packaging/environment.sh run

ready-dev:
	@./packaging/environment.sh test

run: ready
	@if [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "No display here: making the sample plan and its documents instead of opening the editor."; \
		$(MAKE) --no-print-directory demo; \
	else \
		mkdir -p out && { [ -e out/sample.jalon ] || $(BIN)/jalon sample out/sample.jalon; } && \
		$(BIN)/jalon open out/sample.jalon; \
	fi

demo: ready
	@mkdir -p out && rm -f out/demo.jalon
	@$(BIN)/jalon sample out/demo.jalon
	@$(BIN)/jalon export out/demo.jalon all --lang both -o out

test: ready-dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m "not screen"
	@./packaging/on_screen.sh $(BIN)/python -m pytest -m screen

check: ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python packaging/catalogs.py check

# MERGE=folder takes French from the JSON files of a folder: {"message": "traduction"}; it replaces what is there
messages: ready-dev
	$(BIN)/python packaging/catalogs.py extract
	$(BIN)/python packaging/catalogs.py update
	$(if $(MERGE),$(BIN)/python packaging/catalogs.py merge --replace $(MERGE))
	$(BIN)/python packaging/catalogs.py compile
	$(BIN)/python packaging/catalogs.py check

# GROUP=plans, windows or peers: one group. The peers take many minutes and run only when they are asked for
bench: ready-dev
	@$(BIN)/python benchmarks/run.py $(if $(GROUP),--only $(GROUP))

# what the documents are compared with, in an environment of its own: the product's and its lock know nothing of it
bench-peers:
	@$(PYTHON) -m venv build/peers
	@build/peers/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/peers.txt
	@echo "The peers are ready: make bench GROUP=peers. LibreOffice is compared with where soffice is installed."

# Before a release: the reference validator on every document; needs Java
verapdf: ready-dev
	@$(BIN)/python packaging/verapdf.py

screenshots: ready-dev
	@QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py out/screens

# Newest versions within the bounds of pyproject.toml, for every system and Python that it allows
lock:
	python3 -m venv build/lock
	build/lock/bin/python -m pip install --quiet uv
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --upgrade -o requirements/lock.txt pyproject.toml requirements/build.in
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url -c requirements/lock.txt -o requirements/lock-dev.txt --extra dev pyproject.toml requirements/build.in
	build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--no-emit-index-url --no-deps --upgrade -o requirements/lock-verapdf.txt requirements/verapdf.in
