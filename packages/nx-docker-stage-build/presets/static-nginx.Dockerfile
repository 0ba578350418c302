#include parts/site-build
FROM {{image.site}} AS production
#include parts/labels
# A whole configuration, so that nothing has to be written outside of /tmp.
COPY <<'EOT' /etc/nginx/nginx.conf
worker_processes auto;
pid /tmp/nginx.pid;
error_log /dev/stderr warn;

events {
  worker_connections 1024;
}

http {
  include /etc/nginx/mime.types;
  default_type application/octet-stream;
  access_log /dev/stdout;
  sendfile on;
  server_tokens off;
  gzip on;
  gzip_types text/css application/javascript text/javascript application/json image/svg+xml;
  client_body_temp_path /tmp/client_body;
  proxy_temp_path /tmp/proxy;
  fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi;
  scgi_temp_path /tmp/scgi;

  server {
    listen {{port}};
    root /usr/share/nginx/html;
    # The port in here is not the one that visitors use.
    absolute_redirect off;

    location / {
#if spa
      # Paths belong to the app, which reads them itself.
      try_files $uri $uri/index.html /index.html;
#else
      try_files $uri $uri/ $uri.html =404;
#end
    }
#if !spa
    error_page 404 /404.html;
#end
#if hashed

    # Names of these files carry a hash of their content.
    location /{{hashed}}/ {
      add_header Cache-Control "public, max-age=31536000, immutable";
    }
#end
  }
}
EOT
#if build
COPY --from=build /app/{{output}} /usr/share/nginx/html
#else
COPY {{output}} /usr/share/nginx/html
#end
USER nginx
#include parts/wget-health
# The entry point of the image edits the configuration, which takes root.
ENTRYPOINT []
# nginx ends at once on SIGTERM, and when its requests are answered on SIGQUIT.
STOPSIGNAL SIGQUIT
CMD {{command}}
