"""The parts of an .xlsx container: found by their relations, some of them replaced."""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property  # noqa: TID251  # this package knows no Django
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

# What reading a damaged container, or a part of it, may end in.
UNSOUND = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    StopIteration,
    SyntaxError,
    ValueError,
)
CONTENT_TYPES = "[Content_Types].xml"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Relation:
    """What one part says of another: the id it is named by, its sort, the other's name."""

    id: str
    sort: str
    target: str
    external: bool


class Container:
    """The parts of a workbook by name, read from its bytes when they are asked for."""

    def __init__(self, whole: bytes) -> None:
        self.whole = whole
        self._archive = zipfile.ZipFile(BytesIO(whole))
        self.names = self._archive.namelist()

    def read(self, name: str) -> bytes:
        """Return the bytes of a part; raises KeyError when there is none."""
        return self._archive.read(name)

    def relations(self, of: str = "") -> list[Relation]:
        """Return the relations of a part, or of the whole container; none where none are kept."""
        name = relations_part(of)
        if name not in self.names:
            return []
        found = fromstring(self.read(name)).iter(_RELATIONS)
        return [_relation(posixpath.dirname(of), element) for element in found]

    @cached_property
    def workbook(self) -> str:
        """The name of the part that lists the sheets; raises LookupError when there is none."""
        return next(r.target for r in self.relations() if r.sort == "officeDocument")

    @cached_property
    def sheets(self) -> dict[str, str]:
        """The worksheets' parts by the sheets' names, in their order."""
        parts = {r.id: r.target for r in self.relations(self.workbook) if r.sort == "worksheet"}
        listed = fromstring(self.read(self.workbook)).iter()
        sheets = (element for element in listed if _local(element.tag) == "sheet")
        found = {element.get("name", ""): parts.get(_id_of(element), "") for element in sheets}
        return {name: part for name, part in found.items() if part}

    def related(self, sort: str) -> str:
        """Return the name of the workbook's own part of this sort, as "styles"; "" if none."""
        found = (r.target for r in self.relations(self.workbook) if r.sort == sort)
        return next(found, "")

    def with_parts(self, changed: Mapping[str, bytes | None]) -> bytes:
        """Return the container with these parts replaced, or left out where they are None."""
        file = BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in self._archive.infolist():
                content = changed.get(part.filename, b"") if part.filename in changed else None
                if part.filename not in changed:
                    content = self.read(part.filename)
                if content is not None:
                    archive.writestr(part, content)
        return file.getvalue()


def relations_part(of: str) -> str:
    """Return the name of the part that keeps the relations of the part `of`."""
    folder, name = posixpath.split(of)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _relation(folder: str, element: Element) -> Relation:
    target = element.get("Target", "")
    external = element.get("TargetMode") == "External"
    if not external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    sort = element.get("Type", "").rpartition("/")[2]
    return Relation(element.get("Id", ""), sort, target, external)


def _id_of(element: Element) -> str:
    return next((value for name, value in element.attrib.items() if _local(name) == "id"), "")


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]
