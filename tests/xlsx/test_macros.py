"""What runs by itself is taken out of a workbook; the sheets stay, and open."""

import io
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from sheets.writing.taking_back import with_errors
from tests.sheets.building import MAIN, sheet_of, somebody
from xlsx.container import CONTENT_TYPES, Container
from xlsx.macros import without_macros
from xlsx.safety import SheetRefused

from .containers import parts_of, put_together

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PLAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACRO = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
BINARY = b"\xcc\x61 Sub Auto_Open"


def rels(*relations: tuple[str, str, str]) -> bytes:
    inside = "".join(
        f'<Relationship Id="{id}" Type="{sort}" Target="{target}"/>'
        for id, sort, target in relations
    )
    return f'<Relationships xmlns="{RELATIONS}">{inside}</Relationships>'.encode()


def plain() -> dict[str, bytes]:
    return parts_of(sheet_of(somebody()).getvalue())


def into(part: bytes, before: bytes, added: bytes) -> bytes:
    assert before in part
    return part.replace(before, added + before, 1)


def with_everything() -> io.BytesIO:
    """A list as .xlsm: macros, a signature of them, a control, an old macro sheet, a link."""
    parts = plain()
    types = parts[CONTENT_TYPES].replace(PLAIN.encode(), MACRO.encode())
    parts[CONTENT_TYPES] = into(
        types, b"</Types>",
        b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        b'<Override PartName="/xl/macrosheets/sheet9.xml" '
        b'ContentType="application/vnd.ms-excel.macrosheet+xml"/>'
        b'<Override PartName="/xl/ctrlProps/ctrlProp1.xml" '
        b'ContentType="application/vnd.ms-excel.controlproperties+xml"/>',
    )  # fmt: skip
    book = "xl/workbook.xml"
    parts[f"xl/_rels/{book[3:]}.rels"] = into(
        parts[f"xl/_rels/{book[3:]}.rels"], b"</Relationships>",
        f'<Relationship Id="rIdV" Type="{MICROSOFT}/vbaProject" Target="vbaProject.bin"/>'
        f'<Relationship Id="rIdM" Type="{MICROSOFT}/xlMacrosheet" '
        'Target="macrosheets/sheet9.xml"/>'
        f'<Relationship Id="rIdL" Type="{OFFICE}/externalLink" '
        'Target="externalLinks/externalLink1.xml"/>'.encode(),
    )  # fmt: skip
    macro_sheet = f'<sheet xmlns:r="{OFFICE}" name="Macro1" sheetId="9" r:id="rIdM"/>'.encode()
    listed = parts[book].replace(b"<sheets>", b"<sheets>" + macro_sheet, 1)
    names = (
        f'<externalReferences><externalReference xmlns:r="{OFFICE}" r:id="rIdL"/>'
        "</externalReferences><definedNames>"
        '<definedName name="_xlnm.Auto_Open" localSheetId="0">Macro1!$A$1</definedName>'
        '<definedName name="_xlnm.Print_Titles" localSheetId="1">\'Nhân sự\'!$1:$1</definedName>'
        '<definedName name="xa">[1]Xa!$A$1</definedName></definedNames>'.encode()
    )
    empty = b"<definedNames/>" if b"<definedNames/>" in listed else b"<calcPr"
    listed = into(listed, empty, names).replace(b"<definedNames/>", b"")
    parts[book] = listed.replace(b'activeTab="0"', b'activeTab="1"')
    sheet = "xl/worksheets/sheet1.xml"
    controls = (
        f'<controls><control xmlns:r="{OFFICE}" shapeId="1" r:id="rIdC" name="Nút"/></controls>'
    )
    formula = (
        b'<row r="9"><c r="A9"><f t="shared" si="0" ref="A9:B9">[1]Xa!A1*2</f><v>42</v></c>'
        b'<c r="B9"><f t="shared" si="0"/><v>43</v></c><c r="C9"><f>A9+1</f><v>43</v></c></row>'
    )
    with_rows = into(parts[sheet], b"</sheetData>", formula)
    parts[sheet] = into(with_rows, b"</worksheet>", controls.encode())
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels(
        ("rIdC", f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml")
    )
    active = {
        "xl/vbaProject.bin": BINARY,
        "xl/vbaProjectSignature.bin": BINARY,
        "xl/_rels/vbaProject.bin.rels": rels(
            ("rId1", f"{MICROSOFT}/vbaProjectSignature", "vbaProjectSignature.bin")
        ),
        "xl/activeX/activeX1.bin": BINARY,
        "xl/ctrlProps/ctrlProp1.xml": f'<formControlPr xmlns="{MAIN}"/>'.encode(),
        "xl/macrosheets/sheet9.xml": BINARY,
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}"/>'.encode(),
    }
    return put_together(parts | active)


def test_nothing_that_runs_is_left() -> None:
    parts = parts_of(without_macros(with_everything()))
    assert set(parts) - {"xl/worksheets/_rels/sheet1.xml.rels"} == set(plain())
    assert not any(BINARY in part for part in parts.values())
    types = parts[CONTENT_TYPES].decode()
    assert PLAIN in types
    for word in ("macro", "vba", "ctrlProp", "controlproperties"):
        assert word not in types.lower()
    everything = b"".join(parts.values())
    for word in (b"rIdV", b"rIdM", b"rIdL", b"rIdC", b"externalReference", b"Auto_Open", b"[1]"):
        assert word not in everything


def test_the_list_opens_with_its_values() -> None:
    book: Any = load_workbook(io.BytesIO(without_macros(with_everything())))
    assert book.sheetnames == ["Nhân sự"] and book.active.title == "Nhân sự"
    sheet = book.active
    assert sheet["B2"].value == "Phạm Thị Lành"
    assert [sheet[place].value for place in ("A9", "B9", "C9")] == [42, 43, "=A9+1"]
    assert sheet.print_title_rows == "$1:$1"


def test_what_holds_nothing_that_runs_stays_to_the_byte() -> None:
    file = sheet_of(somebody())
    assert without_macros(file) == file.getvalue()


def test_a_second_time_nothing_is_left_to_do() -> None:
    clean = without_macros(with_everything())
    assert without_macros(io.BytesIO(clean)) == clean


def test_a_macro_workbook_without_any_becomes_an_ordinary_one() -> None:
    ordinary = plain()
    types = ordinary[CONTENT_TYPES].replace(PLAIN.encode(), MACRO.encode())
    clean = without_macros(put_together(ordinary | {CONTENT_TYPES: types}))
    assert PLAIN.encode() in Container(clean).read(CONTENT_TYPES)
    assert parts_of(clean) == ordinary


@settings(max_examples=150, deadline=timedelta(seconds=10))
@given(data=st.data())
def test_a_damaged_file_is_refused_or_made_safe(data: st.DataObject) -> None:
    book = bytearray(data.draw(st.sampled_from((MACROS, ORDINARY))))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(book) - 1))
        book[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    for safe in (without_macros, lambda file: with_errors(file, {"Nhân sự": {2: "sai"}})):
        with suppress(SheetRefused):
            assert isinstance(safe(io.BytesIO(bytes(book))), bytes)


MACROS, ORDINARY = with_everything().getvalue(), sheet_of(somebody()).getvalue()
