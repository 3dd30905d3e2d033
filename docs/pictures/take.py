"""Takes the pictures of this folder: builds the site and opens its pages on a desktop and a phone.

`make pictures` runs it; look at each picture before committing it.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from saberesgraph import site
from saberesgraph.graph import load
from saberesgraph.project import find

HERE = Path(__file__).resolve().parent
# name of the picture, the page, and what to wait for
PAGES = (
    ("home", "index.html", "main"),
    ("network", "network.html", "html[data-ready]"),
    ("network-node", "network.html#n=objective:15", "html[data-ready]"),
    ("matrix", "matrices/objective-by-area.html", "table"),
    ("map", "map.html", "svg"),
    ("practice", "id/practice/BP1_AH.html", "main"),
)
DEVICES = {"desktop": (1440, 900), "phone": (390, 844)}


def take() -> None:
    """Write one PNG for each page and device."""
    project = find(HERE.parent.parent)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site.build(project, load(project), Path(folder) / "site", "es")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        for device, (width, height) in DEVICES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            for name, path, ready in PAGES:
                page.goto("about:blank")
                page.goto((Path(folder) / "site").as_uri() + f"/{path}")
                page.wait_for_selector(ready, state="attached")
                page.wait_for_timeout(500)  # fonts and canvas
                page.screenshot(path=HERE / f"{name}-{device}.png")
        browser.close()


if __name__ == "__main__":
    take()
