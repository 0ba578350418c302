FROM {{image.python}} AS base
# `python` and programs are those of the environment in /app/.venv.
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app

#region deps
FROM base AS deps
#if installerPackage
RUN --mount=type=cache,id=pip,target=/root/.cache/pip pip install '{{installerPackage}}'
#end
#if installer=uv
# Copies, as the mount is another disk; compiled now, as the app may not write later.
ENV UV_PROJECT_ENVIRONMENT=/app/.venv UV_LINK_MODE=copy UV_COMPILE_BYTECODE=1 UV_PYTHON_DOWNLOADS=never
COPY {{lockFiles}}
#if inWorkspace
COPY {{memberFiles}}
WORKDIR {{lockFolder}}
#end
# The mount keeps downloads from build to build, and out of the layer.
#if inWorkspace
RUN --mount=type=cache,id=uv,target=/root/.cache/uv uv sync --locked --no-dev --no-install-workspace --package={{package}}
#else
RUN --mount=type=cache,id=uv,target=/root/.cache/uv uv sync --locked --no-dev --no-install-project
#end
#end
#if installer=poetry
ENV POETRY_VIRTUALENVS_IN_PROJECT=true POETRY_NO_INTERACTION=1 POETRY_CACHE_DIR=/root/.cache/poetry
COPY {{lockFiles}}
# The mount keeps downloads from build to build, and out of the layer. Two installations at once would break it.
RUN --mount=type=cache,id=poetry,target=/root/.cache/poetry,sharing=locked poetry install --only=main --no-root --no-directory
#end
#if installer=pip
COPY {{lockFiles}}
# The mount keeps downloads from build to build, and out of the layer.
RUN --mount=type=cache,id=pip,target=/root/.cache/pip python -m venv --without-pip .venv && pip --python=.venv install --requirement=requirements.txt
#end
#endregion

#if inWorkspace
FROM deps AS build
# Members of the workspace that the app depends on become packages of the environment.
COPY . /app
RUN --mount=type=cache,id=uv,target=/root/.cache/uv uv sync --locked --no-dev --no-editable --package={{package}}

#end
FROM base AS production
#include parts/labels
#if port
ENV PORT={{port}}
#end
#if inWorkspace
COPY --from=build /app/.venv .venv
#else
COPY --from=deps /app/.venv .venv
#end
COPY {{sourceRoot}} ./
# The image has no user for apps. Files stay root's: the app can read itself, not change itself.
USER 65532:65532
#if port
EXPOSE {{port}}
#if health
# Slim images have no curl: Python asks. Any answer below 500 is a sign of life.
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
  CMD ["python", "-c", "from http.client import HTTPConnection as C; c = C('127.0.0.1', {{port}}, timeout=2); c.request('GET', '{{healthPath}}'); raise SystemExit(c.getresponse().status >= 500)"]
#end
#end
# uvicorn and gunicorn end on SIGTERM. As process 1, other Python programs do only where they listen for it: else run the image with `--init`.
CMD {{command}}
