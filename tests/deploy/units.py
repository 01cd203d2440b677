"""The units of deploy/systemd, read and started as systemd would, as far as a test can.

systemd itself cannot be booted here. What it says of the units is asked (`systemd-analyze`); what
they start is started with their environment and no other, working directory and mask, without new
rights, and where this test is root with all of the disk read-only but for what they may write.
"""

import os
import shlex
import subprocess
from configparser import RawConfigParser
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.conftest import DEPLOY, ROOT

APP = "/srv/portal/app"
UNITS = sorted((DEPLOY / "systemd").iterdir())
# What ProtectSystem=strict leaves to be written: /dev, /proc and /sys, and PrivateTmp its own /tmp.
READ_ONLY = "mount --make-rprivate / && mount --bind / / && mount -o remount,bind,ro /"


class _Several(dict):
    """What a unit says more than once, as lines."""

    def __setitem__(self, key, value):
        if key in self and isinstance(value, list):
            value = [*self[key], *value]
        super().__setitem__(key, value)


@dataclass(frozen=True)
class Service:
    """What a unit says of the service that it starts, with the portal of this checkout."""

    said: dict

    @classmethod
    def of(cls, name):
        """Read deploy/systemd/NAME.service."""
        read = RawConfigParser(strict=False, dict_type=_Several, empty_lines_in_values=False)
        read.optionxform = str
        read.read(DEPLOY / "systemd" / f"{name}.service")
        return cls({key: value.split("\n") for key, value in read["Service"].items()})

    def one(self, key):
        """Return what is said once."""
        (value,) = self.said[key]
        return value

    def commands(self, key="ExecStart"):
        """Return the words of each line that starts something."""
        return [shlex.split(line.replace(APP, str(ROOT))) for line in self.said[key]]

    def started(self, words, folder, environment):
        """Return the arguments of `subprocess` that start one of its lines.

        `folder` takes the settings as the file of /etc/portal, and stands for what may be written:
        its `tmp`, and whatever the environment says lies in it.
        """
        (folder / "tmp").mkdir(exist_ok=True)
        assert self.one("WorkingDirectory") == APP
        assert self.one("EnvironmentFile").startswith("/etc/portal/")
        if os.geteuid() == 0 and self.one("ProtectSystem") == "strict":
            words = [*_within(folder), *words]
        return {
            "args": ["setpriv", "--no-new-privs", *words], "cwd": ROOT,
            "umask": int(self.one("UMask"), 8),
            "env": environment | {"TMPDIR": str(folder / "tmp")},
        }  # fmt: skip


def _within(folder):
    """Return what begins a line with a disk that can be read alone, but for a folder."""
    kept = shlex.quote(str(folder))
    keep = f"mount --bind {kept} {kept} && mount -o remount,bind,rw {kept}"
    script = f'{READ_ONLY} && {keep} && exec "$@"'
    return ["unshare", "--mount", "sh", "-c", script, "sh"]


def written_to(folder):
    """Return a copy of the units with the portal of this checkout, for systemd to look at."""
    for unit in UNITS:
        copy = Path(folder) / unit.name
        copy.write_text(unit.read_text().replace(f"{APP}/", f"{ROOT}/"))
    return [Path(folder) / unit.name for unit in UNITS]


def analyzed(*words):
    """Return how systemd-analyze ended, and all that it said."""
    done = subprocess.run(
        ["systemd-analyze", *words], capture_output=True, text=True, check=False,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr
