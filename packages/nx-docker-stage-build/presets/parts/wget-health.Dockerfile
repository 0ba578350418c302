EXPOSE {{port}}
#if health
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s \
  CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:{{port}}{{healthPath}}"]
#end
