# syntax=docker/dockerfile:1
# An image with nothing but the tool, which needs no shared library. Build and use it so:
#
#   docker build -t headroom .
#   docker run --rm -v "$PWD:/plans:ro" headroom check -f plan.yaml

FROM swift:6.3-bookworm AS build
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# The static libraries of libxml2 and of what it uses come with their development packages.
# hadolint ignore=DL3008
RUN apt-get update -qq \
  && apt-get install -y -qq --no-install-recommends binutils git libicu-dev liblzma-dev libxml2-dev make pkg-config zlib1g-dev \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /source
# The dependencies change less often than the sources, so they are a layer of their own.
COPY Package.swift ./
RUN swift package resolve
COPY . .
# An image without a dynamic linker could not start a binary that needs one, so this is checked here.
RUN make static \
  && if readelf -d .build/release/headroom | grep NEEDED; then echo "The binary needs shared libraries."; exit 1; fi \
  && .build/release/headroom check -f data/examples/kans-lab-prefix.yaml

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /source/LICENSE /usr/share/doc/headroom/LICENSE
COPY --from=build /source/.build/release/headroom /usr/local/bin/headroom
# Where a user's plan is mounted. The tool runs as the user `nonroot` of the base image, which is 65532; with the option
# `--user "$(id -u)"` of docker it can write reports into a folder of yours.
WORKDIR /plans
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/headroom"]
CMD ["--help"]
