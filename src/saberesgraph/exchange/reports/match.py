"""A proposal of matches: for a terminal, in Markdown, as JSON and as CSV with a line a reason."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Final

import pyoxigraph as ox

from saberesgraph import formats
from saberesgraph.exchange.match import Match, Proposal, Reason, points
from saberesgraph.language import translator, visible
from saberesgraph.results import Table
from saberesgraph.tables import Readable, in_markdown, markdown, plain

_COLUMNS: Final = (
    "practice", "territory", "score", "maximum", "tied", "thin", "reason", "weight", "share",
    "points", "sentence", "evidence", "modality",
)  # fmt: skip


def text(proposal: Proposal, language: str, width: int = 0) -> str:
    """Return a proposal for a terminal of a width in characters, 0 for no limit."""
    t = translator(language)
    lines = [_title(proposal, language), *(each[language] for each in proposal.notes)]
    if proposal.matches:
        lines += ["", plain(_overview(proposal, language), width).rstrip("\n")]
    for match in proposal.matches:
        lines += ["", _heading(proposal, match, language)]
        for reason in match.reasons:
            lines.append(f"  {_sum(reason, language)} · {reason.label[language]}")
            lines.append(f"      {reason.sentence[language]}")
            lines += (f"      - {said}" for said in _quoted(proposal, reason, language))
        lines += (f"  {name}: {said}" for name, said in _besides(proposal, match, language))
    lines += ["", t("Proponer no es decidir: deciden las partes.",
                    "To propose is not to decide: the parties do.")]  # fmt: skip
    return "\n".join(map(visible, "\n".join(lines).split("\n"))) + "\n"


def as_markdown(proposal: Proposal, language: str) -> str:
    """Return a proposal as Markdown."""
    return "\n".join(_markdown(proposal, language)) + "\n"


def as_json(proposal: Proposal, _: str = "") -> str:
    """Return a proposal as JSON in both languages; figures are numbers."""
    return json.dumps(asdict(proposal), ensure_ascii=False, indent=2, default=float) + "\n"


def csv(proposal: Proposal, language: str) -> str:
    """Return a proposal as CSV, a line a reason; what a spreadsheet would run is made inert."""
    rows = []
    for match in proposal.matches:
        for reason in match.reasons:
            said = "; ".join(_quoted(proposal, reason, language))
            figures = (reason.weight, reason.share, reason.points)
            rows.append(
                (
                    *map(ox.Literal, (_code(match.practice), _code(match.territory))),
                    _figure(match.score),
                    _figure(proposal.maximum),
                    ox.Literal(match.tied),
                    ox.Literal(match.thin),
                    ox.Literal(reason.key),
                    *map(_figure, figures),
                    ox.Literal(reason.sentence[language]),
                    ox.Literal(said),
                    ox.Literal(_code(match.modality)),
                )
            )
    return formats.csv(Table(_COLUMNS, tuple(rows)))


WRITERS: Final[dict[str, Callable[[Proposal, str], str]]] = {
    "table": text,
    "json": as_json,
    "markdown": as_markdown,
    "csv": csv,
}


def _figure(value: Decimal) -> ox.Literal:
    return ox.Literal(f"{value.normalize():f}")


def _code(curie: str) -> str:
    return curie.partition(":")[2]


def _name(proposal: Proposal, curie: str, language: str) -> str:
    return proposal.labels.get(curie, {}).get(language, curie)


def _title(proposal: Proposal, language: str) -> str:
    t = translator(language)
    name = f"{_name(proposal, proposal.about, language)} ({_code(proposal.about)})"
    if proposal.about.startswith("practice:"):
        return t(f"Quién podría recibir {name}", f"Who could receive {name}")
    aim = ""
    if proposal.objective:
        number_, objective = (
            _code(proposal.objective),
            _name(proposal, proposal.objective, language),
        )
        aim = t(
            f" para el objetivo {number_}, {objective}", f" for objective {number_}, {objective}"
        )
    return t(f"Qué podría recibir {name}{aim}", f"What {name} could receive{aim}")


def _overview(proposal: Proposal, language: str) -> Readable:
    t = translator(language)
    of_practice = proposal.about.startswith("practice:")
    headings = (
        t("Código", "Code"),
        t("Territorio", "Territory") if of_practice else t("Buena práctica", "Good practice"),
        t("Puntos de", "Points of") + f" {points(proposal.maximum, language)}",
        t("Empatan", "Tied"),
        t("Evidencia", "Evidence"),
    )
    rows = []
    for match in proposal.matches:
        other = match.territory if of_practice else match.practice
        rows.append(
            (
                _code(other),
                _name(proposal, other, language),
                points(match.score, language),
                str(match.tied) if match.tied > 1 else "",
                t("escasa", "thin") if match.thin else "",
            )
        )
    return Readable(headings, tuple(rows))


def _heading(proposal: Proposal, match: Match, language: str) -> str:
    other = match.territory if proposal.about.startswith("practice:") else match.practice
    t = translator(language)
    return (
        f"{_code(other)} · {_name(proposal, other, language)}: "
        f"{points(match.score, language)} {t('puntos', 'points')}"
    )


def _sum(reason: Reason, language: str) -> str:
    weight, share, total = (
        points(each, language) for each in (reason.weight, reason.share, reason.points)
    )
    return f"{weight} × {share} = {total}"


def _quoted(proposal: Proposal, reason: Reason, language: str) -> list[str]:
    """What is printed, each print once, with the records that have it."""
    records: dict[tuple[str, str, str], list[str]] = {}
    for each in reason.evidence:
        print_ = (each.curie, each.printed, each.basis)
        records.setdefault(print_, []).append(_code(each.says))
    marks = translator(language)("«»", "“”")
    return [
        f"{', '.join(dict.fromkeys(codes))}: {marks[0]}{printed}{marks[1]} "
        f"({_name(proposal, basis, language).lower()})"
        for (_, printed, basis), codes in records.items()
    ]


def _besides(proposal: Proposal, match: Match, language: str) -> Iterator[tuple[str, str]]:
    """From whom, where, in which modality, and what is not told."""
    t = translator(language)

    def names(curies: tuple[str, ...]) -> str:
        return "; ".join(_name(proposal, each, language) for each in curies)

    if match.givers:
        yield t("De quién", "From whom"), names(match.givers)
    if match.places:
        yield t("Dónde se hizo", "Where it was done"), names(match.places)
    modality = _name(proposal, match.modality, language) + ". " if match.modality else ""
    yield t("Modalidad", "Modality"), modality + match.modality_reason[language]
    if match.missing:
        untold = "; ".join(each[language] for each in match.missing)
        yield t("Lo que ningún dato dice", "What no fact tells"), untold


def _markdown(proposal: Proposal, language: str) -> Iterator[str]:
    t = translator(language)
    yield f"# {in_markdown(_title(proposal, language))}"
    yield ""
    for note in proposal.notes:
        yield f"- {in_markdown(note[language])}"
    if proposal.matches:
        yield ""
        yield markdown(_overview(proposal, language)).rstrip("\n")
    headings = (t("Razón", "Reason"), t("Peso × parte", "Weight × share"), t("Por qué", "Why"),
                t("Evidencia", "Evidence"))  # fmt: skip
    for match in proposal.matches:
        yield ""
        yield f"## {in_markdown(_heading(proposal, match, language))}"
        yield ""
        rows = tuple(
            (
                reason.label[language],
                _sum(reason, language),
                reason.sentence[language],
                "; ".join(_quoted(proposal, reason, language)),
            )
            for reason in match.reasons
        )
        yield markdown(Readable(headings, rows)).rstrip("\n")
        yield ""
        for name, said in _besides(proposal, match, language):
            yield f"- {name}: {in_markdown(said)}"
