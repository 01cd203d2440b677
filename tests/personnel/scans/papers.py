"""Made-up papers: PDFs and pictures, sound and hostile."""

import io
import re
import struct
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    RectangleObject,
    StreamObject,
    TextStringObject,
)

RED = (200, 30, 30)


def pdf(change=None, pages=1):
    """Return a PDF with blank pages; `change` does something to it before it is written."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if change:
        change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def of_size(size):
    """Return a PDF of so many bytes."""

    def stuffed(room):
        def change(writer):
            stream = StreamObject()
            stream.set_data(b" " * room)
            writer._add_object(stream)

        return pdf(change)

    return stuffed(2 * size - len(stuffed(size)))


def action(name, **more):
    """Return what a PDF does: an action by its name."""
    return DictionaryObject(
        {NameObject("/S"): NameObject(name)}
        | {NameObject(f"/{key}"): TextStringObject(value) for key, value in more.items()}
    )


def when_opened(does):
    """Return a change that has a PDF do something when it is opened."""
    return lambda writer: writer.root_object.update({NameObject("/OpenAction"): does})


def on_a_page(does):
    """Return a change that has a PDF do something when its first page is turned to."""
    of_page = DictionaryObject({NameObject("/O"): does})
    return lambda writer: writer.pages[0].update({NameObject("/AA"): of_page})


def with_more(content, more):
    """Return a PDF with something behind its end, and an end again."""
    start = re.search(rb"startxref\s+(\d+)", content)[1]
    return content + b"\n" + more + b"\nstartxref\n" + start + b"\n%%EOF\n"


def with_file(writer):
    """Put a file into a PDF."""
    writer.add_attachment("chay.exe", b"MZ")


def with_signature(does=None):
    """Return a change that puts a signature on a page, as it is seen, perhaps with an action."""

    def change(writer):
        look = StreamObject()
        look.set_data(b"0 0 100 40 re f")
        box = RectangleObject((0, 0, 100, 40))
        look.update(
            {
                NameObject("/Type"): NameObject("/XObject"),
                NameObject("/Subtype"): NameObject("/Form"),
                NameObject("/BBox"): box,
            }
        )
        widget = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Annot"),
                NameObject("/Subtype"): NameObject("/Widget"),
                NameObject("/Rect"): box,
                NameObject("/AP"): DictionaryObject({NameObject("/N"): writer._add_object(look)}),
            }
        )
        if does is not None:
            widget[NameObject("/A")] = does
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(widget)])

    return change  # fmt: skip


def picture(form="JPEG", mode="RGB", size=(40, 30), colour=RED, **how):
    """Return a picture of one colour."""
    made = io.BytesIO()
    Image.new(mode, size, colour).save(made, form, **how)
    return made.getvalue()


def from_a_telephone():
    """Return a JPEG that lies on its side and tells where it was taken."""
    about = Image.Exif()
    about[0x0112] = 6
    about[0x010F] = "Hang may"
    about[0x8825] = {1: "N", 2: (15.0, 7.0, 12.0), 3: "E", 4: (108.0, 48.0, 1.0)}
    return picture(exif=about, comment=b"CCCD 051080001234")


def chunk(kind, data):
    """Return a part of a PNG."""
    whole = kind + data
    return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))


def bomb(width, height):
    """Return a PNG of few bytes that claims so many points."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    points = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + points + chunk(b"IEND", b"")


def opened(content):
    """Return a picture as it is opened."""
    return Image.open(io.BytesIO(content))


def sent(content, name="bằng đại học.pdf"):
    """Return a file as a form sends it, whatever it claims to be."""
    return SimpleUploadedFile(name, content, content_type="text/html")
