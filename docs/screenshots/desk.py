"""An officer before a browser, and the pictures of what they see."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page, Response, ViewportSize

# That of accounts.demo, which needs Django set up; this process does without.
PASSWORD = "Minh-hoa-2025"
WIDE, NARROW = 1366, 390
USUAL_HEIGHT = 768
# As high as any page, so that no bar that sticks to the window's edge stands in a picture.
WHOLE = 4000
MARGIN = 8
# Text and a few tints: a palette shows them as they are, in half of the bytes.
COLOURS = 256
# Milliseconds for which a page waits at most after typing before it asks the portal.
LONGEST_DELAY = 700


@dataclass(frozen=True)
class Desk:
    """One browser window on the portal."""

    page: Page
    address: str
    folder: Path
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Go to a page of the portal, and return it once everything has arrived."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until a page that was opened is there."""
        self.page.wait_for_load_state("networkidle")

    def sign_in(self, username: str, password: str = PASSWORD) -> None:
        """Sign in through the form."""
        self.open("/dang-nhap/")
        self.page.get_by_label("Tên đăng nhập").fill(username)
        self.page.get_by_label("Mật khẩu").fill(password)
        self.press("Đăng nhập")

    def press(self, name: str) -> None:
        """Press the button of this name, and wait for the answer."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        self.settle()

    def shoot(self, name: str, *parts: Locator, height: int = USUAL_HEIGHT) -> None:
        """Keep a picture of the window at this height, or of the page around some parts.

        Raises RuntimeError when the portal failed meanwhile: that is no picture for the guide.
        """
        self._catch_up()
        if self.faults:
            raise RuntimeError(f"The portal failed at {', '.join(self.faults)}")
        path = self.folder / f"{name}.png"
        width = self._size["width"]
        self.page.set_viewport_size({"width": width, "height": WHOLE if parts else height})
        if parts:
            self.page.screenshot(path=path, clip=_around(parts, width))
        else:
            self.page.screenshot(path=path)
        _shrink(path)
        self.page.set_viewport_size({"width": width, "height": USUAL_HEIGHT})

    def shoot_content(self, name: str) -> None:
        """Keep a picture of all that stands below the portal's own head."""
        content = self.page.locator("main > *:visible")
        self.shoot(name, content.first, content.last)

    def _catch_up(self) -> None:
        """Wait until the parts of the page that follow what was typed have followed."""
        self.page.wait_for_timeout(LONGEST_DELAY)
        self.page.wait_for_function("!document.querySelector('.htmx-request, .htmx-settling')")

    @property
    def _size(self) -> ViewportSize:
        return self.page.viewport_size or {"width": WIDE, "height": USUAL_HEIGHT}


def _shrink(picture: Path) -> None:
    """Keep a picture with a palette of its own colours."""
    with Image.open(picture) as whole:
        # The rare colours are those that say something: late, reached.
        small = whole.convert("RGB").quantize(
            COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE
        )
    small.save(picture, optimize=True)


def _look_at(answer: Response, faults: list[str]) -> None:
    """Remember an answer that tells of a fault of the portal's own."""
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        faults.append(answer.url)


def _around(parts: tuple[Locator, ...], width: int) -> FloatRect:
    """Return the rectangle that holds all parts, with a margin."""
    boxes = [box for part in parts if (box := part.bounding_box())]
    left = max(min(box["x"] for box in boxes) - MARGIN, 0)
    top = max(min(box["y"] for box in boxes) - MARGIN, 0)
    right = min(max(box["x"] + box["width"] for box in boxes) + MARGIN, width)
    bottom = max(box["y"] + box["height"] for box in boxes) + MARGIN
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


@dataclass(frozen=True)
class Office:
    """Where desks are set up: the browser, the portal, the folder of the pictures."""

    browser: Browser
    address: str
    folder: Path

    @contextmanager
    def desk(self, username: str = "", width: int = WIDE) -> Iterator[Desk]:
        """Yield a desk with a browser of its own; signed in when a user is named."""
        size: ViewportSize = {"width": width, "height": USUAL_HEIGHT}
        context = self.browser.new_context(viewport=size, locale="vi-VN")
        desk = Desk(context.new_page(), self.address, self.folder)
        desk.page.on("response", lambda answer: _look_at(answer, desk.faults))
        if username:
            desk.sign_in(username)
        yield desk
        context.close()
