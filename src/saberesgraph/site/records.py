"""The pages of records, and the files beside them."""

import json
from collections.abc import Callable, Iterator
from functools import cache, partial

from saberesgraph import jsonld
from saberesgraph.crosswalk import crosswalk
from saberesgraph.description import Description, describe, turtle
from saberesgraph.drawing.link_diagram import Group, link_diagram
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import file_of, page_of
from saberesgraph.exchange.method import Account
from saberesgraph.exchange.reports.method import conclusion, held
from saberesgraph.namespaces import expand
from saberesgraph.network.similarity import Similar, nearest
from saberesgraph.practice.card import Card
from saberesgraph.practice.evidence import Evidence
from saberesgraph.results import natural
from saberesgraph.site import schema_org
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.filled_form import filled
from saberesgraph.site.matches import path_of
from saberesgraph.site.show import address, field_name, sentence, show

_ALIKE = 5
_SUFFIXES = ("ttl", "jsonld", "json")
# the groups of the diagram: the links, and on which side they stand
_LEFT = ("territory", "scope", "actor", "replicator", "mentionedActor", "assistance", "population")
_RIGHT = (
    "area", "sustainability", "lessonSign", "principle", "objective", "statedGoal", "derivedGoal",
)  # fmt: skip
DRAWN = (*_LEFT, *_RIGHT)


def pages(content: Content) -> Pages:
    """Yield a page for each record."""
    prints = content.told.prints
    alike = dict(nearest(content.drawn, _ALIKE))
    whole = {e.objective: e.printed for e in crosswalk(content.store) if not e.to}
    cards = content.cards
    for at, card in enumerate(cards):
        curie = f"practice:{card.code}"
        around = {
            "previous": cards[at - 1] if at else None,
            "next": cards[at + 1] if at + 1 < len(cards) else None,
        }
        yield (
            str(page_of(curie)),
            partial(
                _page, content, card, prints.get(curie, {}), alike.get(curie, ()), whole, around
            ),
        )


def files(content: Content) -> Files:
    """Yield each record as Turtle, JSON-LD and the JSON of `show`."""
    terms = jsonld.context(content.project)
    for card in content.cards:
        described = cache(partial(_described, content, card))
        yield file_of(f"practice:{card.code}", "ttl"), partial(_turtle, described)
        yield file_of(f"practice:{card.code}", "jsonld"), partial(_json_ld, described, terms)
        yield file_of(f"practice:{card.code}", "json"), partial(card_json, card)


def _described(content: Content, card: Card) -> Description:
    return describe(content.store, expand(f"practice:{card.code}"))


def _turtle(described: Callable[[], Description]) -> str:
    return turtle(described())


def _json_ld(described: Callable[[], Description], terms: jsonld.Context) -> str:
    return jsonld.write(described().triples, terms)


def card_json(card: Card) -> str:
    """Return a card as `show -f json` prints it."""
    return json.dumps(card.as_dict(), ensure_ascii=False, indent=2) + "\n"


def _page(
    content: Content,
    card: Card,
    prints: dict[str, tuple[str, ...]],
    alike: tuple[Similar, ...],
    whole: dict[str, str],
    around: dict[str, Card | None],
    place: Place,
) -> str:
    curie = f"practice:{card.code}"
    links = content.connections.of.get(curie, {})
    oddities = content.oddities.get(curie, ())
    return show(
        "practice.html.j2",
        content,
        place,
        styles=("diagram.css",),
        card=card,
        curie=curie,
        kind=content.kinds[card.kind],
        sections=list(filled(card, links, oddities, prints)),
        oddities=list(enumerate(oddities, 1)),
        references=prints.get("references", ()),
        goals=list(_derived(content, links)),
        # what the crosswalk gives to an objective without naming an SDG
        undivided=[(e.item, whole[e.item]) for e in links.get("objective", ()) if e.item in whole],
        rules=sorted({e.rule for found in links.values() for e in found if e.derived}),
        diagram=link_diagram(
            card.code,
            card.label[content.language],
            list(_groups(content, links, _LEFT)),
            list(_groups(content, links, _RIGHT)),
            content.language,
            partial(_link, content, place),
        ),
        structured=schema_org.practice(content, card),
        exchanges=content.exchanges_of.get(curie, ()),
        matches=f"{path_of(curie)}.html" if card.kind == "good_practice" else "",
        alike=[(content.connections.cards[each.node], _reasons(each)) for each in alike],
        method=_method(content, card),
        held=lambda step: held(step, content.language),
        files={
            suffix: place.shared(file_of(curie, suffix)) for suffix in ("ttl", "jsonld", "json")
        },
        **around,
    )


def _method(content: Content, card: Card) -> tuple[Account, list[str]] | None:
    """What the catalogue's method says of a record, and the sentences that conclude it."""
    found = content.evaluations.accounts.get(card.code)
    if found is None:
        return None
    best = found.kinds[0]
    kinds = [found.own, *([] if best is found.own else [best])]
    return found, [conclusion(found, kind, content.language) for kind in kinds]


def _link(content: Content, place: Place, curie: str) -> str | None:
    path = address(content, curie)
    return place.href(path) if path else None


def _groups(
    content: Content, links: dict[str, list[Evidence]], names: tuple[str, ...]
) -> Iterator[Group]:
    for name in names:
        if name in links:
            named = [(e, label(content, e.item)) for e in links[name]]
            yield Group(name, sentence(field_name(content, name)), named)


def label(content: Content, curie: str) -> str:
    """Return the name of a thing, after its number or letter where people use it."""
    kind, _, code = curie.partition(":")
    name = content.name(curie)
    marks = {"objective": f"{code}. ", "principle": f"{code}) ", "sdg": f"{code} "}
    return marks.get(kind, "") + name


def _derived(
    content: Content, links: dict[str, list[Evidence]]
) -> Iterator[tuple[str, Evidence | None, list[Evidence]]]:
    """Each derived goal with its evidence, and the derived targets that belong to it."""
    targets: dict[str, list[Evidence]] = {}
    for e in links.get("derivedTarget", ()):
        thing = content.connections.things.get(e.item)
        goal = thing.one("sdgo:isTargetOf") if thing else None
        targets.setdefault(goal or f"sdg:{e.item.partition(':')[2].partition('.')[0]}", []).append(
            e
        )
    goals = {e.item: e for e in links.get("derivedGoal", ())}
    for goal in sorted({*goals, *targets}, key=natural):
        yield goal, goals.get(goal), targets.get(goal, [])


def _reasons(alike: Similar) -> dict[str, list[str]]:
    """What two records share, by link, the rarest first."""
    shared: dict[str, list[str]] = {}
    for link, item in alike.shared:
        shared.setdefault(link, []).append(item)
    return shared
