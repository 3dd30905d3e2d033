"""Times the network of a made-up catalogue, from the store to a click on its page.

Run with `python benchmarks/network_page.py --practices 2000`; the last part needs Chromium.
"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from catalogue import ROOT, practices
from saberesgraph import network
from saberesgraph.drawing.network.page import network_page
from saberesgraph.graph import load
from saberesgraph.project import find
from saberesgraph.store.embedded import EmbeddedStore

_Result = TypeVar("_Result")
# until the picture after the click is on the screen
_CLICK = """(n) => new Promise((done) => {
  const rows = document.querySelectorAll("#nodes [role=option]");
  const row = rows[Math.floor(n * rows.length)];
  const started = performance.now();
  row.click();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - started)));
})"""
_CLICKS = 20


def _timed(what: str, run: Callable[[], _Result]) -> _Result:
    started = time.perf_counter()
    result = run()
    _say(what, time.perf_counter() - started)
    return result


def _say(what: str, seconds: float) -> None:
    sys.stdout.write(f"{what:<28}{seconds:>8.2f} s\n")


def _in_a_browser(page: str) -> None:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        file = Path(folder) / "network.html"
        file.write_text(page, encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        opened = browser.new_page()

        def ready() -> None:
            opened.goto(file.as_uri())
            opened.wait_for_selector("html[data-ready]")

        _timed("open it", ready)
        clicks = [opened.evaluate(_CLICK, n / _CLICKS) / 1000 for n in range(_CLICKS)]
        _say("click, median", statistics.median(clicks))
        _say("click, slowest", max(clicks))
        browser.close()


def main() -> None:
    """Print how long each step takes, and how large the pages are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--practices", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = [*practices(options.practices, options.seed)]
    store = EmbeddedStore([*load(find(ROOT)).reading.triples, *made])
    graph = _timed("read the network", lambda: network.build(store))
    _timed("places", lambda: network.positions(graph))
    alike = _timed("experiences alike", lambda: network.practices(graph))
    _timed("measures", lambda: network.insights(graph, "es"))
    page = _timed("the page, with all of it", lambda: network_page(graph, "es"))
    small = _timed("the page of those alike", lambda: network_page(alike, "es", view="practices"))
    sizes = (len(text.encode()) / 1e6 for text in (page, small))
    sys.stdout.write(f"{graph}; pages of {' and '.join(f'{size:.1f} MB' for size in sizes)}\n")
    _in_a_browser(page)


if __name__ == "__main__":
    main()
