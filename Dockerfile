# Casebook's web and worker processes. Two stages: what builds the environment stays out of what runs.
FROM python:3.12-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
COPY requirements/base.txt /tmp/base.txt
RUN pip install --require-hashes --requirement /tmp/base.txt
WORKDIR /app
COPY . .
RUN pybabel --quiet compile --directory locale --domain django --use-fuzzy
# Collecting static files needs settings, and none of the secrets: these values are used here only.
RUN DJANGO_SETTINGS_MODULE=cms.settings.production SECRET_KEY=used-while-building-only-used-while-building-only-xx \
    ALLOWED_HOSTS=localhost SITE_URL=https://localhost DATABASE_URL=sqlite:////tmp/none.sqlite3 \
    EMAIL_URL=smtp://localhost VAR_DIR=/tmp/var STATIC_ROOT=/app/staticfiles \
    python manage.py collectstatic --no-input --verbosity 0

FROM python:3.12-slim-bookworm
# What reports as PDF are set with: Pango, and letters of every script that the site's texts are in.
RUN apt-get update && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-core \
    && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --create-home --home-dir /data casebook && install --directory --owner casebook /media
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER casebook
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=cms.settings.production VAR_DIR=/data STATIC_ROOT=/app/staticfiles GUNICORN_BIND=0.0.0.0:8000
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/-/live', timeout=4)"]
CMD ["gunicorn", "--config", "deploy/gunicorn.conf.py", "cms.wsgi"]
