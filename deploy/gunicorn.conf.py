"""gunicorn in production: few processes with some threads each, because a page is mostly Python and a little waiting."""

import os

from cms.settings import environment as env

bind = env.text("GUNICORN_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = env.number("GUNICORN_WORKERS", 2, least=1)
threads = env.number("GUNICORN_THREADS", 4, least=1)
# An upload on a slow phone is taken in by nginx first, so no request lasts long here.
timeout = 30
graceful_timeout = 35
keepalive = 65
# Where a process has grown, a new one takes its place; not all at once.
max_requests = 5_000
max_requests_jitter = 500
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108, PTH112  memory, never a disk
# nginx writes the access log, without addresses of people and without what they searched for.
accesslog = None
errorlog = "-"
