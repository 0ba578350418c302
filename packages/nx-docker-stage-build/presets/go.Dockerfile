# Go compiles for other platforms: these stages run on the builder's own, without emulation.
FROM --platform=$BUILDPLATFORM {{image.go}} AS base
WORKDIR /src

#region deps
FROM base AS deps
COPY {{moduleFiles}}
WORKDIR {{moduleFolder}}
# Modules stay in the layer and not in a mount: so the cache of this stage brings them to a runner that starts empty.
RUN go mod download
#endregion

FROM deps AS build
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . /src
ARG TARGETOS TARGETARCH TARGETVARIANT
# Without C, and with time zones in it, the program needs no files around it. The mount keeps what was compiled before.
RUN --mount=type=cache,id=go-build,target=/root/.cache/go-build \
  CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH GOARM=${TARGETVARIANT#v} \
  go build -trimpath -tags=timetzdata -ldflags='-s -w' -o /out/app {{package}}

FROM scratch AS production
#include parts/labels
#if port
ENV PORT={{port}}
#end
# Whom to trust in TLS. There is nothing else in this image, not even /tmp.
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/app /app
USER 65532:65532
#if port
# No HEALTHCHECK: nothing in here could ask. Kubernetes asks from outside; for Docker, give the program a flag that asks itself.
EXPOSE {{port}}
#end
# Go ends on SIGTERM, also as process 1.
CMD {{command}}
