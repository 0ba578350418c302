#if build
# The stages that build run on the builder's own platform: JavaScript is the same for all platforms.
FROM --platform=$BUILDPLATFORM {{image.node}} AS base
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
# As process 1, Node.js ends on SIGTERM only where the app listens for it. Else run the image with `--init`.
CMD {{command}}
