"""Print DATABASE_URL and the folders of files as variables of the shell, for PostgreSQL's programs.

A password on a command line is seen by everybody on the machine; in the environment it is not.
"""

import os
import shlex
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent
NAMES = {
    "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD",
    "PGDATABASE": "NAME",
}  # fmt: skip

FOLDERS = {"UPLOADS_DIR": "var/uploads", "SCANS_DIR": "var/scans"}


def variables() -> dict[str, str]:
    """Return the variables by name; those that the address leaves out are left out."""
    environ.Env.read_env(ROOT / ".env")
    database = environ.Env().db("DATABASE_URL")
    found = {name: str(database[key]) for name, key in NAMES.items() if database.get(key)}
    folders = {name: str(ROOT / os.environ.get(name, usual)) for name, usual in FOLDERS.items()}
    return found | folders


if __name__ == "__main__":
    for name, value in variables().items():
        print(f"export {name}={shlex.quote(value)}")
