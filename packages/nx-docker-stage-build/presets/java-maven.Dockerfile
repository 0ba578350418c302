# The stages that build run on the builder's own platform: a jar is the same for all platforms.
FROM --platform=$BUILDPLATFORM {{image.build}} AS base
WORKDIR /src

#region deps
FROM base AS deps
COPY {{definitions}}
WORKDIR {{folder}}
# Without sources: downloads what compiling and packaging take. Packaging may fail, as there is nothing to pack.
# Libraries stay in the layer and not in a mount: so the cache of this stage brings them to a runner that starts empty.
RUN mvn {{options}} compile \
  && mvn {{options}} --fail-never -DskipTests package \
  && find . -type d -name target -prune -exec rm -r {} +
#endregion

FROM deps AS build
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . /src
RUN mvn {{options}} -DskipTests package \
  && find {{target}} -maxdepth 1 -name '*.jar' ! -name 'original-*' ! -name '*-sources.jar' ! -name '*-javadoc.jar' -exec cp {} /app.jar ';'

FROM {{image.jre}} AS production
#include parts/labels
#if port
ENV PORT={{port}}
#end
WORKDIR /app
COPY --from=build /app.jar ./
# The image has no user for apps.
USER 65532:65532
#include parts/bash-health
# The heap follows the container's memory. Java ends on SIGTERM, also as process 1.
CMD {{command}}
