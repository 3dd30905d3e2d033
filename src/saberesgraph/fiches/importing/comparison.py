"""The merge report: what was read of each fiche beside what is on file, field by field."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import Enum
from functools import cached_property
from typing import Final

from saberesgraph.fiches.draft import Remark
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.language import translator, visible
from saberesgraph.namespaces import local_name
from saberesgraph.results import natural
from saberesgraph.tables import Readable, markdown, plain


class Agreement(Enum):
    """How two readings of a field agree; the value is its name in reports for machines.

    REWORDED is for prose and titles that both have in words of their own: they agree.
    """

    SAME = "same"
    REWORDED = "reworded"
    DIFFERENT = "different"
    ONLY_READ = "only_read"
    ONLY_ON_FILE = "only_on_file"


_NAMES: Final = {
    Agreement.SAME: ("igual", "same"),
    Agreement.REWORDED: ("con otras palabras", "in other words"),
    Agreement.DIFFERENT: ("distinto", "different"),
    Agreement.ONLY_READ: ("solo en lo leído", "only in what was read"),
    Agreement.ONLY_ON_FILE: ("solo en lo guardado", "only on file"),
}
_AGREE: Final = frozenset((Agreement.SAME, Agreement.REWORDED))
# links that are one field of the printed form
_LINKS: Final = {
    "area": ("area",),
    "territory": ("territory", "scope"),
    "assistance": ("assistance",),
    "actor": ("actor",),
    "mentionedActor": ("mentionedActor",),
    "replicator": ("replicator",),
    "population": ("population",),
    "principle": ("principle",),
    "objective": ("objective",),
    "statedGoal": ("statedGoal",),
    "sustainability": ("sustainability",),
    "lessonSign": ("lessonSign",),
}
_WORDED: Final = "prefLabel"


@dataclass(frozen=True)
class Row:
    """One field of one fiche.

    Args:
        code: of the fiche.
        field: local name of its property.
        agreement: how both agree.
        read, on_file: what each says, "" for nothing.
        why: what was noted on reading that field, by language.
    """

    code: str
    field: str
    agreement: Agreement
    read: str
    on_file: str
    why: Mapping[str, str]

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return self.agreement in _AGREE


@dataclass(frozen=True)
class Comparison:
    """All fields of all fiches that were read and are on file.

    Args:
        rows: by fiche, in the order of the fields.
        unread: codes that are on file and were not read.
        unfiled: codes that were read and are not on file.
    """

    rows: tuple[Row, ...]
    unread: tuple[str, ...]
    unfiled: tuple[str, ...]

    @cached_property
    def fields(self) -> dict[str, tuple[int, int]]:
        """How many fiches agree, and how many there are, by field."""
        agree = Counter(row.field for row in self.rows if row.agrees)
        return {name: (agree[name], total) for name, total in
                Counter(row.field for row in self.rows).items()}  # fmt: skip

    @property
    def differences(self) -> tuple[Row, ...]:
        """The rows that do not agree."""
        return tuple(row for row in self.rows if not row.agrees)


def compare(
    readings: Iterable[tuple[Record, Iterable[Remark]]], on_file: Mapping[str, Record]
) -> Comparison:
    """Return how readings, each with the remarks it left, agree with the records on file."""
    read = {record.code: (record, tuple(remarks)) for record, remarks in readings}
    both = sorted(read.keys() & on_file.keys(), key=natural)
    rows = tuple(row for code in both for row in _rows(*read[code], on_file[code]))
    return Comparison(
        rows,
        tuple(sorted(on_file.keys() - read.keys(), key=natural)),
        tuple(sorted(read.keys() - on_file.keys(), key=natural)),
    )


def _rows(read: Record, remarks: tuple[Remark, ...], filed: Record) -> Iterator[Row]:
    mine, theirs = _values(read), _values(filed)
    worded = {_WORDED, *read.prose, *filed.prose}
    for field in dict.fromkeys((*theirs, *mine)):
        one, other = mine.get(field, ()), theirs.get(field, ())
        if one == other:
            agreement = Agreement.SAME
        elif not other:
            agreement = Agreement.ONLY_READ
        elif not one:
            agreement = Agreement.ONLY_ON_FILE
        else:
            agreement = Agreement.REWORDED if field in worded else Agreement.DIFFERENT
        said = [remark for remark in remarks if remark.field == field]
        why = {lang: "; ".join(r.message(lang) for r in said) for lang in ("es", "en")}
        yield Row(read.code, field, agreement, "; ".join(one), "; ".join(other), why)


def _values(record: Record) -> dict[str, tuple[str, ...]]:
    """What a record says in each field that can be compared, in an order of its own."""
    found: dict[str, tuple[str, ...]] = {
        "kind": (record.kind,),
        _WORDED: (record.labels["es"],) if record.labels.get("es") else (),
        "assistedPopulation": _figure(record.population),
        "budgetUSD": _figure(record.budget),
        "keyword": tuple(sorted(record.keywords)),
    }
    for field, names in _LINKS.items():
        items = {local_name(link.item) for link in record.links if link.link in names}
        found[field] = tuple(sorted(items, key=natural))
    found["assessment"] = tuple(f"{each.criterion}: {each.verdict}" for each in record.assessments)
    return found | {name: (text,) for name, text in record.prose.items()}


def _figure(figure: Figure) -> tuple[str, ...]:
    if figure.value is not None:
        return (f"{figure.value.normalize():f}",)
    # absent is nothing, on either side
    return () if figure.status in {"", "absent"} else (figure.status,)


def text(comparison: Comparison, language: str, width: int = 0) -> str:
    """Return the report for a terminal of a width in characters, 0 for no limit."""
    return _report(comparison, language, lambda table: plain(table, width), "{}\n")


def as_markdown(comparison: Comparison, language: str) -> str:
    """Return the report in Markdown."""
    return _report(comparison, language, markdown, "## {}\n\n")


def as_json(comparison: Comparison, _language: str) -> str:
    """Return everything, with notes in every language; keys are never translated."""
    return (
        json.dumps(
            {
                "fields": {
                    name: {"agree": agree, "total": total, "percent": _percent(agree, total)}
                    for name, (agree, total) in comparison.fields.items()
                },
                "unread": comparison.unread,
                "unfiled": comparison.unfiled,
                "rows": [
                    {**asdict(row), "agreement": row.agreement.value} for row in comparison.rows
                ],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


WRITERS: Final[dict[str, Callable[[Comparison, str], str]]] = {
    "text": text,
    "json": as_json,
    "markdown": as_markdown,
}


def _percent(agree: int, total: int) -> float:
    """A share in percent; 100 is said only of all."""
    return 100.0 if agree == total else min(round(100 * agree / total, 1), 99.9)


def _report(
    comparison: Comparison, language: str, table: Callable[[Readable], str], title: str
) -> str:
    t = translator(language)
    parts = [
        title.format(t("Acuerdo por campo", "Agreement by field")),
        table(_by_field(comparison, language)),
    ]
    if comparison.differences:
        parts += [
            "\n" + title.format(t("Diferencias", "Differences")),
            table(_differences(comparison, language)),
        ]
    for codes, heading in (
        (comparison.unread, t("Guardadas y no leídas", "On file and not read")),
        (comparison.unfiled, t("Leídas y no guardadas", "Read and not on file")),
    ):
        if codes:
            parts.append(f"\n{heading}: {', '.join(codes)}\n")
    return "".join(parts)


def _by_field(comparison: Comparison, language: str) -> Readable:
    t = translator(language)
    headings = (t("campo", "field"), t("iguales", "agree"), t("fichas", "records"), "%")
    rows = (
        (name, str(agree), str(total), f"{_percent(agree, total):g}")
        for name, (agree, total) in comparison.fields.items()
    )
    return Readable(headings, tuple(rows))


def _differences(comparison: Comparison, language: str) -> Readable:
    t = translator(language)
    headings = (
        t("ficha", "record"), t("campo", "field"), t("acuerdo", "agreement"),
        t("leído", "read"), t("guardado", "on file"), t("por qué", "why"),
    )  # fmt: skip
    rows = (
        (row.code, row.field, t(*_NAMES[row.agreement]), row.read, row.on_file, row.why[language])
        for row in comparison.differences
    )
    return Readable(headings, tuple(tuple(map(visible, row)) for row in rows))
