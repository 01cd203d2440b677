"""Take every picture: `python -m docs.screenshots`."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from .desk import Office
from .portal import ROOT, portal
from .scenes import SCENES

DOCS = ROOT / "docs"
PICTURES = DOCS / "huong-dan" / "anh"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def main() -> None:
    """Play the scenes one after the other on one province, as they build upon each other."""
    _clear(PICTURES)
    with portal() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for scene in SCENES:
            print(scene.__doc__)
            scene(Office(browser, address, PICTURES))
        browser.close()
    (PICTURES / "overview.png").replace(DOCS / "overview.png")


def _clear(folder: Path) -> None:
    """Leave no picture behind that no scene takes any more."""
    folder.mkdir(parents=True, exist_ok=True)
    for picture in folder.glob("*.png"):
        picture.unlink()


if __name__ == "__main__":
    main()
