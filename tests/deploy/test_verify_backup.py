"""The last backup put back once a month: it says the same, and what does not is found."""

import hashlib
import re
import subprocess
from pathlib import Path

import pytest

from tests.deploy.conftest import OWNER, asking, copy_of, manage, script

VERIFIER = "portal_front_verifier"
# A district's report, approved, and the period sealed; then a day of the trail closed.
SEALED = """
from accounts.models import Grant
from reports.periods.sealing import seal
from tests.factories import five_of_ba_to
from tests.reports.periods.handing import *
five_of_ba_to()
period, district = a_period(), district_of("535")
admin = a_user("ky-bao-cao", (Grant.Role.PROVINCE_ADMIN,))
board = a_user("ban-ba-to", (Grant.Role.EDITOR, "535"))
approved(period, district, board, admin)
seal(period, others_in(period, district), "Chưa đủ.", by=admin, at=LATER)
"""
CLOSED = """
from datetime import timedelta
from django.utils import timezone
from personnel.trail.closing import close_days
close_days(timezone.now() + timedelta(days=1))
"""


@pytest.fixture(scope="module")
def with_a_seal(portal):
    """A portal with a sealed period and a closed day."""
    with copy_of(portal) as own:
        manage(own.owner, "shell", "-v", "0", "-c", SEALED)
        manage(own.owner, "shell", "-v", "0", "-c", CLOSED)
        yield own


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A pair of keys of age: its file, and for whom."""
    file = tmp_path_factory.mktemp("age") / "key"
    made = subprocess.run(["age-keygen", "-o", file], text=True, capture_output=True, check=True)
    return file, made.stderr.split()[-1]


@pytest.fixture(scope="module")
def backup(with_a_seal, key, tmp_path_factory):
    """A backup of tonight."""
    folder = tmp_path_factory.mktemp("backups")
    done = script(
        with_a_seal.owner | {"BACKUP_DIR": str(folder), "BACKUP_FOR": key[1]}, "backup.sh"
    )
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


@pytest.fixture
def verifier(with_a_seal, backup, key, tmp_path):
    """Whoever has the private key, and may make databases but not read the portal's."""
    cluster = with_a_seal.cluster
    made = f"CREATE ROLE {VERIFIER} LOGIN CREATEDB"
    cluster.sql(f"DO $$ BEGIN {made}; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
    (tmp_path / "tmp").mkdir()
    yield with_a_seal.owner | {
        "DATABASE_URL": cluster.url(with_a_seal.database, VERIFIER),
        "BACKUP_DIR": str(backup.parent), "AGE_KEY": str(key[0]), "TMPDIR": str(tmp_path / "tmp"),
    }  # fmt: skip
    # Nothing is left behind, whatever came of it.
    with asking(cluster.url("postgres", cluster.admin)) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'portal\\_verify%'")
        assert cursor.fetchall() == []
    assert list((tmp_path / "tmp").iterdir()) == []


def verified(said, *file):
    """Return how the script ended and the one line that it said."""
    done = script(said, "verify_backup.sh", *file)
    (line,) = (done.stderr if done.returncode else done.stdout).splitlines()
    return done.returncode, line


def altered(backup, key, tmp_path, name, content):
    """Return a backup whose part of that name holds something else, with sums that agree."""
    file, recipient = key
    opened, made = tmp_path / "opened", tmp_path / "portal-x.tar.enc"
    opened.mkdir()
    plain = subprocess.run(
        ["age", "--decrypt", "--identity", file, backup], capture_output=True, check=True
    )
    unpacked = ["tar", "--extract", "--directory", opened]
    subprocess.run(unpacked, input=plain.stdout, capture_output=True, check=True)
    if content is None:
        (opened / name).unlink()
    else:
        (opened / name).write_bytes(content((opened / name).read_bytes()))
    kept = sorted(part.name for part in opened.iterdir() if part.name != "sums")
    sums = [f"{hashlib.sha256((opened / n).read_bytes()).hexdigest()}  {n}\n" for n in kept]
    (opened / "sums").write_text("".join(sums))
    packed = subprocess.run(
        ["tar", "--create", "--directory", opened, *kept, "sums"], capture_output=True, check=True
    )
    subprocess.run(
        ["age", "--recipient", recipient, "--output", made], input=packed.stdout, check=True
    )
    return str(made)


def test_a_good_backup_is_told_in_one_line(verifier, backup):
    code, line = verified(verifier)
    assert code == 0 and line.startswith(f"GOOD, {backup}: figures of 20")
    # The report, the seal and its files.
    assert "Đã kiểm tra 3 mã của báo cáo, kỳ và kế hoạch: đều đúng." in line
    assert "; Đã kiểm tra 1 ngày, từ " in line


def test_the_last_of_the_folder_is_taken(verifier, backup):
    other = backup.with_name("portal-99991231-000000.tar.enc")
    other.write_bytes(b"no backup")
    try:
        code, line = verified(verifier)
    finally:
        other.unlink()
    assert code == 1 and line.startswith(f"NOT GOOD, {other}: not put back")


def test_other_figures_are_found(verifier, backup, key, tmp_path):
    def one_more(figures):
        return re.sub(rb'"covered": (\d+)', rb'"covered": 1\1', figures, count=1)

    code, line = verified(verifier, altered(backup, key, tmp_path, "figures", one_more))
    assert code == 1 and line.endswith("its figures are not those of its moment")


def test_another_trail_is_found(verifier, backup, key, tmp_path):
    def another(head):
        return head[:-2] + (b"0\n" if head[-2:-1] != b"0" else b"1\n")

    code, line = verified(verifier, altered(backup, key, tmp_path, "head", another))
    assert code == 1 and "không còn như khi khép ngày" in line


def test_a_backup_of_an_earlier_release_is_told_as_that(verifier, backup, key, tmp_path):
    code, line = verified(verifier, altered(backup, key, tmp_path, "figures", None))
    assert code == 1 and "made by an earlier release" in line


def test_a_seal_that_is_no_more_what_it_was_is_found(with_a_seal, verifier, key, tmp_path):
    """Altered in the database itself, behind the portal: the backup is made and put back well."""
    alter = "UPDATE reports_period SET seal_note = '{}' WHERE seal_hash <> ''"
    database = with_a_seal.database
    folder = {"BACKUP_DIR": str(tmp_path), "BACKUP_FOR": key[1]}
    with_a_seal.cluster.sql(alter.format("Sửa sau khi khóa."), database=database)
    try:
        assert script(with_a_seal.owner | folder, "backup.sh").returncode == 0
    finally:
        with_a_seal.cluster.sql(alter.format("Chưa đủ."), database=database)
    code, line = verified(verifier | folder)
    assert code == 1 and line.endswith("1 trên 3 mã không đúng.")


def test_without_the_key_or_the_right_nothing_is_good(verifier, with_a_seal, tmp_path):
    other = tmp_path / "other"
    subprocess.run(["age-keygen", "-o", other], capture_output=True, check=True)
    code, line = verified(verifier | {"AGE_KEY": str(other)})
    assert code == 1 and "not put back" in line
    here = {"DATABASE_URL": with_a_seal.cluster.url(with_a_seal.database, OWNER)}
    code, line = verified(verifier | here)
    assert code == 1 and "no database to put it into" in line and "permission denied" in line


def test_without_a_backup_it_says_so(verifier, tmp_path):
    code, line = verified(verifier | {"BACKUP_DIR": str(tmp_path)})
    assert code == 1 and "there is no backup in" in line


def test_figures_are_of_the_very_moment_of_the_backup(with_a_seal):
    """What is written while the rows are copied is in neither."""
    url = with_a_seal.owner["DATABASE_URL"]
    asked = ("assess", "--as-of", "2025-12-31", "--format", "json")
    with asking(url) as held:
        held.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        held.execute("SELECT pg_export_snapshot()")
        (snapshot,) = held.fetchone()
        before = manage(with_a_seal.owner, *asked)
        gone = 'UPDATE personnel_post SET "end" = \'2025-06-01\' WHERE "end" IS NULL'
        with_a_seal.cluster.sql(gone, database=with_a_seal.database)
        try:
            assert manage(with_a_seal.owner, *asked) != before
            assert manage(with_a_seal.owner, *asked, "--snapshot", snapshot) == before
        finally:
            back = gone.replace("'2025-06-01'", "NULL").replace("IS NULL", "= '2025-06-01'")
            with_a_seal.cluster.sql(back, database=with_a_seal.database)
