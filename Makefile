# Set-up, tests and samples. `make report` and `make test` work on a machine with Swift 6.3, make and git.

SWIFT ?= swift
PLAN ?= data/examples/kans-lab.yaml
# On Linux a binary that needs no Swift at run time, and starts in half the time, if the toolchain can link one.
STATIC := $(shell [ "$$(uname)" = Linux ] && [ -d "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/../lib/swift_static" ] && echo --static-swift-stdlib)
SAMPLES = kans-lab kans-lab-prefix kans-lab-services fragmented payments marketplace
# Homebrew keeps its libxml2 apart from the system's.
export PKG_CONFIG_PATH := $(PKG_CONFIG_PATH):$(shell command -v brew >/dev/null && echo "$$(brew --prefix)/opt/libxml2/lib/pkgconfig")
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.DEFAULT_GOAL := help
.PHONY: help report test build libxml2 samples man lint arrows docs symbols api fuzz bench-baseline bench release static dist install clean

## Lists the targets.
help:
	@awk '/^## / { about = substr($$0, 4) } \
	  /^[a-z0-9-]+:/ && about != "" { printf "  make %-15s %s\n", substr($$1, 1, length($$1) - 1), about } \
	  !/^## / { about = "" }' Makefile

## Checks the sample plans and writes their reports to reports/.
report: build
	@for sample in $(SAMPLES); do \
	  echo; \
	  .build/release/headroom check -f data/examples/$$sample.yaml --exit-zero || exit; \
	  day=data/examples/$$sample-day.yaml; [ -r $$day ] && day="--scenario $$day" || day=; \
	  .build/release/headroom report -f data/examples/$$sample.yaml $$day --out-dir reports/$$sample \
	    -o html -o csv -o json -o table -o markdown -o junit -o sarif --exit-zero || exit; \
	done
	@echo; echo "Reports: reports/index.html, which leads to $(SAMPLES:%=reports/%/index.html)"

## Runs all tests.
test: libxml2
	$(SWIFT) test

## Builds the command-line tool as .build/release/headroom.
build: libxml2
	$(SWIFT) build -c release --product headroom --disable-local-rpath $(STATIC)

## Installs the headers of libxml2, and pkg-config by which SwiftPM finds them, if they are missing. YES=1 asks nothing.
libxml2:
	@if ! pkg-config --exists libxml-2.0 2>/dev/null; then \
	  echo "Headroom needs the headers of libxml2 and pkg-config, which the system's package manager installs now."; \
	  if [ -n "$(SUDO)" ] && [ "$(YES)" != 1 ]; then \
	    if [ -t 0 ]; then printf 'Install them with sudo? [y/N] '; read -r answer; else answer=; fi; \
	    case $$answer in [yY]*) ;; *) echo "Nothing was installed; 'make YES=1' installs them without asking."; exit 1;; esac; \
	  fi; \
	  if command -v apt-get >/dev/null; then $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libxml2-dev pkg-config; \
	  elif command -v dnf >/dev/null; then $(SUDO) dnf install -y -q libxml2-devel pkgconf-pkg-config; \
	  elif command -v brew >/dev/null; then brew install libxml2 pkgconf; \
	  else echo "Please install pkg-config and the development files of libxml2."; exit 1; fi; \
	fi

## Rewrites every file that a test compares with; read the difference before you commit it.
samples: libxml2
	@# A test that rewrites its file fails on purpose, so the status of the run says nothing.
	-HEADROOM_RECORD=1 $(SWIFT) test
	@# The index of the samples quotes the pages that the first run wrote.
	-HEADROOM_RECORD=1 $(SWIFT) test --filter GalleryTests
	git diff --stat -- reports Sources/Headroom/Headroom.docc

## Rewrites the manual pages in data/man/ from the help of the tool; needs Python 3.
man: build
	.ci/man

## Checks the formatting of all Swift files.
lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Snippets Benchmarks/Package.swift Benchmarks/Benchmarks

## Checks that no file names a type of a folder above its own.
arrows:
	.ci/arrows

## Builds the documentation; a dead link is an error.
docs:
	.ci/docs

## Counts the public symbols of the library Headroom and compares them with the limit.
symbols:
	.ci/symbols

## Compares the public interface with that of the last release.
api:
	.ci/api

## Feeds the readers with inputs that libFuzzer makes, for MINUTES (2 unless set).
fuzz: libxml2
	Tests/Fuzzing/run $(or $(MINUTES),2)

## Runs the benchmarks and records the results that `make bench` compares with.
bench-baseline: libxml2
	$(call benchmarks,before)

## Runs the benchmarks and fails when one became slower or takes more memory than in the recorded results.
bench: libxml2
	@[ -r $(call results,before) ] || { echo "There are no recorded results; run 'make bench-baseline' first."; exit 1; }
	$(call benchmarks,after)
	Benchmarks/compare $(call results,before) $(call results,after)

# Where the results of a run are: `before` or `after`.
results = Benchmarks/.build/results/$(1)/Current_run.influx.csv
benchmarks = cd Benchmarks && $(SWIFT) package --allow-writing-to-package-directory benchmark run --no-progress \
	  --format influx --path .build/results/$(1) $(if $(FILTER),--filter "$(FILTER)")

## Checks that VERSION can be released and makes its tag: make release VERSION=0.2.0
release:
	.ci/release $(VERSION)

## Builds the tool for other systems than this one: on Linux a binary that needs no shared library at all.
static:
	$(MAKE) build $(if $(filter Linux,$(shell uname)),STATIC="$(STATIC_EXECUTABLE)")
	strip .build/release/headroom

# The libraries that the static libxml2 of Debian and Ubuntu uses.
STATIC_EXECUTABLE = -Xswiftc -static-executable $(foreach library,icuuc icudata z lzma stdc++,-Xlinker -l$(library))

## Packs the tool, its manual pages and completions in .build/dist/, for a release.
dist: static
	.ci/dist

## Installs the tool, its manual pages and completions in PREFIX, which is /usr/local unless set.
install: build
	install -d $(installed:%="$(root)/%")
	install .build/release/headroom "$(root)/bin/headroom"
	install -m 644 data/man/*.1 "$(root)/share/man/man1"
	.build/release/headroom --generate-completion-script bash >"$(root)/share/bash-completion/completions/headroom"
	.build/release/headroom --generate-completion-script zsh >"$(root)/share/zsh/site-functions/_headroom"
	.build/release/headroom --generate-completion-script fish >"$(root)/share/fish/vendor_completions.d/headroom.fish"

root = $(DESTDIR)$(or $(PREFIX),/usr/local)
installed = bin $(addprefix share/,man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)

## Removes everything that was built.
clean:
	rm -rf .build Benchmarks/.build
