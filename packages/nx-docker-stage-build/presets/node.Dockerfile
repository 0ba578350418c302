#if build
#if traced
# Not on the builder's own platform: the build puts packages into its output, those with native code too.
FROM {{image.node}} AS base
#else
# The stages that build run on the builder's own platform: JavaScript is the same for all platforms.
FROM --platform=$BUILDPLATFORM {{image.node}} AS base
#end
#include parts/node-base

#include parts/node-deps

FROM deps AS build
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . .
RUN {{build}}

#end
#if !bundled
#include parts/node-production-deps

# What the app and the packages that it loads were built to, put together: one layer, however many they are.
FROM scratch AS app
#region packages
COPY --from=build {{runtimeBuilt}}
COPY {{runtimeSources}}
#endregion
#if isBuilt
COPY --from=build /app/{{output}} /{{output}}
#else
COPY {{root}} {{ownPlace}}
#end

#end
FROM {{image.node}} AS production
#include parts/labels
#if port
ENV NODE_ENV=production PORT={{port}} HOST=0.0.0.0
#else
ENV NODE_ENV=production
#end
#if binPath
ENV PATH={{binPath}}:$PATH
#end
WORKDIR {{home}}
#if bundled
# The bundle has all packages in it: no node_modules.
COPY --from=build /app/{{output}} {{outputPlace}}
#if needsManifest
# Its `type` says whether .js files are modules.
COPY {{root}}/package.json ./
#end
#else
COPY --from=production-deps /app /app
COPY --from=app / /app/
#end
# Files stay root's: the app can read itself, not change itself.
USER node
#include parts/node-health
#if stops=app
# It listens for SIGTERM itself, without which process 1 does not end.
#end
#if stops=import
# As process 1, Node.js ends on SIGTERM only where something listens for it: what is imported does, until the app does.
#end
#if stops=unknown
# As process 1, a program ends on SIGTERM only where it listens for it. Else run the image with `--init`.
#end
CMD {{command}}
