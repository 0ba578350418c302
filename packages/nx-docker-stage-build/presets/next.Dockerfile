# Not on the builder's own platform: Next.js traces packages with native code (sharp) into what it puts out.
FROM {{image.node}} AS base
#include parts/node-base

#include parts/node-deps

FROM deps AS build
ENV NEXT_TELEMETRY_DISABLED=1
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . .
# The mount keeps what Next.js compiled in earlier builds.
RUN --mount=type=cache,id=next-{{imageName}},target=/app/{{root}}/.next/cache {{build}}

FROM {{image.node}} AS production
#include parts/labels
# The server binds to HOSTNAME; Docker would set it to the container's id.
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 PORT={{port}} HOSTNAME=0.0.0.0
WORKDIR /app
# The server and the files of node_modules that it needs, as Next.js traced them. It writes to its cache when it runs.
COPY --chown=node:node --from=build /app/{{standalone}} ./
COPY --from=build /app/{{static}} {{staticPlace}}
#if public
COPY {{public}} {{public}}
#end
USER node
#include parts/node-health
# The server listens for SIGTERM and ends when its requests are answered.
CMD {{command}}
