"""XML parts changed in places, every other byte of them left as it is.

Reading a part into a tree and writing it again loses what a program does not know. Here the
parser only tells where in the bytes an element begins and ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

_START_TAG = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)""")
# What XML 1.0 cannot hold at all.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# All that a text cannot have as it stands.
_ESCAPED = re.compile(f'[&<>"\r{ILLEGAL.pattern[1:]}')


class Unspliceable(ValueError):
    """A part whose bytes are not those of plain UTF-8 XML."""


@dataclass
class Element:
    """An element of a part and where its bytes lie: the start tag, then all of it.

    `tag_end` and `end` are the places after the last byte; `end` is known once it has ended.
    """

    name: str
    attributes: dict[str, str]
    parent: Element | None
    start: int
    tag_end: int
    is_empty_tag: bool
    end: int = 0
    inner_end: int = 0

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    @property
    def prefix(self) -> str:
        """The prefix with its colon; "" where there is none."""
        return self.name[: -len(self.local)]


def walk(
    part: bytes,
    started: Callable[[Element], None] | None = None,
    ended: Callable[[Element, str], None] | None = None,
) -> None:
    """Call `started` and `ended` (with the text directly inside) for each element of a part.

    Raises Unspliceable for another encoding than UTF-8, declarations and broken XML.
    """
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in part[:4]:
        raise Unspliceable("UTF-16")
    declared = _DECLARED.match(part.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii"):
        raise Unspliceable(declared[1].decode())
    walker = _Walker(part, started, ended)
    try:
        walker.parser.Parse(part, True)
    except expat.ExpatError as error:
        raise Unspliceable(str(error)) from error


class _Walker:
    def __init__(self, part: bytes, started: Any, ended: Any) -> None:
        self._part, self._started, self._ended = part, started, ended
        self._open: list[tuple[Element, list[str]]] = []
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        tag = _START_TAG.match(self._part, at)
        if tag is None:
            raise Unspliceable(name)
        parent = self._open[-1][0] if self._open else None
        is_empty = tag[0].endswith(b"/>")
        element = Element(name, attributes, parent, at, tag.end(), is_empty)
        self._open.append((element, []))
        if self._started:
            self._started(element)

    def _text(self, text: str) -> None:
        self._open[-1][1].append(text)

    def _end(self, _name: str) -> None:
        element, texts = self._open.pop()
        element.end = element.inner_end = element.tag_end
        if not element.is_empty_tag:
            element.inner_end = self.parser.CurrentByteIndex
            element.end = self._part.index(b">", element.inner_end) + 1
        if self._ended:
            self._ended(element, "".join(texts))


def _refuse(*_args: object) -> None:
    raise Unspliceable("DOCTYPE")


class Splices:
    """Changes to the bytes of a part, made together; they must not overlap."""

    def __init__(self) -> None:
        self._changes: list[tuple[int, int, bytes]] = []

    def replace(self, start: int, end: int, by: bytes) -> None:
        """Put `by` in the place of the bytes from `start` up to `end`."""
        self._changes.append((start, end, by))

    def insert(self, at: int, what: bytes) -> None:
        """Put `what` in front of the byte `at`; what was inserted there before stays ahead."""
        self.replace(at, at, what)

    def append_to(self, element: Element, part: bytes, what: bytes) -> None:
        """Put `what` at the end of the inside of `element`, which may have an empty tag."""
        if element.is_empty_tag:
            opened = part[element.start : element.tag_end].removesuffix(b"/>").rstrip()
            closed = f"</{element.name}>".encode()
            self.replace(element.start, element.tag_end, opened + b">" + what + closed)
        else:
            self.insert(element.inner_end, what)

    def set_attribute(self, element: Element, part: bytes, name: str, value: str) -> None:
        """Replace the value of an attribute that the element has."""
        tag = part[element.start : element.tag_end]
        found = re.search(rb"\s%s\s*=\s*(\"[^\"]*\"|'[^']*')" % re.escape(name.encode()), tag)
        if found:
            start = element.start + found.start(1)
            self.replace(start, element.start + found.end(1), f'"{escape(value)}"'.encode())

    def __bool__(self) -> bool:
        return bool(self._changes)

    def applied(self, part: bytes) -> bytes:
        """Return the part with every change made."""
        pieces: list[bytes] = []
        at = 0
        for start, end, by in sorted(self._changes, key=lambda change: change[:2]):
            if start < at:
                raise Unspliceable("overlap")
            pieces += (part[at:start], by)
            at = end
        return b"".join((*pieces, part[at:]))


def escape(text: str) -> str:
    """Return text as it may stand in XML, without the characters that XML cannot hold."""
    if not _ESCAPED.search(text):
        return text
    text = ILLEGAL.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;").replace("\r", "&#13;")
