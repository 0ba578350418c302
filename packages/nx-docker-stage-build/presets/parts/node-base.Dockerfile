WORKDIR /app
#if managerPackage
RUN --mount=type=cache,id=npm,target=/root/.npm npm install --global --force {{managerPackage}}
#end
#if manager=berry
# Packages as files: Plug'n'Play would look for them in the mount, which no image has.
ENV YARN_NODE_LINKER=node-modules
#end
