# The stages that build run on the builder's own platform: a jar is the same for all platforms.
FROM --platform=$BUILDPLATFORM {{image.build}} AS base
WORKDIR /src

#region deps
FROM base AS deps
COPY {{pom}}
COPY {{modules}}
# Libraries stay in the layer and not in a mount: so the cache of this stage brings them to a runner that starts empty.
#if module
RUN mvn --batch-mode --no-transfer-progress --projects={{module}} --also-make dependency:go-offline
#else
RUN mvn --batch-mode --no-transfer-progress dependency:go-offline
#end
#endregion

FROM deps AS build
COPY {{sources}}
#if module
RUN mvn --batch-mode --no-transfer-progress --projects={{module}} --also-make -DskipTests package \
#else
RUN mvn --batch-mode --no-transfer-progress -DskipTests package \
#end
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
