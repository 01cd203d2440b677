"""Print DATABASE_URL and UPLOADS_DIR as variables of the shell, for PostgreSQL's own programs.

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


def variables() -> dict[str, str]:
    """Return the variables by name; those that the address leaves out are left out."""
    environ.Env.read_env(ROOT / ".env")
    database = environ.Env().db("DATABASE_URL")
    found = {name: str(database[key]) for name, key in NAMES.items() if database.get(key)}
    uploads = ROOT / os.environ.get("UPLOADS_DIR", "var/uploads")
    return found | {"UPLOADS_DIR": str(uploads)}


if __name__ == "__main__":
    for name, value in variables().items():
        print(f"export {name}={shlex.quote(value)}")
