#if port
EXPOSE {{port}}
#if health
# Slim images have no curl: Node.js asks. Any answer below 500 is a sign of life.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:{{port}}{{healthPath}}').then(({ status }) => process.exit(status < 500 ? 0 : 1), () => process.exit(1))"]
#end
#end
