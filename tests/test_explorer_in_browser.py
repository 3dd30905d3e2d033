"""The explorer in a browser: by keyboard, without losing one's place, accessible, on a phone."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from browser import PHONE, violations

pytestmark = pytest.mark.browser


def codes(page: Page) -> list[str]:
    return [box.get_attribute("value") or "" for box in page.locator("#results [name=code]").all()]


def count(page: Page) -> int:
    return int(page.get_by_role("status").inner_text().split()[0])


def test_a_facet_by_keyboard_keeps_the_place_and_says_the_count(online: Page, origin: str) -> None:
    online.goto(f"{origin}search.html")
    expect(online.get_by_role("button", name="Aplicar los filtros")).to_be_hidden()
    online.locator("#facet-objective > summary").focus()
    online.keyboard.press("Enter")  # opens
    online.keyboard.press("Tab")
    box = online.locator("#objective-3")
    box.focus()
    beside = int(online.locator("label", has=box).locator(".count").inner_text())
    online.keyboard.press("Space")
    expect(online).to_have_url(f"{origin}search.html?objective=3")
    expect(online.get_by_role("status")).to_have_text(re.compile(f"^{beside} experiencia"))
    assert len(codes(online)) == beside
    # the same box has the focus, and its facet still stands open
    expect(online.locator("#objective-3")).to_be_focused()
    expect(online.locator("#objective-3")).to_be_checked()
    expect(online.locator("#facet-objective")).to_have_attribute("open", "")
    online.keyboard.press("Space")
    expect(online).to_have_url(f"{origin}search.html")
    expect(online.get_by_role("status")).to_contain_text("34 experiencias")
    online.go_back()
    expect(online.locator("#objective-3")).to_be_checked()
    expect(online.get_by_role("status")).to_have_text(re.compile(f"^{beside} experiencia"))


def test_results_come_as_one_types(online: Page, origin: str) -> None:
    online.goto(f"{origin}search.html?area=PC")
    online.locator("#q").focus()
    online.keyboard.type("alber", delay=20)
    expect(online).to_have_url(f"{origin}search.html?q=alber&area=PC")
    expect(online.locator("#results mark").first).to_have_text(re.compile("^alberg", re.I))
    expect(online.locator("#q")).to_be_focused()
    online.keyboard.type("xyz", delay=20)
    expect(online.get_by_role("status")).to_contain_text("0 experiencias para «alberxyz»")
    online.get_by_role("link", name="las palabras «alberxyz»").click()
    expect(online).to_have_url(f"{origin}search.html?area=PC")
    assert count(online) == 10


def test_two_are_compared(online: Page, origin: str) -> None:
    online.goto(f"{origin}en/search.html?q=accommodation")
    chosen = codes(online)[:2]
    for code in chosen:
        online.get_by_role("checkbox", name=f"Compare {code}").press("Space")
    online.get_by_role("button", name="Compare those ticked").press("Enter")
    expect(online).to_have_url(f"{origin}en/compare.html?code={chosen[0]}&code={chosen[1]}")
    for code in chosen:
        expect(online.get_by_role("columnheader", name=re.compile(code))).to_be_visible()
    assert online.locator(".compared .shared").count() % 2 == 0
    assert violations(online) == []
    online.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert online.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_more_than_four_can_be_ticked(online: Page, origin: str) -> None:
    online.goto(f"{origin}search.html")
    boxes = online.locator("#results [name=code]")
    for at in range(4):
        boxes.nth(at).check()
    expect(boxes.nth(4)).to_be_disabled()
    boxes.nth(0).uncheck()
    expect(boxes.nth(4)).to_be_enabled()


def test_it_is_accessible(online: Page, origin: str) -> None:
    for path in ("search.html?q=vivenda&area=PC&goal=10", "en/search.html?q=tablets&area=AH"):
        online.goto(origin + path)
        online.evaluate("document.querySelectorAll('.facet').forEach((f) => (f.open = true))")
        assert violations(online) == []


def test_on_a_phone_filters_are_folded_and_nothing_runs_over(online: Page, origin: str) -> None:
    online.set_viewport_size(PHONE)  # type: ignore[arg-type]
    online.goto(f"{origin}search.html?q=migracion")
    expect(online.locator("#facets")).to_be_hidden()
    assert online.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    online.locator("#filters > summary").click()
    online.get_by_role("checkbox", name=re.compile("^Protección")).check()
    expect(online.locator("#filters > summary")).to_have_text("Filtros (1)")
    expect(online.locator("#facets")).to_be_visible()
    assert online.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_all_of_it_works_without_javascript(browser: Browser, origin: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{origin}search.html")
    page.locator("#q").fill("vivenda")
    page.get_by_role("checkbox", name=re.compile("^Protección")).check()
    page.get_by_role("button", name="Aplicar los filtros").click()
    expect(page).to_have_url(f"{origin}search.html?q=vivenda&area=PC")
    page.get_by_role("link", name="vivienda", exact=True).first.click()
    expect(page).to_have_url(f"{origin}search.html?q=vivienda&area=PC")
    page.get_by_role("link", name="Quitar Área: Protección").click()
    expect(page).to_have_url(f"{origin}search.html?q=vivienda")
    for code in codes(page)[:2]:
        page.locator(f"[name=code][value={code}]").check()
    page.get_by_role("button", name="Comparar las marcadas").click()
    expect(page).to_have_url(re.compile(r"/compare\.html\?code=BP3_AH&code="))
    context.close()
