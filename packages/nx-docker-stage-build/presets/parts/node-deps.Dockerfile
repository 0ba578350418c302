#region deps
FROM base AS deps
#if dependencies=project
# Only what {{project}} needs: what is in here changes with its own dependencies, not with those of other projects.
COPY --from=manifests / ./
#else
# What all projects need: the same stage in every Dockerfile of this form, so it is built once and shared.
COPY {{copyRootFiles}}
COPY {{copyMembers}}
#end
# The mount keeps downloads from build to build, and out of the layer.
RUN {{cacheMount}} {{install}}
#endregion
