FROM {{image.debian}} AS production
#include parts/labels
#if port
ENV PORT={{port}}
#end
WORKDIR /app
# The plugin sees that the image needs what `build` makes, and runs that before.
COPY {{sources}} ./
# The image has no user for apps.
USER 65532:65532
#include parts/bash-health
# As process 1, a program ends on SIGTERM only where it listens for it. Else run the image with `--init`.
CMD {{command}}
