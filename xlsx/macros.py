"""What runs by itself, taken out of a workbook: macros, controls, embedded objects, links.

The sheets keep their cells, formats and drawings; a formula that reads another workbook
becomes the value it had. What is left is an ordinary .xlsx.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import IO

from .container import CONTENT_TYPES, UNSOUND, Container, relations_part
from .safety import SAVE_AGAIN, SheetRefused
from .splicing import Element, Splices, walk
from .unlinking import by_values, put_in_order, unreferred

# Sorts of relation whose target runs, or fetches what another file holds.
_ACTIVE = {
    "vbaProject",
    "vbaProjectSignature",
    "vbaProjectSignatureAgile",
    "vbaProjectSignatureV3",
    "wordVbaData",
    "xlMacrosheet",
    "xlIntlMacrosheet",
    "dialogsheet",
    "control",
    "activeXControlBinary",
    "ctrlProp",
    "oleObject",
    "package",
    "externalLink",
    "externalLinkPath",
    "connections",
    "queryTable",
    "extensibility",
    "attachedToolbars",
    "origin",
    "signature",
}
_FOLDERS = re.compile(
    r"(^|/)(activeX|ctrlProps|embeddings|externalLinks|macrosheets|dialogsheets|queryTables"
    r"|customUI|_xmlsignatures)/"
    r"|(^|/)(vbaProject\w*\.bin|vbaData\.xml|attachedToolbars\.bin|connections\.xml)$",
    re.IGNORECASE,
)
_TYPES = re.compile(r"macroEnabled|vbaProject|activeX|macrosheet", re.IGNORECASE)
_PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MAIN = re.compile(r"(sheet|template|addin)\.macroEnabled\.main\+xml$", re.IGNORECASE)


def without_macros(source: IO[bytes]) -> bytes:
    """Return the workbook as an .xlsx in which nothing runs; the same bytes if nothing does.

    Raises SheetRefused where what runs cannot be taken out.
    """
    source.seek(0)
    whole = source.read()
    try:
        container = Container(whole)
        dropped = {name for name in container.names if _FOLDERS.search(name)} | _targets(container)
        types = container.read(CONTENT_TYPES).decode("utf-8", "replace")
        if not dropped and not _TYPES.search(types):
            return whole
        return container.with_parts(_changes(container, dropped))
    except UNSOUND as error:
        raise SheetRefused(
            f"Không gỡ được macro khỏi tệp. Hãy lưu lại dạng .xlsx không có macro. {SAVE_AGAIN}"
        ) from error


def _targets(container: Container) -> set[str]:
    """Return the parts that any part names as one of an active sort."""
    return {
        relation.target
        for name in _with_relations(container)
        for relation in container.relations(name)
        if relation.sort in _ACTIVE and not relation.external and relation.target in container.names
    }


def _with_relations(container: Container) -> Iterable[str]:
    yield ""
    for name in container.names:
        if relations_part(name) in container.names:
            yield name


def _changes(container: Container, dropped: set[str]) -> dict[str, bytes | None]:
    changed: dict[str, bytes | None] = dict.fromkeys(dropped)
    changed |= {relations_part(name): None for name in dropped}
    changed[CONTENT_TYPES] = _typed(container.read(CONTENT_TYPES), dropped)
    has_links = any(name.rpartition("/")[0].endswith("externalLinks") for name in dropped)
    lost = {name: _lost(container, name, dropped) for name in _with_relations(container)}
    for name, ids in lost.items():
        if name in dropped or not ids:
            continue
        changed[relations_part(name)] = _unrelated(container.read(relations_part(name)), ids)
        if name:
            changed[name] = unreferred(container.read(name), ids)
    if has_links:
        for name in (container.workbook, *container.sheets.values()):
            changed[name] = by_values(changed.get(name) or container.read(name))
    changed[container.workbook] = put_in_order(
        container.read(container.workbook),
        changed.get(container.workbook) or container.read(container.workbook),
    )
    return {name: part for name, part in changed.items() if name in container.names}


def _lost(container: Container, name: str, dropped: set[str]) -> set[str]:
    """Return the ids by which a part names what is taken out."""
    relations = container.relations(name)
    return {r.id for r in relations if r.target in dropped or r.sort in _ACTIVE}


def _typed(types: bytes, dropped: set[str]) -> bytes:
    """Return the list of types without the parts taken out, the workbook an ordinary one."""
    splices = Splices()

    def ended(element: Element, _text: str) -> None:
        kind = element.attributes.get("ContentType", "")
        part = element.attributes.get("PartName", "").lstrip("/")
        if element.local == "Override" and part in dropped:
            splices.replace(element.start, element.end, b"")
        elif _MAIN.search(kind):
            splices.set_attribute(element, types, "ContentType", _PLAIN)
        elif element.local == "Default" and _TYPES.search(kind):
            splices.replace(element.start, element.end, b"")

    walk(types, None, ended)
    return splices.applied(types)


def _unrelated(relations: bytes, ids: set[str]) -> bytes:
    splices = Splices()

    def ended(element: Element, _text: str) -> None:
        if element.local == "Relationship" and element.attributes.get("Id") in ids:
            splices.replace(element.start, element.end, b"")

    walk(relations, None, ended)
    return splices.applied(relations)
