"""Takes the database of a release up to the present code and back; run by test_upgrade.py.

    python -m tests.upgrade.climb 0.3.0 result.json

The database is that of DATABASE_URL, and empty.
"""

import gc
import json
import sys
from pathlib import Path

import django

from tests.upgrade.begin import begin, leaves, migrate


def main(release: str, result: Path) -> None:
    """Write what is told after the way up, and the rows after the way down."""
    # The models after each migration are millions of objects, hardly any of them garbage.
    gc.set_threshold(50_000, 20, 50)
    django.setup()
    from reports.models import SavedList
    from tests.upgrade.rows import read
    from tests.upgrade.told import told

    begin(release)
    migrate(None, [])
    found = {"told": told()}
    # Keys go on where they ended.
    owner = SavedList.objects.latest("pk").user
    SavedList.objects.create(user=owner, name="Mới").delete()
    then = leaves(release)
    found["rows"] = read(migrate(then, then))
    result.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
