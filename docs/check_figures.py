"""Check the figures.json of a sealed report without the portal, and print its figures.

    python3 check_figures.py figures.json --hash MÃ_KHÓA [--csv]

Nothing but Python is needed. The hash is the one printed on the report. What is checked:

1. The lines of `proof` have that hash: SHA-256 of each line followed by a line feed, in UTF-8.
2. The first line is the seal: its day and horizon are the file's, and `province.figures` is the
   hash of `units`, written as one line of JSON (keys sorted, no spaces, no escapes) and hashed
   the same way. So every figure of every unit is the one that was sealed.
3. What is covered is met, short or unknown; each unit has the sum of the units right below it;
   the targets are the figures of the province.

Ends with 0 where all that holds, with 1 and what does not hold where it does not.
"""

import argparse
import csv
import json
import sys
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import Any

Json = dict[str, Any]
COUNTS = ("covered", "met", "short", "unknown")


class Wrong(Exception):
    """What does not hold, in Vietnamese."""


def hash_of(lines: list[str]) -> str:
    """Return the hash of lines."""
    return sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def line_of(thing: Any) -> str:
    """Return a thing as the one line that is hashed of it."""
    return json.dumps(thing, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def require(holds: bool, otherwise: str) -> None:
    """Raise Wrong unless something holds."""
    if not holds:
        raise Wrong(otherwise)


def check(told: Json, printed: str) -> None:
    """Raise Wrong unless the file is what was sealed under the printed hash, and adds up."""
    proof = told.get("proof")
    require(bool(proof), "Tệp không kèm phần kiểm chứng (proof): chỉ báo cáo toàn tỉnh đã khóa có.")
    require(hash_of(proof) == printed.strip().lower(), "Mã khóa không khớp với nội dung tệp.")
    require(told["hash"] == printed.strip().lower(), "Mã khóa ghi trong tệp không phải mã đã in.")
    seal = json.loads(proof[0])
    for name in ("day", "horizon"):
        require(seal[name] == told[name], f"“{name}” trong tệp không phải của kỳ đã khóa.")
    sealed = seal["province"].get("figures")
    require(hash_of([line_of(told["units"])]) == sealed, "Số liệu trong tệp không phải đã khóa.")
    check_sums(told)


def check_sums(told: Json) -> None:
    """Raise Wrong unless the figures add up, from the communes to the targets."""
    figures = {(u["unit"], c["criterion"]): c for u in told["units"] for c in u["criteria"]}
    below: dict[Any, Json] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
    parents = {unit["unit"]: unit["parent"] for unit in told["units"]}
    for (unit, criterion), found in figures.items():
        parts = sum(found[name] for name in COUNTS[1:])
        require(found["covered"] == parts, f"{unit}, {criterion}: đối tượng không bằng các phần.")
        for name in COUNTS:
            below[parents[unit], criterion][name] += found[name]
    for place, added in below.items():
        if place in figures:
            same = all(figures[place][name] == added[name] for name in COUNTS)
            require(same, f"{', '.join(place)}: không bằng tổng các đơn vị trực thuộc.")
    for target in told["targets"]:
        top = figures[told["root"], target["criterion"]]
        same = all(target[name] == top[name] for name in COUNTS)
        require(same, f"{target['criterion']}: chỉ tiêu không phải số liệu toàn tỉnh.")


def rows_of(told: Json) -> list[list[Any]]:
    """Return a row for each unit and criterion, the headings first."""
    heads = ["unit", "name", "level", "criterion", *COUNTS, "verdict"]
    return [heads] + [
        [unit["unit"], unit["name"], unit["level"], found["criterion"],
         *(found[name] for name in COUNTS), found["verdict"]]
        for unit in told["units"]
        for found in unit["criteria"]
    ]  # fmt: skip


def main() -> int:
    """Check the file that the command names, and print what it tells."""
    parser = argparse.ArgumentParser(description="Kiểm tra figures.json của báo cáo đã khóa.")
    parser.add_argument("file", type=Path, help="Tệp JSON của báo cáo toàn tỉnh.")
    parser.add_argument("--hash", required=True, help="Mã khóa in trên báo cáo (64 ký tự).")
    parser.add_argument("--csv", action="store_true", help="In số liệu của mọi đơn vị, dạng CSV.")
    asked = parser.parse_args()
    try:
        told = json.loads(asked.file.read_text(encoding="utf-8"))
        check(told, asked.hash)
    except Wrong as wrong:
        print(f"KHÔNG HỢP LỆ: {wrong}", file=sys.stderr)
        return 1
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        print(f"KHÔNG ĐỌC ĐƯỢC: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 1
    if asked.csv:
        csv.writer(sys.stdout).writerows(rows_of(told))
        return 0
    print(f"HỢP LỆ: {told['source']}, ngày {told['day']}, mốc {told['horizon']}.")
    for target in told["targets"]:
        print(f"{target['criterion']:<42}{target['met']:>7} /{target['covered']:>7}"
              f"  {target['verdict']:<8}{target['covers']}: {target['label']}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a console's of Windows
    sys.exit(main())
