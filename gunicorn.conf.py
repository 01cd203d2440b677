"""How gunicorn serves the portal: read by itself where it is started (docs/operating.md).

An option on the command line goes before what stands here.
"""

import gc
import os

from django.urls import get_resolver

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
# The web server in front keeps the log of requests. Where one is asked for here, it is without
# what stands behind the "?": names that were searched for.
access_log_format = '%(t)s %(h)s "%(m)s %(U)s" %(s)s %(B)s %(L)s'
control_socket_disable = True


def post_worker_init(worker: object) -> None:
    """Load every page, and look less often for dead cycles, never through what stays for ever.

    Looking so was 15% of the processor time of a page (docs/performance.md).
    """
    # That the addresses are there imports all they lead to.
    assert get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
