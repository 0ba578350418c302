#if port
EXPOSE {{port}}
#if health
# There is no curl: bash asks. Any answer below 500 is a sign of life.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/{{port}} && printf 'GET {{healthPath}} HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -qE ' [1-4][0-9]{2}'"]
#end
#end
