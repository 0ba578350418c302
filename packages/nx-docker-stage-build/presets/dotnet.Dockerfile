# What is published runs on any platform: these stages run on the builder's own.
FROM --platform=$BUILDPLATFORM {{image.sdk}} AS base
WORKDIR /src

#region deps
FROM base AS deps
COPY {{definitions}}
# Packages stay in the layer, what was downloaded for them in the mount.
RUN --mount=type=cache,id=nuget,target=/root/.local/share/NuGet/http-cache dotnet restore {{projectFile}}
#endregion

FROM deps AS build
# With `contextScope: graph` this brings {{project}} and what it depends on, not the rest of the monorepo.
COPY . .
RUN dotnet publish {{projectFile}} --no-restore --configuration=Release --output=/out -p:UseAppHost=false

FROM {{image.runtime}} AS production
#include parts/labels
#if port
ENV ASPNETCORE_HTTP_PORTS={{port}}
#end
WORKDIR /app
COPY --from=build /out ./
# The image's own user that is not root.
USER $APP_UID
#include parts/bash-health
# .NET ends on SIGTERM, also as process 1.
CMD {{command}}
