"""The pages of matches: what a territory could receive, and who could receive a practice."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, partial
from typing import Any

from markupsafe import Markup, escape

from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import page_of
from saberesgraph.exchange.match import Match, Proposal, Reason, points
from saberesgraph.exchange.reports import match as report
from saberesgraph.language import number, translator
from saberesgraph.namespaces import PROLOGUE, lengthen, local_name, shorten
from saberesgraph.results import natural
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.show import show
from saberesgraph.validation.finding import spoken

# records of a territory that are quoted for one thing; the codes of more stand for them
_QUOTED = 3


@dataclass(frozen=True)
class Print:
    """What records print for a thing, on a basis; without a print, the records say it in theirs."""

    curie: str
    label: str
    printed: str
    basis: str
    records: tuple[str, ...]


def path_of(curie: str) -> str:
    """Return the path of the page with the matches of a territory or of a practice, bare.

    >>> path_of("territory:0401"), path_of("practice:BP1_AH")
    ('match/territory/0401', 'match/practice/BP1_AH')
    """
    kind, _, code = curie.partition(":")
    return f"match/{kind}/{code}"


def matched(content: Content) -> list[str]:
    """Return what has a page of matches: provinces with their cantons, then good practices."""
    return [*content.told.matched]


def pages(content: Content) -> Pages:
    """Yield the list of all, and a page and its CSV for each territory and good practice."""
    yield "match/index.html", partial(_index, content)
    for curie in matched(content):
        yield f"{path_of(curie)}.html", partial(_page, content, curie)
        yield f"{path_of(curie)}.csv", partial(_csv, content, curie)


def files(content: Content) -> Files:
    """Yield the matches of each territory and good practice as JSON, in both languages."""
    for curie in matched(content):
        yield f"{path_of(curie)}.json", partial(_json, content, curie)


def _json(content: Content, curie: str) -> str:
    found = content.proposals.of(curie)
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"), default=_plain) + "\n"


def _plain(value: object) -> object:
    """What JSON has instead: a number, or the fields of a part of a proposal."""
    return float(value) if isinstance(value, Decimal) else vars(value)


def _csv(content: Content, curie: str, _: Place) -> str:
    return report.csv(content.proposals.of(curie), content.language)


def _name(content: Content, found: Proposal, curie: str) -> str:
    return spoken(found.labels.get(curie, {}), content.language) or content.name(curie)


def _page(content: Content, curie: str, place: Place) -> str:
    found = content.proposals.of(curie)
    of_territory = curie.startswith("territory:")
    thing = content.connections.things.get(curie)
    return _show(
        "match.html.j2",
        content,
        place,
        found=found,
        about=curie,
        of_territory=of_territory,
        kind=content.name("sab:Province" if thing and thing.is_a("Province") else "sab:Canton")
        if of_territory
        else content.kinds["good_practice"],
        other=[m.practice if of_territory else m.territory for m in found.matches],
        brought=_brought(found.matches),
        called=lambda item: _name(content, found, item),
        record_link=cache(partial(_record_link, place)),
        matches_of=path_of,
        paged=content.told.matched,
        raw=path_of(curie),
    )


def _record_link(place: Place, curie: str) -> Markup:
    """The code of a record, which leads to its page."""
    page, code = page_of(curie), curie.partition(":")[2]
    return Markup('<a href="{}">{}</a>').format(place.href(page), code) if page else escape(code)


def _prints(reason: Reason, practice: str, language: str) -> list[Print]:
    """What a reason rests on: each print with the records that have it.

    What many other records say of a thing is left to them: their codes stand for their prints.
    """
    others: dict[str, set[str]] = {}
    for e in reason.evidence:
        if e.says != practice:
            others.setdefault(e.curie, set()).add(e.says)
    joined: dict[tuple[str, str, str], tuple[str, list[str]]] = {}
    for e in reason.evidence:
        quoted = e.says == practice or len(others[e.curie]) <= _QUOTED
        key = (e.curie, e.printed, e.basis) if quoted else (e.curie, "", "")
        said = joined.setdefault(key, (spoken(e.label, language), []))
        if e.says not in said[1]:
            said[1].append(e.says)
    return [
        Print(curie, label, printed, basis and local_name(lengthen(basis)).lower(), tuple(records))
        for (curie, printed, basis), (label, records) in joined.items()
    ]


def _brought(matches: Iterable[Match]) -> list[tuple[str, list[int]]]:
    """Each objective that matches would bring, with their ranks: those that most bring first."""
    ranks: dict[str, list[int]] = {}
    for rank, match in enumerate(matches, 1):
        for objective in match.objectives:
            ranks.setdefault(objective, []).append(rank)
    return sorted(ranks.items(), key=lambda pair: (pair[1][0], natural(pair[0])))


def _index(content: Content, place: Place) -> str:
    known = content.connections
    best = {curie: content.proposals.first(curie) for curie in matched(content)}
    return _show(
        "match-index.html.j2",
        content,
        place,
        weights=[
            (known.things[reason], weight)
            for reason, weight in _weights(content)
            if reason in known.things
        ],
        maximum=next((found.maximum for found in best.values()), Decimal()),
        territories=[
            (curie, best[curie], known.things[curie].is_a("Province"))
            for curie in best
            if curie.startswith("territory:")
        ],
        practices=[(curie, best[curie]) for curie in best if curie.startswith("practice:")],
        called=lambda found, item: _name(content, found, item),
        matches_of=path_of,
    )


def _weights(content: Content) -> list[tuple[str, Decimal]]:
    """What the score is made of and counts at most, the heaviest first; without weight is off."""
    rows = content.store.select(
        PROLOGUE + "SELECT ?reason ?weight WHERE { ?reason a sab:MatchReason ; sab:weight ?weight }"
    ).records()
    found = [(shorten(row["reason"]), Decimal(row["weight"])) for row in rows]
    return sorted((each for each in found if each[1] > 0), key=lambda each: (-each[1], each[0]))


def _show(template: str, content: Content, place: Place, **context: Any) -> str:
    t = translator(content.language)
    return show(
        template,
        content,
        place,
        styles=("exchange.css",),
        said=lambda texts: spoken(texts, content.language),
        points=lambda value: points(value, content.language),
        percent=lambda share: t("{}\N{NO-BREAK SPACE}%", "{}%").format(
            number(round(share * 100), content.language)
        ),
        prints=lambda reason, practice: _prints(reason, practice, content.language),
        **context,
    )
