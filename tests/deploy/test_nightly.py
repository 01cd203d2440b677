"""What the units of the system start is there and ends well, as the unit writes it."""

import re
import subprocess

import pytest

from tests.deploy.conftest import DEPLOY, ROOT, manage

NIGHTLY = (DEPLOY / "systemd" / "portal-nightly.service").read_text()
COMMANDS = re.findall(r"^ExecStart=(.+)$", NIGHTLY, re.MULTILINE)


def test_everything_that_is_forgotten_is_forgotten_at_night():
    commands = {path.stem for path in ROOT.glob("*/management/commands/forget_*.py")}
    assert commands == set(re.findall(r"manage.py (forget_\w+)", NIGHTLY))


def test_a_day_is_closed_before_anything_of_it_is_forgotten():
    assert "manage.py chain_trail" in COMMANDS[0]


def test_the_owner_may_forget_and_the_web_workers_may_not(portal):
    asked = "from personnel.trail.forgetting import may_forget; print(may_forget())"
    said = [manage(who, "shell", "-v", "0", "-c", asked) for who in (portal.owner, portal.workers)]
    assert [each.strip() for each in said] == ["True", "False"]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_nightly_work_is_done(portal, command):
    here = command.replace("/srv/portal/app", str(ROOT)).replace("%%", "%")
    done = subprocess.run(
        here, shell=True, cwd=ROOT, env=portal.owner, text=True, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_decrees_that_are_due_are_applied_with_the_rights_of_the_web_workers(portal):
    unit = (DEPLOY / "systemd" / "portal-decrees.service").read_text()
    (command,) = re.findall(r"^ExecStart=\S+ manage.py (\w+)$", unit, re.MULTILINE)
    assert "EnvironmentFile=/etc/portal/app.env\n" in unit
    assert manage(portal.workers, command) == ""


@pytest.mark.parametrize("unit", sorted((DEPLOY / "systemd").iterdir()), ids=lambda u: u.name)
def test_a_unit_runs_as_the_portal_with_what_there_is(unit):
    said = unit.read_text()
    if unit.suffix == ".timer":
        assert (DEPLOY / "systemd" / f"{unit.stem}.service").exists()
        return
    assert "User=portal\n" in said and "NoNewPrivileges=true\n" in said
    for started in re.findall(r"/srv/portal/app/(deploy/\S+)", said):
        assert (ROOT / started).exists(), started
