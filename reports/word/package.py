"""A .docx as a file before anything reads it: sound, small, and nothing in it that acts.

Every part is unpacked once and counted; then macros, objects, links outwards and fields that
fetch something are looked for. What is refused is said with what to do about it.
"""

import re
import zipfile
import zlib
from io import BytesIO

from personnel.keeping.recording import Refused

MEGABYTE = 1024 * 1024
MAX_FILE, MAX_UNPACKED, MAX_XML, MAX_PARTS = 2 * MEGABYTE, 16 * MEGABYTE, 2 * MEGABYTE, 200
DOCUMENT = "word/document.xml"
_TYPES = "[Content_Types].xml"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError)
_ACTING = re.compile(
    r"vbaProject|vbaData|activeX/|embeddings/|\.bin$|\.exe$|\.js$|afchunk", re.IGNORECASE
)
_OUTWARDS = re.compile(rb"TargetMode\s*=\s*[\"']External[\"']", re.IGNORECASE)
_ALTERED = re.compile(rb"<w:altChunk|<!DOCTYPE|<!ENTITY", re.IGNORECASE)
_INSTRUCTION = re.compile(r"<w:instrText[^>]*>([^<]*)|w:instr=\"([^\"]*)\"")
_HARMLESS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "SECTION"}
NOT_WORD = "Tệp không phải văn bản Word (.docx). Mở bằng Word, lưu thành .docx rồi tải lại."
DAMAGED = "Tệp bị hỏng, không đọc được. Mở bằng Word, lưu lại thành .docx rồi tải lại."
TOO_LARGE = f"Tệp quá lớn: tối đa {MAX_FILE // MEGABYTE} MB. Bỏ bớt hình ảnh rồi tải lại."


def check_package(content: bytes) -> None:
    """Return when a file is a .docx that may be read; raises Refused, with why, when it is not."""
    if not content:
        raise Refused("Tệp rỗng (0 byte).")
    if len(content) > MAX_FILE:
        raise Refused(TOO_LARGE)
    if not content.startswith(b"PK"):
        raise Refused(NOT_WORD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _check_size(archive)
            _check_sort(archive)
            for part in archive.infolist():
                _check_part(part.filename, archive.read(part))
    except _BROKEN as error:
        raise Refused(DAMAGED) from error


def _check_size(archive: zipfile.ZipFile) -> None:
    """Hold the sizes that the parts say they have, and are held to while they are unpacked."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise Refused(TOO_LARGE)
    if any(part.file_size > MAX_XML for part in parts if part.filename.endswith(".xml")):
        raise Refused("Tệp quá phức tạp: tạo mẫu gọn hơn, chỉ có phần đầu, các trường và chữ ký.")
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("Tệp được đặt mật khẩu. Gỡ mật khẩu rồi tải lại.")


def _check_sort(archive: zipfile.ZipFile) -> None:
    names = archive.namelist()
    if _TYPES not in names or DOCUMENT not in names:
        raise Refused(NOT_WORD)
    if len(set(names)) != len(names):
        raise Refused(DAMAGED)
    types = archive.read(_TYPES).decode(errors="replace")
    acting = next(filter(_ACTING.search, names), "")
    if acting or "macroEnabled" in types:
        raise Refused("Tệp có macro hoặc đối tượng nhúng. Bỏ đi, lưu thành .docx rồi tải lại.")
    if _MAIN not in types:
        raise Refused(NOT_WORD)


def _check_part(name: str, content: bytes) -> None:
    if name.endswith(".rels") and _OUTWARDS.search(content):
        raise Refused(
            "Tệp có liên kết ra ngoài (đường dẫn, ảnh hoặc mẫu lấy từ nơi khác). Bỏ liên kết rồi "
            "tải lại."
        )
    if not name.endswith((".xml", ".rels")):
        return
    if _ALTERED.search(content):
        raise Refused(DAMAGED)
    text = content.decode(errors="replace")
    for instruction in _INSTRUCTION.finditer(text):
        words = (instruction[1] or instruction[2] or "").split()
        if words and words[0].upper() not in _HARMLESS and name.startswith("word/"):
            raise Refused(
                f"Tệp có trường Word “{words[0]}”. Chỉ dùng được trường số trang; thay các trường "
                "khác bằng chữ rồi tải lại."
            )
