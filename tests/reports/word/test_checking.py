"""What a template of the province may hold, and what is refused with what reason."""

import zipfile
from io import BytesIO

import pytest
from docx import Document

from personnel.keeping.recording import Refused
from reports.word.blocks import paragraph
from reports.word.checking import check_template
from reports.word.document import Document as Report
from reports.word.package import MAX_FILE
from reports.word.template import BLOCKS, WORDS, written
from tests.reports.word.conftest import SHIPPED
from tests.reports.word.reading import lines, opened


def with_text(*texts):
    """Return the shipped template with paragraphs more."""
    docx = Document(BytesIO(SHIPPED))
    for text in texts:
        docx.add_paragraph(text)
    content = BytesIO()
    docx.save(content)
    return content.getvalue()


def without(name):
    """Return the shipped template without the paragraph of a field."""
    docx = Document(BytesIO(SHIPPED))
    (found,) = [p for p in docx.paragraphs if p.text == f"{{{{ {name} }}}}"]
    found._p.getparent().remove(found._p)
    content = BytesIO()
    docx.save(content)
    return content.getvalue()


def repacked(change=None, **added):
    """Return the shipped template with parts added, or each part changed."""
    content = BytesIO()
    with zipfile.ZipFile(BytesIO(SHIPPED)) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(name, part) if change else part)
        for name, part in added.items():
            new.writestr(name, part)
    return content.getvalue()


def in_document(old, new):
    """Return a change of the body's XML."""

    def change(name, part):
        return part.replace(old, new, 1) if name == "word/document.xml" else part

    return change


def why(content):
    with pytest.raises(Refused) as refused:
        check_template(content)
    return str(refused.value)


def test_the_shipped_template_and_conditions_by_name_are_taken():
    check_template(SHIPPED)
    check_template(with_text("{% if du_thao %}Bản dự thảo{% endif %}", "{{ so }}", "{{ co_quan }}"))


def test_a_field_that_word_has_split_up_is_found():
    docx = Document(BytesIO(SHIPPED))
    line = docx.add_paragraph("Số: {")
    for piece, bold in (("{ s", True), ("o }", False), ("}", True)):
        line.add_run(piece).bold = bold
    content = BytesIO()
    docx.save(content)
    check_template(content.getvalue())
    words, blocks = dict.fromkeys(WORDS, "12"), {name: [paragraph("…")] for name in BLOCKS}
    assert "Số: 12" in lines(opened(written(Report(words, blocks), content.getvalue())))


def test_fields_that_do_not_exist_are_all_named():
    told = why(with_text("{{ ten_sai }}", "{% if khac %}x{% endif %}"))
    assert "Không có trường “khac” và “ten_sai”." in told and "phan_1" in told


@pytest.mark.parametrize(
    "text",
    [
        "{{ so.__class__ }}",
        "{{ so|upper }}",
        "{{ so() }}",
        "{{ 9**9**9**9 }}",
        "{{ ''.__class__.__mro__ }}",
        "{% for each in so %}x{% endfor %}",
        "{% set so = 1 %}",
        "{% macro so() %}{% endmacro %}",
        "{% include 'x' %}",
    ],
)
def test_nothing_but_names_is_taken(text):
    assert "không dùng phép tính, bộ lọc, vòng lặp hay lệnh khác" in why(with_text(text))


@pytest.mark.parametrize("text", ["{{ so", "{% if so %}x", "{{ so }} {{ }", "{{ 1 2 }}"])
def test_a_field_written_wrongly_is_told(text):
    told = why(with_text(text))
    assert "viết sai cú pháp" in told
    if text.count("{{") != text.count("}}"):
        assert f"ở đoạn “{text}”" in told


def test_braces_deep_in_each_other_end_no_server():
    assert "sai cú pháp" in why(with_text(f"{{{{ {'(' * 5000}so{')' * 5000} }}}}"))


def test_so_many_fields_are_too_many():
    assert "quá nhiều trường" in why(with_text("{{ so }}" * 201))


def test_a_part_of_the_report_has_to_have_its_place_once():
    assert "Mẫu thiếu trường “phan_3”" in why(without("phan_3"))
    assert "Đặt trường “phan_1” đúng một lần" in why(with_text("{{ phan_1 }}"))
    assert "Đặt trường “phan_3” đúng một lần" in why(without("phan_3")[:0] or _inline())


def _inline():
    docx = Document(BytesIO(without("phan_3")))
    docx.add_paragraph("Phần ba: {{ phan_3 }}")
    content = BytesIO()
    docx.save(content)
    return content.getvalue()


def test_macros_and_objects_are_refused():
    for name in ("word/vbaProject.bin", "word/embeddings/oleObject1.bin", "word/activeX/a.xml"):
        assert "macro hoặc đối tượng nhúng" in why(repacked(**{name: b"x"}))

    def enabled(name, part):
        if name != "[Content_Types].xml":
            return part
        return part.replace(b"wordprocessingml.document.main", b"macroEnabled.main")

    assert "macro" in why(repacked(enabled))


def test_links_outwards_are_refused():
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="t" Target="http://x.vn/a.dotm" TargetMode="External"/>'
        b"</Relationships>"
    )
    assert "liên kết ra ngoài" in why(repacked(**{"word/_rels/settings.xml.rels": rels}))


@pytest.mark.parametrize("name", ["INCLUDETEXT", "DDEAUTO", "INCLUDEPICTURE", "LINK"])
def test_fields_of_word_that_fetch_something_are_refused(name):
    fetching = f'<w:body><w:p><w:r><w:instrText>{name} "c:\\x"</w:instrText></w:r></w:p>'.encode()
    told = why(repacked(in_document(b"<w:body>", fetching)))
    assert f"trường Word “{name}”" in told


def test_entities_and_foreign_content_are_refused():
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><w:document'
    assert "bị hỏng" in why(repacked(in_document(b"<w:document", bomb)))


def test_what_is_no_document_is_refused():
    assert "Tệp rỗng" in why(b"")
    assert "không phải văn bản Word" in why(b"%PDF-1.7")
    assert "bị hỏng" in why(b"PK" + b"x" * 100)
    assert "bị hỏng" in why(SHIPPED[: len(SHIPPED) // 2])
    assert "quá lớn" in why(b"PK" + bytes(MAX_FILE))
    workbook = BytesIO()
    with zipfile.ZipFile(workbook, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert "không phải văn bản Word" in why(workbook.getvalue())


def test_what_grows_when_it_is_unpacked_is_refused():
    grown = BytesIO()
    with zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (17 * 1024 * 1024))
    assert len(grown.getvalue()) < MAX_FILE
    assert "quá lớn" in why(grown.getvalue())


def test_a_narrow_page_has_no_room_for_the_tables():
    docx = Document(BytesIO(SHIPPED))
    docx.sections[0].left_margin = docx.sections[0].page_width // 2
    content = BytesIO()
    docx.save(content)
    assert "hẹp hơn 120 mm" in why(content.getvalue())


def test_words_are_words_whatever_they_hold():
    """What somebody wrote is never read as a field or as XML."""
    words = dict.fromkeys(WORDS, "A & B < {{ so }} {% if %}")
    blocks = {name: [paragraph("{{ co_quan }} & <w:p/>\x0b…")] for name in BLOCKS}
    found = lines(opened(written(Report(words, blocks), SHIPPED)))
    assert found.count("A & B < {{ so }} {% if %}") >= 5
    assert len([line for line in found if line.startswith("{{ co_quan }} & <w:p/>")]) == len(BLOCKS)
