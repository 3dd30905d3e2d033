"""Pages as text and tables, for the tests that read them."""

import html.parser
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from saberesgraph.namespaces import PREFIXES

_VOID = {"meta", "link", "br", "input", "img", "hr"}
_SELF_CLOSED = {"path", "rect", "circle"}


@dataclass
class Element:
    """An element with its attributes, its elements and texts in order."""

    tag: str
    attributes: dict[str, str]
    children: "list[Element | str]" = field(default_factory=list)

    @property
    def text(self) -> str:
        """What it says, on one line."""
        parts = (c if isinstance(c, str) else f" {c.text} " if c.tag in _BLOCKS else c.text
                 for c in self.children)  # fmt: skip
        return " ".join("".join(parts).split())

    def walk(self) -> "Iterable[Element]":
        """It and all elements below."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def all(self, tag: str, **attributes: str) -> "list[Element]":
        """All elements below with a tag and attributes; `id_` stands for `id`, and so on."""
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [
            each
            for each in self.walk()
            if each.tag == tag
            and all(
                value in each.attributes.get(name, "").split() for name, value in wanted.items()
            )
        ]

    def one(self, tag: str, **attributes: str) -> "Element":
        """The only such element."""
        (found,) = self.all(tag, **attributes)
        return found

    @property
    def rows(self) -> list[list[str]]:
        """The texts of the cells of each row of its tables' bodies."""
        return [
            [cell.text for cell in row.walk() if cell.tag in {"th", "td"}]
            for body in self.all("tbody")
            for row in body.all("tr")
        ]

    def after(self, anchor: str) -> "Element":
        """What follows the heading with an anchor, up to the next heading of its rank."""
        for parent in self.walk():
            for at, child in enumerate(parent.children):
                if isinstance(child, Element) and child.attributes.get("id") == anchor:
                    found = Element("section", {})
                    for other in parent.children[at + 1 :]:
                        if isinstance(other, Element) and other.tag == child.tag:
                            break
                        found.children.append(other)
                    return found
        raise LookupError(anchor)


_BLOCKS = {"p", "li", "td", "th", "dt", "dd", "tr", "div", "br", "ul", "summary", "h1", "h2", "h3"}


class _Builder(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Element("document", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in _SELF_CLOSED, tag
        self.open[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def parse(page: str) -> Element:
    """Return a page as a tree; a tag that is not closed in order is an error."""
    builder = _Builder()
    builder.feed(page)
    assert builder.open == [builder.root]
    return builder.root


def check_well_built(page: Element, language: str) -> None:
    """Assert what holds for every page: headings in order, named parts, no code in attributes."""
    ranks = [int(each.tag[1]) for each in page.walk() if re.fullmatch("h[1-6]", each.tag)]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))
    ids = [each.attributes["id"] for each in page.walk() if "id" in each.attributes]
    assert len(ids) == len(set(ids)), Counter(ids).most_common(1)
    assert len(page.all("main")) == 1
    for each in page.walk():
        if each.tag == "th":
            assert each.attributes.get("scope") in {"col", "row"}
        if each.attributes.get("role") == "region":
            assert each.attributes["aria-label"].strip()
        assert not [name for name in each.attributes if name.startswith("on")]
        assert "style" not in each.attributes
    labels = [nav.attributes["aria-label"] for nav in page.all("nav")]
    assert len(labels) == len(set(labels))
    assert page.one("html").attributes["lang"] == language
    assert "None" not in page.text
    assert "sab:" not in page.one("h1").text


def check_no_prefixed_name(page: Element) -> None:
    """Assert that people read no prefixed name: a label that is missing would show as one."""
    shown = "|".join(PREFIXES)
    found = re.search(rf"(?<![\w:/])(?:{shown}):[A-Za-z0-9]", page.one("main").text)
    assert found is None, found
