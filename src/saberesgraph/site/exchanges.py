"""The pages of exchanges: all of them as a table, on a map and as a network, and each by itself."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import partial
from itertools import product

import pyoxigraph as ox
from markupsafe import Markup

from saberesgraph import presence
from saberesgraph.drawing.exchange_diagram import Drawn, exchange_diagram
from saberesgraph.drawing.exchange_looks import status_look
from saberesgraph.drawing.map.flows import Flow, flow_map
from saberesgraph.drawing.page import Place
from saberesgraph.drawing.paths import file_of, page_of
from saberesgraph.exchange.exchanges import STATUSES, Exchange
from saberesgraph.formats import csv
from saberesgraph.language import translator
from saberesgraph.results import Table
from saberesgraph.site.content import Content, Files, Pages
from saberesgraph.site.show import address, show, status_name

_SCHEME = "exchange-status"


def pages(content: Content) -> Pages:
    """Yield the page of all exchanges with its CSV, and a page for each."""
    yield "exchanges.html", partial(_all, content)
    yield "exchanges.csv", lambda place: csv(_table(content))
    for exchange in content.exchanges:
        if path := page_of(exchange.curie):
            yield path, partial(_one, content, exchange)


def files(content: Content) -> Files:
    """Yield all exchanges, and each, as JSON, which has no language."""
    yield "exchanges.json", lambda: _json([asdict(each) for each in content.exchanges])
    for exchange in content.exchanges:
        if page_of(exchange.curie):
            yield file_of(exchange.curie, "json"), partial(_json, asdict(exchange))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _all(content: Content, place: Place) -> str:
    t = translator(content.language)
    found = content.exchanges
    drawn = flow_map(
        content.boundaries,
        presence.read(content.store, content.language).territories if found else (),
        _flows(content, found),
        content.language,
        t("Quién da a quién", "Who gives to whom"),
        _statuses(content),
    )
    return _show(
        "exchanges.html.j2",
        content,
        place,
        exchanges=found,
        counts=[
            (name, status_look(status), count)
            for status, name in _statuses(content).items()
            if (count := sum(each.status == status for each in found))
        ],
        map=drawn,
        off_map=[each for each in found if not _on_map(each)],
        diagram=_diagram(content, place) if found else "",
    )


def _one(content: Content, exchange: Exchange, place: Place) -> str:
    return _show(
        "exchange.html.j2",
        content,
        place,
        exchange=exchange,
        map=flow_map(
            content.boundaries,
            presence.read(content.store, content.language).territories,
            _flows(content, [exchange]),
            content.language,
            exchange.label.get(content.language, exchange.code),
            _statuses(content),
        ),
        modality=content.connections.things.get(exchange.modality),
        raw=file_of(exchange.curie, "ttl").removesuffix(".ttl"),
    )


def _show(template: str, content: Content, place: Place, **context: object) -> str:
    return show(
        template,
        content,
        place,
        styles=("diagram.css", "exchange.css"),
        **context,
    )


def _statuses(content: Content) -> dict[str, str]:
    """What people call each status, in the order in which an exchange goes through them."""
    known = {thing.code for thing in content.connections.all_of(_SCHEME)}
    ordered = [*(s for s in STATUSES if s in known), *sorted(known - set(STATUSES)), ""]
    return {status: status_name(content, status) for status in ordered}


def _on_map(exchange: Exchange) -> bool:
    """Whether it names provinces or cantons at both ends: the whole country has no place."""
    return bool(_places(exchange.from_territories) and _places(exchange.to_territories))


def _places(territories: Iterable[str]) -> list[str]:
    codes = (curie.partition(":")[2] for curie in territories)
    return [code for code in codes if code.isdigit()]


def _flows(content: Content, found: Iterable[Exchange]) -> list[Flow]:
    joined: dict[tuple[str, str, str], list[Exchange]] = {}
    for each in found:
        for start, end in product(_places(each.from_territories), _places(each.to_territories)):
            joined.setdefault((start, end, each.status), []).append(each)
    return [
        Flow(
            start,
            end,
            status,
            tuple(each.code for each in several),
            f"{content.name(f'territory:{start}')} → {content.name(f'territory:{end}')}: "
            + "; ".join(
                f"{each.code} {each.label.get(content.language, '')}".strip() for each in several
            )
            + f" ({status_name(content, status)})",
        )
        for (start, end, status), several in joined.items()
    ]


def _diagram(content: Content, place: Place) -> Markup:
    t = translator(content.language)
    parties = {
        actor for each in content.exchanges for actor in (*each.givers, *each.recipients)
    }  # fmt: skip

    def href(curie: str) -> str | None:
        path = address(content, curie)
        return place.href(path) if path else None

    return exchange_diagram(
        [
            Drawn(
                each.code,
                each.label.get(content.language, each.code),
                each.status,
                status_name(content, each.status),
                f"{t('Con', 'With')} {', '.join(map(content.name, each.facilitators))}"
                if each.facilitators
                else "",
                each.givers,
                each.recipients,
                href(each.curie),
            )
            for each in content.exchanges
        ],
        {curie: content.name(curie) for curie in parties},
        content.language,
        href,
    )


def _table(content: Content) -> Table:
    """One row an exchange, with the names of what it joins."""

    def names(curies: Iterable[str]) -> str:
        return "; ".join(map(content.name, curies))

    return Table(
        (
            "code", "title", "status", "status_date", "givers", "recipients", "facilitators",
            "exchanged", "from", "to", "modality", "call", "start", "end", "learned", "records",
            "iri",
        ),
        tuple(
            tuple(
                ox.Literal(cell)
                for cell in (
                    each.code,
                    each.label.get(content.language, each.code),
                    status_name(content, each.status),
                    each.steps[-1].date if each.steps else "",
                    names(each.givers),
                    names(each.recipients),
                    names(each.facilitators),
                    names(each.exchanged),
                    names(each.from_territories),
                    names(each.to_territories),
                    content.name(each.modality) if each.modality else "",
                    content.name(each.call) if each.call else "",
                    each.start,
                    each.end,
                    each.learned,
                    "; ".join(curie.partition(":")[2] for curie in each.fiches),
                    each.curie,
                )
            )
            for each in content.exchanges
        ),
    )  # fmt: skip
