"""A real browser for the pages: it fails a test on any outside request or console error."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Dialog,
    Page,
    Request,
    expect,
    sync_playwright,
)

from saberesgraph.drawing.page import ASSETS, STATIC

# a busy machine is no fault of a page
expect.set_options(timeout=20_000)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
_INSIDE = ("file:", "data:", "blob:", "about:")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from conftest import needs

    needs(CHROMIUM, "Chromium", "apt-get install chromium")
    # a browser of root's own needs no sandbox: it sees only our files
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    arguments.append("--process-per-site")  # see `kept`
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def kept(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """An empty page of a file: while it is open, other files open in the process that it has.

    A process for each costs as much again as what a test does in it.
    """
    context = _context(browser, offline=True)
    empty = tmp_path_factory.mktemp("browser") / "empty.html"
    empty.write_text("<!DOCTYPE html><title>-</title>", encoding="utf-8")
    opened = context.new_page()
    opened.goto(empty.as_uri())
    yield opened
    context.close()


@pytest.fixture
def page(kept: Page) -> Iterator[Page]:
    """A page that is offline; whatever goes wrong in it fails the test.

    Its own are its history, its size and what is set on it; what a context keeps is emptied.
    """
    context = kept.context
    try:
        yield from _watched(context, _INSIDE)
    finally:
        for opened in context.pages:
            if opened is not kept:
                opened.close()
        context.clear_cookies()
        context.clear_permissions()
        kept.evaluate("localStorage.clear()")


@pytest.fixture
def online(browser: Browser) -> Iterator[Page]:
    """The same for a server on this machine, which may be asked and nobody else."""
    context = _context(browser, offline=False)
    try:
        yield from _watched(context, (*_INSIDE[1:], "http://127.0.0.1:"))
    finally:
        context.close()


def _context(browser: Browser, offline: bool) -> BrowserContext:
    return browser.new_context(viewport=DESKTOP, offline=offline, accept_downloads=True)  # type: ignore[arg-type]


def _watched(context: BrowserContext, inside: tuple[str, ...]) -> Iterator[Page]:
    opened = context.new_page()
    faults: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith(inside):
            faults.append(f"request: {request.url}")

    def said(message: Any) -> None:
        # a query that the endpoint refuses is no fault of the page
        refused = "the server responded" in message.text and "/sparql?" in message.location["url"]
        if message.type in {"error", "warning"} and not refused:
            faults.append(f"console: {message.text}")

    def asked_to_answer(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    context.on("request", asked)
    opened.on("console", said)
    opened.on("pageerror", lambda error: faults.append(f"error: {error}"))
    opened.on("dialog", asked_to_answer)
    yield opened
    opened.close()
    context.remove_listener("request", asked)
    if faults:
        pytest.fail("\n".join(faults))


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong by WCAG 2.2 A and AA: rule and first place."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(
        page,
        options={
            "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
            "resultTypes": ["violations"],  # not every element that passes, told one by one
            "preload": False,  # it would fetch our styles again, which the page's policy refuses
        },
    )
    return [
        f"{fault['id']}: {fault['nodes'][0]['html'][:200]}"
        for fault in found.response["violations"]
    ]


def put_alone(folder: Path, path: str, words: str) -> Path:
    """Write a page of the site with the files it loads, but for the libraries; return its file."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(words, encoding="utf-8")
    shutil.copytree(
        STATIC, folder / ASSETS, ignore=shutil.ignore_patterns("vendor"), dirs_exist_ok=True
    )
    return file


def check_desktop_and_phone(page: Page, file: Path) -> None:
    """Assert that a page is accessible and no wider than the screen, with all that unfolds open."""
    for width in (1280, PHONE["width"]):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(file.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert violations(page) == []
        # only what scrolls by itself may be wider than the screen
        assert page.evaluate("document.documentElement.scrollWidth") <= width
