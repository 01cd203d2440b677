"""Makes the database of a release and what that release's code says of it; see README.md."""

import os
import sys
from tempfile import TemporaryDirectory


def main(release: str) -> None:
    """Write the rows, what is told of them, and the migrations of the release."""
    with TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/release.sqlite3",
            "DJANGO_SETTINGS_MODULE": "cadre_portal.settings",
            "SECRET_KEY": "x" * 60,
            "UPLOADS_DIR": folder,
        }
        import django
        from django.conf import settings

        django.setup()
        settings.UPLOADS_APART = False  # the file is written before the rows are read
        _make(release)


def _make(release: str) -> None:
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    from tests.upgrade.kept import keep
    from tests.upgrade.province import fill
    from tests.upgrade.rows import read
    from tests.upgrade.told import told

    call_command("migrate", verbosity=0)
    fill()
    keep(release, "migrations", MigrationLoader(connection).graph.leaf_nodes())
    keep(release, "rows", read(apps))
    keep(release, "told", told())


if __name__ == "__main__":
    main(sys.argv[1])
