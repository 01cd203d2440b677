"""How often Python looks for dead cycles in a process that serves pages for weeks."""

import gc


def look_seldom() -> None:
    """Never look through what is loaded by now, and less often through what comes.

    Looking so was 15% of the processor time of a page (docs/performance.md).
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
