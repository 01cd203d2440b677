"""What is kept of a release, beside this file."""

import json
import lzma
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def releases() -> list[str]:
    """Return the releases of which something is kept."""
    return sorted(path.parent.name for path in HERE.glob("*/rows.json.xz"))


def kept(release: str, name: str) -> Any:
    """Return the "migrations", the "rows" or what was "told" of a release."""
    return json.loads(lzma.decompress((HERE / release / f"{name}.json.xz").read_bytes()))


def keep(release: str, name: str, content: Any) -> None:
    """Keep it, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True)
    target = HERE / release / f"{name}.json.xz"
    target.parent.mkdir(exist_ok=True)
    target.write_bytes(lzma.compress(text.encode()))
