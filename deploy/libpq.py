"""Print DATABASE_URL and the folders of files as variables of the shell, for PostgreSQL's programs.

    deploy/libpq.py              those of DATABASE_URL
    deploy/libpq.py --of NAME    of the same server another database, as DATABASE_URL too

A password on a command line is seen by everybody on the machine; in the environment it is not.
"""

import argparse
import os
import shlex
from pathlib import Path
from urllib.parse import urlsplit

import environ

ROOT = Path(__file__).resolve().parent.parent
NAMES = {
    "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD",
    "PGDATABASE": "NAME",
}  # fmt: skip

FOLDERS = {"UPLOADS_DIR": "var/uploads", "SCANS_DIR": "var/scans"}


# What an address may say of TLS behind the "?".
OPTIONS = {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}


def variables(other: str = "") -> dict[str, str]:
    """Return the variables by name; those that the address leaves out are left out.

    With the name of another database on the same server, those of that one.
    """
    environ.Env.read_env(ROOT / ".env")
    url = urlsplit(os.environ["DATABASE_URL"])
    address = url._replace(path=f"/{other}").geturl() if other else url.geturl()
    database = environ.Env().db_url_config(address)
    found = {name: str(database[key]) for name, key in NAMES.items() if database.get(key)}
    said = database.get("OPTIONS", {})
    found |= {name: str(said[key]) for key, name in OPTIONS.items() if key in said}
    folders = {name: str(ROOT / os.environ.get(name, usual)) for name, usual in FOLDERS.items()}
    return found | folders | ({"DATABASE_URL": address} if other else {})


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--of", default="", metavar="NAME")
    for name, value in variables(asked.parse_args().of).items():
        print(f"export {name}={shlex.quote(value)}")
