# What people and CI type. Every step that needs a compiler or a tool goes through scripts/with-toolchain,
# which uses what scripts/set-up installed.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
# The steps share one Cargo target directory, and a person reads them in order.
.NOTPARALLEL:

TOOLCHAIN := scripts/with-toolchain
PROGRAM := target/dist/dateline

# Whatever the program is made of, with the directories: a deleted file changes only its directory.
SOURCES := $(shell find app desk domain frontend migrations newsroom preview public sample server style .cargo \
	Cargo.toml Cargo.lock package-lock.json 2>/dev/null)

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 22

.PHONY: run
run: build ## Build the site and serve it with sample articles
	@$(PROGRAM) serve --sample-if-empty

.PHONY: test
test: set-up test-and-build budget test-browser ## Check everything, as CI does

# The program is built beside what needs none: for minutes at a time a compiler, or a test that waits, leaves a core idle.
.PHONY: test-and-build
test-and-build:
	@echo "== Building the program beside the next steps; target/build.log says how far it is"
	@mkdir -p target
	@$(MAKE) --no-print-directory build >target/build.log 2>&1 & building=$$!; \
	trap 'kill $$building 2>/dev/null || true' EXIT; \
	$(MAKE) --no-print-directory lint test-unit; \
	echo "== Waiting for the program"; \
	wait $$building || { cat target/build.log; exit 1; }; \
	trap - EXIT; \
	tail --lines=1 target/build.log

.PHONY: set-up
set-up: ## Install once what building and testing need
	@echo "== Looking for compiler, tools and browser"
	@scripts/set-up test

.PHONY: build
build: ## Build target/dist/dateline, the whole site in one program
	@echo "== Looking for compiler and tools"
	@scripts/set-up build
	@$(MAKE) --no-print-directory $(PROGRAM)

$(PROGRAM): $(SOURCES)
	@mkdir -p $(@D)
	@touch $(@D)/started
	@echo "== Building what readers download (about 3 minutes the first time)"
	@$(TOOLCHAIN) scripts/build-frontend
	@echo "== Building the server with that inside (about 5 minutes the first time)"
	@features=$$(scripts/features); $(TOOLCHAIN) cargo build --release --package server --features "$$features"
	@# By way of a rename: a server that is running keeps the file that it was started from. As old as the start
	@# of the build: what was saved meanwhile may not be in it.
	@cp target/release/dateline $@.new
	@touch --reference=$(@D)/started $@.new
	@mv $@.new $@

.PHONY: watch
watch: ## Rebuild and reload the site on every change
	@scripts/set-up watch
	@$(TOOLCHAIN) cargo leptos watch

.PHONY: lint
lint: ## Check format, lints and scripts
	@echo "== Checking the format"
	@$(TOOLCHAIN) cargo fmt --check
	@echo "== Checking for lints, for the server (about 3 minutes the first time)"
	@$(TOOLCHAIN) cargo clippy --all-targets -- -D warnings
	@echo "== Checking for lints, for the browser (about a minute the first time)"
	@# In cargo-leptos's directory for the browser, which `make watch` fills too.
	@$(TOOLCHAIN) cargo clippy --package frontend --package preview --target wasm32-unknown-unknown \
		--target-dir target/front -- -D warnings
	@echo "== Checking that no test stands where none is run"
	@! grep --recursive --line-number --extended-regexp '#\[(cfg\(.*\btest\b|(tokio::)?test\])' app/src desk/src domain/src preview/src
	@echo "== Checking the scripts"
	@command -v shellcheck >/dev/null || { echo "shellcheck is missing. Run: make set-up"; exit 1; }
	@shellcheck --check-sourced --external-sources $$(grep --recursive --files-with-matches --exclude-dir=node_modules '^#!.*bash$$' scripts .ci)

