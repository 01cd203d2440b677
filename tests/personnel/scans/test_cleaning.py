"""What a file is by its content, and what is kept of it."""

import io
import re
import zipfile

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader

from personnel.scans import cleaning, papers, pictures
from personnel.scans.cleaning import cleaned
from personnel.scans.unfit import Unfit
from tests.personnel.scans.papers import (
    RED,
    action,
    bomb,
    chunk,
    from_a_telephone,
    on_a_page,
    opened,
    pdf,
    picture,
    when_opened,
    with_file,
    with_more,
    with_signature,
)

SCRIPT = action("/JavaScript", JS="app.alert(1)")


def zipped():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("a.txt", "a")
    return made.getvalue()


def test_a_picture_keeps_nothing_but_the_picture():
    kept = cleaned(from_a_telephone())
    assert kept.content_type == "image/jpeg" and kept.left_out == ""
    shown = opened(kept.content)
    assert shown.size == (30, 40), "upright"
    assert not shown.getexif() and "comment" not in shown.info
    for told in (b"Exif", b"051080001234", b"Hang may"):
        assert told in from_a_telephone() and told not in kept.content


def test_what_stands_behind_or_within_a_picture_is_gone():
    script = b"<script>alert(1)</script>"
    for form in ("JPEG", "PNG"):
        for content in (picture(form) + script, picture(form) + zipped()):
            kept = cleaned(content).content
            assert script not in kept and b"PK\x03\x04" not in kept
            assert opened(kept).size == (40, 30)
    assert script not in cleaned(picture(comment=script)).content


def test_what_a_png_says_before_and_after_its_points_is_gone():
    about = PngImagePlugin.PngInfo()
    about.add_text("Author", "Hang may")
    said = picture("PNG", pnginfo=about, icc_profile=b"Hang may" * 20, dpi=(300, 300))
    end = chunk(b"IEND", b"")
    said = said.removesuffix(end) + chunk(b"tEXt", b"Comment\x00051080001234") + end
    kept = cleaned(said).content
    for told in (b"Author", b"051080001234", b"iCCP", b"pHYs"):
        assert told in said and told not in kept


def colour_of(content):
    return opened(content).convert("RGB").getpixel((5, 5))


@pytest.mark.parametrize(
    ("content", "kind", "colour"),
    [
        (picture("JPEG", "CMYK", colour=(0, 255, 255, 0)), "image/jpeg", (255, 0, 0)),
        (picture("JPEG", "L", colour=120), "image/jpeg", (120, 120, 120)),
        (picture("PNG", "I;16", colour=257 * 120), "image/png", (120, 120, 120)),
        (picture("PNG", "RGBA", colour=(0, 0, 0, 0)), "image/png", (255, 255, 255)),
        (picture("PNG", "LA", colour=(10, 255)), "image/png", (10, 10, 10)),
        (picture("PNG", "P", colour=0, transparency=0), "image/png", (255, 255, 255)),
        (picture("PNG", "1", colour=1), "image/png", (255, 255, 255)),
        (picture("PNG"), "image/png", RED),
    ],
    ids=["cmyk", "grey", "deep", "clear", "clear-grey", "palette", "black-and-white", "plain"],
)
def test_every_kind_of_picture_looks_as_before(content, kind, colour):
    kept = cleaned(content)
    assert kept.content_type == kind
    assert opened(kept.content).format == kind.removeprefix("image/").upper()
    assert all(abs(a - b) <= 3 for a, b in zip(colour_of(kept.content), colour, strict=True))


def test_of_a_telephones_picture_with_others_behind_it_the_first_stays():
    made = io.BytesIO()
    first, second = Image.new("RGB", (40, 30), RED), Image.new("RGB", (4, 3), "blue")
    first.save(made, "MPO", save_all=True, append_images=[second])
    kept = opened(cleaned(made.getvalue()).content)
    assert kept.format == "JPEG" and kept.size == (40, 30)


