# Set-up, tests and samples. `make report` and `make test` work on a machine with Swift 6.3, make and git.

SWIFT ?= swift
PLAN ?= data/examples/kans-lab.yaml
# On Linux a binary that needs no Swift at run time, and starts in half the time, if the toolchain can link one.
STATIC := $(shell [ "$$(uname)" = Linux ] && [ -d "$$(dirname "$$(readlink -f "$$(command -v $(SWIFT))")")/../lib/swift_static" ] && echo --static-swift-stdlib)
SAMPLES = kans-lab kans-lab-prefix kans-lab-services fragmented
# Homebrew keeps its libxml2 apart from the system's.
export PKG_CONFIG_PATH := $(PKG_CONFIG_PATH):$(shell command -v brew >/dev/null && echo "$$(brew --prefix)/opt/libxml2/lib/pkgconfig")
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)

.PHONY: report test build libxml2 samples lint docs install clean

# Checks the samples and writes their reports.
report: build
	@for sample in $(SAMPLES); do \
	  echo; \
	  .build/release/headroom check -f data/examples/$$sample.yaml --exit-zero || exit; \
	  .build/release/headroom report -f data/examples/$$sample.yaml --out-dir reports/$$sample \
	    -o html -o csv -o json -o table --exit-zero || exit; \
	done
	@echo; echo "Reports: $(SAMPLES:%=reports/%/index.html)"

test: libxml2
	$(SWIFT) test

build: libxml2
	$(SWIFT) build -c release --product headroom $(STATIC)

# Installs libxml2's headers, and pkg-config by which SwiftPM finds them, if they are not there.
libxml2:
	@if ! pkg-config --exists libxml-2.0 2>/dev/null; then \
	  if command -v apt-get >/dev/null; then $(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq libxml2-dev pkg-config; \
	  elif command -v dnf >/dev/null; then $(SUDO) dnf install -y -q libxml2-devel pkgconf-pkg-config; \
	  elif command -v brew >/dev/null; then brew install libxml2 pkgconf; \
	  else echo "Please install pkg-config and the development files of libxml2."; exit 1; fi; \
	fi

# Writes the golden files in reports/ anew; read the difference before you commit it.
samples: libxml2
	-HEADROOM_RECORD=1 $(SWIFT) test --filter HeadroomReportTests
	git diff --stat -- reports

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Benchmarks

docs:
	.ci/docs

install: build
	install -d $(DESTDIR)$(or $(PREFIX),/usr/local)/bin
	install .build/release/headroom $(DESTDIR)$(or $(PREFIX),/usr/local)/bin/headroom

clean:
	rm -rf .build Benchmarks/.build