.PHONY: test-unit
test-unit: ## Run the tests that need no browser
	@echo "== Testing without a browser (about 4 minutes the first time)"
	@$(TOOLCHAIN) cargo test
	@$(TOOLCHAIN) cargo test --package preview
	@echo "== Testing what measures the size of a page"
	@$(TOOLCHAIN) node --test scripts/budget.d/*.test.mjs
	@echo "== Testing whether the fuzz targets know what our crates need"
	@$(TOOLCHAIN) node --test fuzz/*.test.mjs
	@echo "== Testing what the desk's editor does to a text"
	@$(TOOLCHAIN) node --test desk/tests/*.test.mjs

.PHONY: test-browser
test-browser: set-up build ## Run the tests in Chromium, against the built program
	@echo "== Testing in a browser (about 5 minutes)"
	@cd end2end && ../$(TOOLCHAIN) npx playwright test

.PHONY: budget
budget: build ## Check what a page makes a reader download
	@echo "== Checking the download budget"
	@$(TOOLCHAIN) scripts/budget

.PHONY: bench
bench: build ## Measure how fast the built program answers
	@scripts/set-up bench
	@scripts/set-up bench-live
	@echo "== Measuring (about two minutes)"
	@$(TOOLCHAIN) scripts/bench

.PHONY: bench-archive
bench-archive: build ## Measure whether 100,000 articles are as fast as 1,000
	@scripts/set-up bench
	@echo "== Importing and measuring two archives (about ten minutes, 3 GB of disk for the time)"
	@$(TOOLCHAIN) scripts/bench-archive

.PHONY: bench-phone
bench-phone: set-up build ## Measure what a reader with a slow phone waits for
	@echo "== Visiting (about a minute)"
	@$(TOOLCHAIN) scripts/bench-phone

.PHONY: bench-rush
bench-rush: build ## Measure the night on which everyone reads the same story
	@scripts/set-up bench
	@echo "== Importing and measuring (about ten minutes, 3 GB of disk for the time)"
	@$(TOOLCHAIN) scripts/bench-rush

# With the features of the program, so that nothing is compiled for it that is not there already.
READERS := features=$$(scripts/features); \
	$(TOOLCHAIN) cargo build --release --package server --features "$$features" --example live_load

.PHONY: bench-live
bench-live: build ## Measure the live stream with 10,000 readers, beside nchan
	@scripts/set-up bench-live
	@$(READERS)
	@echo "== Measuring (about five minutes)"
	@$(TOOLCHAIN) scripts/bench-live

.PHONY: soak
soak: build ## Keep readers on the live stream for ten minutes; memory has to stay flat
	@$(READERS)
	@echo "== Soaking (ten minutes, or SOAK_SECONDS)"
	@$(TOOLCHAIN) scripts/soak

.PHONY: bench-letters
bench-letters: build ## Measure an issue that goes out to 100,000 readers
	@scripts/set-up test
	@echo "== Sending (some minutes)"
	@$(TOOLCHAIN) scripts/bench-letters

.PHONY: crash-letters
crash-letters: build ## Kill the server twenty times while an issue goes out; every reader has to get it
	@scripts/set-up test
	@echo "== Sending and killing (some minutes)"
	@$(TOOLCHAIN) scripts/crash-letters

.PHONY: bench-editor
bench-editor: set-up build ## Measure how soon the preview of the desk follows a key, and what long stories cost
	@echo "== Typing and long stories (about a minute)"
	@$(TOOLCHAIN) scripts/bench-editor

.PHONY: bench-desk
bench-desk: set-up build ## Measure how long the desk's lists take with 100,000 stories, articles, pictures and readers
	@echo "== Filling a desk and opening its lists (about a quarter of an hour, 4 GB of disk for the time)"
	@$(TOOLCHAIN) scripts/bench-desk

.PHONY: audit
audit: build ## Have feeds, sitemaps, pages, a letter, parsers and dependencies judged by other programs
	@scripts/set-up audit
	@echo "== Having the sample paper judged by other programs (about a quarter of an hour)"
	@$(TOOLCHAIN) scripts/audit

.PHONY: engines
engines: build ## Walk through the built program in Firefox and WebKit
	@scripts/set-up engines
	@echo "== Reading the sample paper in Firefox and WebKit (about a minute)"
	@$(TOOLCHAIN) scripts/engines

.PHONY: format
format: ## Format the Rust code
	@$(TOOLCHAIN) cargo fmt

.PHONY: clean
clean: ## Remove what was built here; the installed tools stay
	@rm -rf target node_modules end2end/node_modules scripts/audit.d/node_modules end2end/test-results end2end/playwright-report
