"""A backup that is put back is the portal again, and writes nothing over."""

import os
import subprocess
from pathlib import Path

import pytest

from tests.deploy.conftest import manage, script

KEY = "sao-luu@portal.example.vn"
STORED = "from django.core.files.storage import storages; scans = storages['scans']; "
KEPT = {"UPLOADS_DIR": "nhap/cua-ba-to.xlsx", "SCANS_DIR": "quyet-dinh"}


@pytest.fixture(scope="module", params=["age", "gpg"])
def keys(request, tmp_path_factory):
    """A pair of keys of these tests: what makes a backup is told, and what puts it back."""
    tmp_path = tmp_path_factory.mktemp("keys")
    if request.param == "age":
        file = tmp_path / "age.key"
        made = subprocess.run(
            ["age-keygen", "-o", file], text=True, capture_output=True, check=True
        )
        yield {"BACKUP_FOR": made.stderr.split()[-1]}, {"AGE_KEY": str(file)}
        return
    ring = {"GNUPGHOME": str(tmp_path / "keys")}
    (tmp_path / "keys").mkdir(mode=0o700)
    subprocess.run(
        ["gpg", "--batch", "--quiet", "--passphrase", "", "--quick-generate-key", KEY],
        env=os.environ | ring, check=True, capture_output=True,
    )  # fmt: skip
    yield ring | {"BACKUP_FOR": KEY}, ring
    subprocess.run(
        ["gpgconf", "--kill", "all"], env=os.environ | ring, check=False, capture_output=True
    )


@pytest.fixture(scope="module")
def backed_up(portal, keys, tmp_path_factory):
    """The portal with a file handed in, kept for these keys; returns the environment."""
    folder = tmp_path_factory.mktemp("backups")
    for name, kept in KEPT.items():
        file = Path(portal.owner[name]) / kept
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(os.urandom(5000))
    public, _ = keys
    said = portal.owner | public | {"BACKUP_DIR": str(folder)}
    done = script(said, "backup.sh")
    assert done.returncode == 0, done.stderr
    return said, Path(done.stdout.strip())


@pytest.fixture
def elsewhere(portal, backed_up, keys, tmp_path):
    """The environment of an empty database and folder, with the private key, on another machine."""
    said, private = backed_up[0], keys[1]
    database = f"{portal.database}_back"
    portal.cluster.create(database)
    here = {"DATABASE_URL": said["DATABASE_URL"].replace(portal.database, database)}
    yield said | private | here | {name: str(tmp_path / "back" / name) for name in KEPT}
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
    unlocked = {"GNUPGHOME": str(other), "AGE_KEY": ""}
    if "AGE_KEY" in elsewhere:
        subprocess.run(["age-keygen", "-o", other / "key"], capture_output=True, check=True)
        unlocked["AGE_KEY"] = str(other / "key")
    done = script(elsewhere | unlocked, "restore.sh", str(kept))
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
