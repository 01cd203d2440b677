"""What is wrong with a decree as it was entered."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a decree from being applied.

    `code` names the kind of fault, `told` says it in a sentence, `unit` is the code of the unit
    that it is about, "" where it is about the decree as a whole.
    """

    code: str
    told: str
    unit: str = ""

    def as_json(self) -> dict[str, str]:
        """Return it as the answer of a command has it."""
        return {"code": self.code, "unit": self.unit, "told": self.told}
