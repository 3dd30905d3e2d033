"""A real browser for the pages: it fails a test on any outside request or console error."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Dialog, Page, Request, expect, sync_playwright

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
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that is offline; whatever goes wrong in it fails the test."""
    yield from _watched(browser, _INSIDE, offline=True)


@pytest.fixture
def online(browser: Browser) -> Iterator[Page]:
    """The same for a server on this machine, which may be asked and nobody else."""
    yield from _watched(browser, (*_INSIDE[1:], "http://127.0.0.1:"), offline=False)


def _watched(browser: Browser, inside: tuple[str, ...], offline: bool) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP, offline=offline, accept_downloads=True)  # type: ignore[arg-type]
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
    context.close()
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
