"""gunicorn in production: few processes with some threads each, because a page is mostly Python and a little waiting."""

import os


def _number(name: str, default: str) -> int:
    value = os.environ.get(name, default).strip()
    if value.isdecimal() and int(value) > 0:
        return int(value)
    raise SystemExit(f"Casebook cannot start: {name} is {value!r}; write a whole number of at least 1.")


bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = _number("GUNICORN_WORKERS", "2")
threads = _number("GUNICORN_THREADS", "4")
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
