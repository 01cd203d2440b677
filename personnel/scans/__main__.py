"""The process of its own in which one file is looked through: it comes in, and goes out clean.

It is given no more time, memory and disk than a page can need, and knows neither the settings nor
the database.
"""

import json
import os
import resource
import sys

from .cleaning import cleaned
from .unfit import Unfit

SECONDS, MEGABYTES = 30, 1024
# How it ends when it prints, instead of a file, why there is none.
TOLD = os.EX_DATAERR


def _bound() -> None:
    most = MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> int:
    """Read a file, write a line of what it is, then the file as it is kept."""
    _bound()
    out = sys.stdout.buffer
    try:
        clean = cleaned(sys.stdin.buffer.read())
    except Unfit as unfit:
        out.write(str(unfit).encode())
        return TOLD
    about = {"content_type": clean.content_type, "left_out": clean.left_out}
    out.write(json.dumps(about).encode() + b"\n" + clean.content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
