# What the app needs when it runs. Not taken from `deps`: that has tools of development, and packages for the builder's platform.
FROM {{image.node}} AS production-deps
#include parts/node-base
#region production-deps
#if dependencies=project
COPY --from=manifests-production / ./
#else
COPY {{copyRootFiles}}
COPY {{copyMembers}}
#end
RUN {{cacheMount}} {{installProduction}}
#endregion
