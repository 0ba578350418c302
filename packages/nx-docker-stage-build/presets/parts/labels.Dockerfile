# Revision, source and time of the commit are added by each build.
LABEL org.opencontainers.image.title="{{title}}"
#if description
LABEL org.opencontainers.image.description="{{description}}"
#end
#if license
LABEL org.opencontainers.image.licenses="{{license}}"
#end
