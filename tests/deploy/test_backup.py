"""A backup that is put back is the portal again, and writes nothing over."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.conftest import manage, script

KEY = "sao-luu@portal.example.vn"
STORED = "from django.core.files.storage import storages; scans = storages['scans']; "
KEPT = {"UPLOADS_DIR": "nhap/cua-ba-to.xlsx", "SCANS_DIR": "quyet-dinh"}


@pytest.fixture
def backed_up(portal, tmp_path):
    """The portal with a file handed in, kept for a key of this test; returns the environment."""
    ring, folder = tmp_path / "keys", tmp_path / "backups"
    ring.mkdir(mode=0o700)
    folder.mkdir()
    for name, kept in KEPT.items():
        file = Path(portal.owner[name]) / kept
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(os.urandom(5000))
    said = portal.owner | {
        "GNUPGHOME": str(ring), "BACKUP_DIR": str(folder), "BACKUP_FOR": KEY,
    }  # fmt: skip
    subprocess.run(
        ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", KEY],
        env=said, check=True, capture_output=True,
    )  # fmt: skip
    done = script(said, "backup.sh")
    assert done.returncode == 0, done.stderr
    yield said, Path(done.stdout.strip())
    subprocess.run(["gpgconf", "--kill", "all"], env=said, check=False, capture_output=True)


@pytest.fixture
def elsewhere(portal, backed_up, tmp_path):
    """The environment of an empty database and folder, as on another machine."""
    said, _ = backed_up
    database = f"{portal.database}_back"
    portal.cluster.create(database)
    here = {"DATABASE_URL": said["DATABASE_URL"].replace(portal.database, database)}
    yield said | here | {name: str(tmp_path / "back" / name) for name in KEPT}
    portal.cluster.drop(database)


def assessed(said):
    """Return the figures of the province as a file tells them, and who may sign in."""
    people = "from accounts.models import User; print(list(User.objects.values_list('username')))"
    figures = manage(said, "assess", "--as-of", "2025-12-31", "--format", "json")
    return figures, manage(said, "shell", "-v", "0", "-c", people)


def test_what_is_put_back_says_the_same(backed_up, elsewhere):
    said, kept = backed_up
    assert (kept.stat().st_mode & 0o777) == 0o600
    done = script(elsewhere, "restore.sh", str(kept))
    assert done.returncode == 0, done.stderr
    assert assessed(elsewhere) == assessed(said)
    for name, file in KEPT.items():
        before, after = (Path(where[name]) / file for where in (said, elsewhere))
        assert before.read_bytes() == after.read_bytes()


def test_nothing_is_written_over(backed_up):
    said, kept = backed_up
    done = script(said, "restore.sh", str(kept))
    assert done.returncode == 1 and "restore into an empty one" in done.stderr


def test_without_the_key_it_is_not_read(backed_up, elsewhere, tmp_path):
    _, kept = backed_up
    assert b"personnel_person" not in kept.read_bytes()
    other = tmp_path / "other"
    other.mkdir(mode=0o700)
    done = script(elsewhere | {"GNUPGHOME": str(other)}, "restore.sh", str(kept))
    assert done.returncode != 0
    assert script(elsewhere, "restore.sh", str(kept)).returncode == 0


def test_what_was_altered_is_not_put_back(backed_up, elsewhere):
    _, kept = backed_up
    altered = kept.with_name("altered.tar.enc")
    for part in (0.1, 0.5, 0.999):
        content = bytearray(kept.read_bytes())
        content[int(len(content) * part)] ^= 1
        altered.write_bytes(content)
        assert script(elsewhere, "restore.sh", str(altered)).returncode != 0, part
    altered.write_bytes(kept.read_bytes()[:-1000])
    assert script(elsewhere, "restore.sh", str(altered)).returncode != 0
    assert script(elsewhere, "restore.sh", str(kept)).returncode == 0, "nothing was written"


def test_what_is_kept_in_the_database_needs_no_folder(backed_up, elsewhere, tmp_path):
    said, _ = backed_up

    def stored(where, do):
        return manage(where, "shell", "-v", "0", "-c", f"{STORED}{do}")

    nowhere = {name: str(tmp_path / "none" / name) for name in KEPT}
    made = "from django.core.files.base import ContentFile"
    stored(said, f"{made}; scans.save('a.pdf', ContentFile(b'%PDF kept'))")
    try:
        done = script(said | nowhere, "backup.sh")
        assert done.returncode == 0, done.stderr
        done = script(elsewhere | nowhere, "restore.sh", done.stdout.strip())
        assert done.returncode == 0, done.stderr
        assert "%PDF kept" in stored(elsewhere | nowhere, "print(scans.open('a.pdf').read())")
        assert not (tmp_path / "none").exists()
    finally:
        stored(said, "scans.delete('a.pdf')")
