"""A picture drawn anew from its points: nothing else of the file is kept.

So what else was in it is gone, whether the place it was taken at or a second file behind the
picture.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from .unfit import Unfit

JPEG, PNG = "JPEG", "PNG"
# A page of A4 at 600 points an inch has 35 million.
MAX_PIXELS = 40_000_000
# Pillow asks it too, wherever it opens a picture within another.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
_QUALITY = 88
_DEEP = ("I", "I;16", "I;16B", "I;16L", "I;16N")
_AS_THEY_ARE = {JPEG: ("L", "RGB"), PNG: ("1", "L", "RGB")}
TOO_MANY = (
    f"có quá nhiều điểm ảnh: tối đa {MAX_PIXELS // 1_000_000} triệu (A4 quét 600 dpi). Quét lại ở "
    "300 dpi."
)
MOVING = "là ảnh động. Chụp hoặc quét lại thành một ảnh tĩnh."
DAMAGED = "bị hỏng hoặc thiếu, không mở được thành ảnh. Quét hoặc chụp lại."


def drawn_anew(content: bytes, form: str) -> bytes:
    """Return a JPEG or PNG with the same picture, upright, and nothing but the picture.

    Of a JPEG with further pictures behind it (previews, brightness) the first is the one. Raises
    Unfit for one that is damaged, moves, or has more points than a page can need; these are
    counted before it is unpacked.
    """
    try:
        with Image.open(BytesIO(content), formats=(form,)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Unfit(TOO_MANY)
            if form == PNG and getattr(picture, "n_frames", 1) > 1:
                raise Unfit(MOVING)
            picture.load()
            ImageOps.exif_transpose(picture, in_place=True)
            return _written(_plain(picture, form), form)
    except Image.DecompressionBombError as error:
        raise Unfit(TOO_MANY) from error
    except (Unfit, MemoryError):
        raise
    # Pillow meets whatever a damaged file holds and raises errors of every kind.
    except Exception as error:
        raise Unfit(DAMAGED) from error


def _plain(picture: Image.Image, form: str) -> Image.Image:
    """Return a picture in 8 bits, without what shines through: on white, as on paper."""
    if picture.mode in _DEEP:
        # Pillow's own way cuts off what is brighter than 255 of 65.535.
        picture = picture.convert("I").point(lambda value: value / 257).convert("L")
    if picture.has_transparency_data:
        seen = picture if picture.mode == "RGBA" else picture.convert("RGBA")
        paper = Image.new("RGB", seen.size, "white")
        paper.paste(seen, mask=seen.getchannel("A"))
        return paper
    if picture.mode in _AS_THEY_ARE[form]:
        return picture
    return picture.convert("L" if picture.mode == "1" else "RGB")


def _written(picture: Image.Image, form: str) -> bytes:
    # What is said beside a picture is written along from here.
    picture.info = {}
    made = BytesIO()
    picture.save(made, form, **({"quality": _QUALITY} if form == JPEG else {}))
    return made.getvalue()
