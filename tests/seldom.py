"""Lets slipcover put code back unwatched once a line was passed a thousand times more, not fifty.

Each time it looks through all modules, for a tenth of a second. Of this its option `--threshold`
tells the first process alone, and tests run in those that pytest-xdist starts: `-p tests.seldom`.
"""

from functools import partialmethod

from slipcover import Slipcover

Slipcover.__init__ = partialmethod(Slipcover.__init__, d_miss_threshold=1000)