REFUSED = {
    "nothing": (b"", "không có nội dung"),
    "zip": (zipped(), cleaning.NEITHER),
    "html": (b"<html><script>alert(1)</script>", cleaning.NEITHER),
    "gif": (picture("GIF", "P", colour=1), cleaning.NEITHER),
    "half-jpeg": (picture()[:-200], pictures.DAMAGED),
    "half-png": (picture("PNG")[:-30], pictures.DAMAGED),
    "zip-as-jpeg": (b"\xff\xd8\xff" + zipped(), pictures.DAMAGED),
    "jpeg-as-png": (b"\x89PNG\r\n\x1a\n" + picture(), pictures.DAMAGED),
    "moving": (
        picture("PNG", save_all=True, append_images=[Image.new("RGB", (40, 30), "blue")]),
        pictures.MOVING,
    ),
    "bomb": (bomb(30_000, 30_000), pictures.TOO_MANY),
    "one-row-too-many": (bomb(8_000, 5_001), pictures.TOO_MANY),
    "half-pdf": (pdf()[:200], papers.DAMAGED),
    "text-as-pdf": (b"%PDF-1.7 hello", papers.DAMAGED),
    "locked": (pdf(lambda writer: writer.encrypt("", "chu")), papers.ENCRYPTED),
    "long": (pdf(pages=101), papers.TOO_LONG),
    "no-page": (pdf(pages=0), papers.NO_PAGE),
}


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("content", "told"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_sound_paper_is_refused_with_what_to_do(content, told):
    with pytest.raises(Unfit) as refused:
        cleaned(content)
    assert told in str(refused.value)


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_so_many_points_as_a_page_has_are_taken(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 40 * 30)
    assert cleaned(picture("PNG"))
    with pytest.raises(Unfit, match="quá nhiều điểm ảnh"):
        cleaned(picture("PNG", size=(41, 30)))


QUIET = {
    "plain": pdf(), "long": pdf(pages=100), "signed": pdf(with_signature()),
    "another-end": pdf() + b"\r\n",
}  # fmt: skip


@pytest.mark.parametrize("content", QUIET.values(), ids=QUIET)
def test_a_pdf_in_which_nothing_runs_stays_byte_by_byte(content):
    kept = cleaned(content)
    assert (kept.content_type, kept.content, kept.left_out) == ("application/pdf", content, "")


ACTIVE = {
    "script": pdf(when_opened(SCRIPT)),
    "launch": pdf(when_opened(action("/Launch", F="cmd.exe"))),
    "another-file": pdf(when_opened(action("/GoToR", F="may"))),
    "on-a-page": pdf(on_a_page(SCRIPT)),
    "file-within": pdf(with_file),
    "form": pdf(with_signature(action("/SubmitForm", F="http://x"))),
    "escaped": pdf(when_opened(SCRIPT)).replace(b"/JavaScript", b"/J#61vaScript"),
    "script-before": b"<script>alert(1)</script>\n" + pdf(),
    "zip-behind": pdf() + zipped(),
    "hidden": with_more(pdf(), b"9 0 obj << /S /JavaScript /JS (1) >> endobj"),
}


@pytest.mark.parametrize("content", ACTIVE.values(), ids=ACTIVE)
def test_what_runs_or_hides_in_a_pdf_is_left_out_and_told(content):
    kept = cleaned(content)
    assert papers.WITHOUT in kept.left_out
    assert kept.content.startswith(b"%PDF-") and len(PdfReader(io.BytesIO(kept.content)).pages) == 1
    assert not re.search(rb"JavaScript|J#61|Launch|GoToR|SubmitForm|MZ|PK|<scr", kept.content)
    assert cleaned(kept.content).content == kept.content


def test_a_seal_is_still_seen_when_a_pdf_is_written_anew():
    kept = cleaned(pdf(with_signature(SCRIPT)))
    (seal,) = PdfReader(io.BytesIO(kept.content)).pages[0]["/Annots"]
    assert seal["/AP"]["/N"].get_object().get_data() == b"0 0 100 40 re f"
    assert "/A" not in seal


def test_whoever_signed_is_told_when_the_signature_cannot_be_checked_any_more():
    signed = with_more(pdf(when_opened(SCRIPT)), b"9 0 obj << /ByteRange [0 1 2 3] >> endobj")
    assert "chữ ký số" in cleaned(signed).left_out
    assert "chữ ký số" not in cleaned(pdf(with_file)).left_out


def test_what_cannot_be_taken_out_is_refused():
    def on_the_page_itself(writer):
        writer.pages[0].update(action("/JavaScript", JS="app.alert(1)"))

    with pytest.raises(Unfit, match="không bỏ ra được"):
        cleaned(pdf(on_the_page_itself))
