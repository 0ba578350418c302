#if build
# The stages that build run on the builder's own platform: a site is the same for all platforms.
FROM --platform=$BUILDPLATFORM {{image.node}} AS base
#include parts/node-base

#include parts/node-deps

FROM deps AS build
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . .
RUN {{build}}

#end
