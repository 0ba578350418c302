#include parts/site-build
FROM {{image.site}} AS production
#include parts/labels
# TLS belongs to what stands before the container.
COPY <<'EOT' /etc/caddy/Caddyfile
{
	admin off
	auto_https off
}

:{{port}} {
	root * /srv
	encode zstd gzip
#if hashed
	# Names of these files carry a hash of their content.
	header /{{hashed}}/* Cache-Control "public, max-age=31536000, immutable"
#end
#if spa
	# Paths belong to the app, which reads them itself.
	try_files {path} {path}/index.html /index.html
	file_server
#else
	try_files {path} {path}/index.html {path}.html
	file_server
	handle_errors {
		@page file /{err.status_code}.html
		rewrite @page /{err.status_code}.html
		file_server @page
	}
#end
}
EOT
#if build
COPY --from=build /app/{{output}} /srv
#else
COPY {{output}} /srv
#end
# Nothing that Caddy notes for its next start is worth keeping.
ENV XDG_CONFIG_HOME=/tmp XDG_DATA_HOME=/tmp
USER 65532:65532
#include parts/wget-health
# Caddy ends on SIGTERM when its requests are answered.
CMD {{command}}
