FROM {{image.rust}} AS base
WORKDIR /src

#region deps
FROM base AS deps
COPY {{lockFiles}}
COPY {{members}}
WORKDIR {{cargoFolder}}
# Compiles the dependencies alone, with empty sources in the place of ours: the result stays in the layer.
# The mount keeps downloads from build to build; two builds at once would wait for each other anyway.
RUN --mount=type=cache,id=cargo-registry,target=/usr/local/cargo/registry,sharing=locked \
  for file in \
    {{stubs}} \
  ; do mkdir -p /src/${file%/*} && echo 'fn main() {}' > /src/$file; done \
  && cargo build --release --locked --package={{package}} --bin={{program}} \
  && for file in \
    {{scopedStubs}} \
  ; do rm /src/$file; done
#endregion

FROM deps AS build
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . /src
# Cargo goes by time: without `touch` our sources would be older than what was made of the empty ones.
RUN --mount=type=cache,id=cargo-registry,target=/usr/local/cargo/registry,sharing=locked \
  find /src -name target -prune -o -name '*.rs' -exec touch {} + \
  && cargo build --release --locked --package={{package}} --bin={{program}} \
  && install -D --strip target/release/{{program}} /out/{{program}}

FROM {{image.debian}} AS production
#include parts/labels
#if port
ENV PORT={{port}}
#end
COPY --from=build /out/{{program}} /usr/local/bin/
# The image has no user for apps.
USER 65532:65532
#include parts/bash-health
# As process 1, the program ends on SIGTERM only where it listens for it. Else run the image with `--init`.
CMD {{command}}
