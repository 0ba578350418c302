# The stages that build run on the builder's own platform: a jar is the same for all platforms.
FROM --platform=$BUILDPLATFORM {{image.build}} AS base
# A place that is no volume of the image, so that what is downloaded stays in the layer.
ENV GRADLE_USER_HOME=/gradle
WORKDIR /src
# Gradle has no task that downloads all libraries.
COPY <<'EOT' /gradle/init.d/resolve.gradle
allprojects {
  tasks.create('resolveAll') {
    doLast {
      configurations.findAll { it.canBeResolved }.each { it.incoming.artifactView { lenient = true }.files.files }
    }
  }
}
EOT

#region deps
FROM base AS deps
COPY {{definitions}}
# Libraries stay in the layer and not in a mount: so the cache of this stage brings them to a runner that starts empty.
RUN gradle --no-daemon {{task}}resolveAll
#endregion

FROM deps AS build
COPY {{sources}}
#if boot
RUN gradle --no-daemon {{task}}bootJar \
#else
RUN gradle --no-daemon {{task}}assemble \
#end
  && find {{libs}} -name '*.jar' ! -name '*-plain.jar' ! -name '*-sources.jar' ! -name '*-javadoc.jar' -exec cp {} /app.jar ';'

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
