"""What the sheets of a workbook share: its texts, and its cell formats with one more."""

from __future__ import annotations

from .splicing import Element, Splices, Unspliceable, walk


def texts_of(shared_strings: bytes) -> list[str]:
    """Return the shared texts of a workbook by their number; readings aids are left out."""
    texts: list[str] = []

    def started(element: Element) -> None:
        if element.local == "si":
            texts.append("")

    def ended(element: Element, text: str) -> None:
        if element.local == "t" and element.parent and element.parent.local != "rPh":
            texts[-1] += text

    walk(shared_strings, started, ended)
    return texts


def with_wrapped_style(styles: bytes) -> tuple[bytes, str]:
    """Return the styles with one more cell format, and its number.

    It wraps, and says that its cell holds text even when that begins with "=".
    """
    formats: list[Element] = []
    known: list[Element] = []

    def ended(element: Element, _text: str) -> None:
        if element.local == "cellXfs":
            formats.append(element)
        elif element.local == "xf" and element.parent and element.parent.local == "cellXfs":
            known.append(element)

    walk(styles, None, ended)
    if not formats:
        raise Unspliceable("cellXfs")
    at, splices = formats[0], Splices()
    prefix = at.prefix
    splices.set_attribute(at, styles, "count", str(len(known) + 1))
    wrapped = f'<{prefix}alignment vertical="top" wrapText="1"/>'
    named = 'numFmtId="0" fontId="0" fillId="0" borderId="0" quotePrefix="1" applyAlignment="1"'
    splices.append_to(at, styles, f"<{prefix}xf {named}>{wrapped}</{prefix}xf>".encode())
    return splices.applied(styles), str(len(known))
