"""The whole site as people open it: from a folder, from a server below any path, by keyboard."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page, Request

from browser import PHONE, violations

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "network.html",
    "network/practices.html",
    "network/principles.html",
    "matrices/objective-by-area.html",
    "map.html",
    "queries.html",
    "queries/objective-by-area.html",
    "id/practice/BP1_AH.html",
    "id/practice/LA1_AF.html",
    "id/gcm/objective/15.html",
    "id/gcm/principle/f.html",
    "id/territory/07.html",
    "id/actor/oim.html",
    "id/area/AH.html",
    "sdg/10.html",
    "exchange.html",
    "id/call/2024.html",
    "quality.html",
    "ontology.html",
    "search.html",
    "sparql.html",
    "match/territory/0401.html",
    "exchanges.html",
    "id/plan/agenda-2030.html",
)
# looked at on a desktop and a phone by the tests of these pages
ELSEWHERE = {
    "quality.html", "ontology.html", "id/actor/oim.html", "id/practice/BP1_AH.html",
    "exchange.html", "id/call/2024.html",
    "match/territory/0401.html", "exchanges.html", "id/plan/agenda-2030.html",
}  # fmt: skip
KIB = 1024


@pytest.mark.parametrize("name", [name for name in PAGES if name not in ELSEWHERE])
def test_a_page_is_accessible_silent_and_fits_a_phone(folder: Path, page: Page, name: str) -> None:
    page.goto((folder / name).as_uri())
    assert violations(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"], f"{name} is {width} wide"


def test_the_language_switch_keeps_the_page_and_what_was_chosen(folder: Path, page: Page) -> None:
    page.goto((folder / "map.html").as_uri() + "#objective=15")
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/map.html#objective=15")
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("link", name="Español").click()
    page.wait_for_url("**/map.html#objective=15")
    assert page.locator("html").get_attribute("lang") == "es"


def test_the_first_tab_skips_to_the_content(folder: Path, page: Page) -> None:
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ir al contenido"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The site below a path of a server on this machine."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix("/a/b"))

        def log_message(self, *_: object) -> None:
            pass

    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/a/b/"
    server.shutdown()


def test_the_site_works_below_any_path_of_a_server(browser: Browser, address: str) -> None:
    page = browser.new_page()
    faults: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "blob:", "data:")):
            faults.append(request.url)

    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", asked)
    for name in PAGES:
        answer = page.goto(urljoin(address, name))
        assert answer is not None
        assert answer.status == 200, name
    page.close()
    assert faults == []


def test_the_first_page_is_light(folder: Path) -> None:
    def zipped(*names: str) -> int:
        return sum(len(gzip.compress((folder / name).read_bytes())) for name in names)

    assert zipped("index.html", "assets/site.css", "assets/site.js") < 300 * KIB
    network = (folder / "network.html").read_text(encoding="utf-8")
    loaded = [
        part.split('"')[0]
        for part in network.split('="assets/')[1:]
        if not part.startswith("vendor/vis-")
    ]
    assert len(loaded) > 3
    assert zipped("network.html", *(f"assets/{name}" for name in loaded)) < 300 * KIB
