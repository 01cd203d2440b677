"""What pages a watcher of the province is shown from the replica of the environment; as JSON.

python -m tests.deploy.looking theo-doi [as-it-stands]

Signing in is written too: unless the replica is to be asked as it stands, it has that first.
"""

import json
import sys

import django

from tests.deploy.pairs import until


def counted():
    """Return how often pages were read from where so far."""
    from prometheus_client import REGISTRY

    return {
        sample.labels["how"]: sample.value
        for metric in REGISTRY.collect()
        for sample in metric.samples
        if sample.name == "portal_replica_pages_total"
    }


def main(username, as_it_stands=""):
    """Look at each page that needs no more than its address, and ask both servers besides."""
    django.setup()
    from django.db import connections
    from django.test import Client
    from django.urls import NoReverseMatch, reverse

    from accounts.models import User
    from cadre_portal.replicas import pages, positions
    from cadre_portal.replicas.routing import reading_replica

    client = Client(SERVER_NAME="127.0.0.1")
    backend = "django.contrib.auth.backends.ModelBackend"
    client.force_login(User.objects.get(username=username), backend=backend)
    if not as_it_stands:
        until(lambda: positions.has_replayed([positions.written()]), "the replica did not catch up")
    looked, before = {}, counted()
    for name in sorted(pages.PAGES):
        try:
            status = client.get(reverse(name)).status_code
        except NoReverseMatch:
            continue
        after = counted()
        looked[name] = [status, *(how for how in after if after[how] != before.get(how))]
        before = after
    with reading_replica(), connections["replica"].cursor() as asked:
        asked.execute(
            "SELECT current_setting('transaction_isolation'), current_user,"
            " current_setting('transaction_read_only')"
        )
        reading = asked.fetchone()
    now = positions.has_replayed([positions.written()])
    print(json.dumps({"looked": looked, "reading": reading, "has all": now}))


if __name__ == "__main__":
    main(*sys.argv[1:])
