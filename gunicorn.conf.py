"""How gunicorn serves the portal: read by itself where it is started (docs/operating.md).

An option on the command line goes before what stands here.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

import environ
from django.urls import get_resolver
from gunicorn.glogging import Logger as GunicornLogger

from cadre_portal.garbage import look_seldom
from cadre_portal.log_lines import FORMS

# Moments in the log are of Vietnam here as they are in the portal itself.
os.environ.setdefault("TZ", "Asia/Ho_Chi_Minh")
time.tzset()


class _Kept(environ.Env):
    """The environment with what .env adds, for this file alone: workers read theirs anew."""

    ENVIRON = dict(os.environ)


_Kept.read_env(Path(__file__).parent / ".env")
_FORM = _Kept()("LOG_FORMAT", default="lines")


class Logger(GunicornLogger):
    """What gunicorn itself says, in the form of the portal's own lines."""

    def setup(self, cfg):
        """Set the form of each line of the error log."""
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(FORMS[_FORM]())


wsgi_app = "cadre_portal.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = 2
threads = 4
# Longer than the web server in front keeps a connection that is not used (nginx: 60), so that
# it is never this side that closes one while the next request is on its way.
keepalive = 75
# A worker that does not stir for so long is ended; one long request does not count as that.
timeout = 120
# What is being answered when the server stops is given so long.
graceful_timeout = 30
# A sign of life must not wait for a disk, nor fail with a full one.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
logger_class = Logger
# The portal writes a line for each request, and the web server in front keeps its own. Where one
# is asked for here too, it is without what stands behind the "?": names that were searched for.
access_log_format = '%(t)s %(h)s "%(m)s %(U)s" %(s)s %(B)s %(L)s'
control_socket_disable = True


def _metrics():
    """Return where the workers of this server count together what Prometheus is told."""
    return Path(worker_tmp_dir or tempfile.gettempdir()) / f"portal-metrics-{os.getpid()}"


def on_starting(server):
    """Make the folder before any worker counts; what an earlier server left there is gone."""
    shutil.rmtree(_metrics(), ignore_errors=True)
    _metrics().mkdir(mode=0o700)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(_metrics())


def child_exit(server, worker):
    """Let go of what only a living worker counts; what it counted of the past is kept."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def on_exit(server):
    """Leave nothing behind."""
    shutil.rmtree(_metrics(), ignore_errors=True)


def post_worker_init(worker: object) -> None:
    """Load every page, and look less often for dead cycles, never through what stays for ever."""
    # That the addresses are there imports all they lead to.
    assert get_resolver().url_patterns
    look_seldom()
