WORKDIR /app
#if managerPackage
RUN --mount=type=cache,id=npm,target=/root/.npm npm install --global --force {{managerPackage}}
#end
