"""Records as rows of the form: all that they say, so that what is read back says the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from saberesgraph.errors import InputError
from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SECTION, SOURCE
from saberesgraph.fiches.form import columns
from saberesgraph.fiches.form.cells import Value
from saberesgraph.fiches.form.column import CRITERION, VERDICT
from saberesgraph.fiches.form.columns import LEARNED_IN, REFERENCES, Form
from saberesgraph.fiches.form.items import joined
from saberesgraph.fiches.form.template import Row, filled
from saberesgraph.fiches.record import Figure, Record
from saberesgraph.fiches.values.figures import read
from saberesgraph.language import LANGUAGES
from saberesgraph.namespaces import lengthen

_PRACTICE: Final = "good_practice"
_LABELS: Final = {"es": LABEL_ES, "en": LABEL_EN}
_FIGURES: Final = {"assistedPopulation": "population", "budgetUSD": "budget"}
_ABSENT: Final = Figure(None, "absent", None)
# lists of words about fiches, and not of what fiches link to
_TERMS: Final = {"kind", "basis", "link", "field", "actor-kind", "yes"}
# a spreadsheet counts in floating point
_EXACT: Final = 10**15


def workbook(
    form: Form,
    records: Iterable[Record],
    language: str,
    others: Mapping[str, Sequence[Row]] = MappingProxyType({}),
) -> bytes:
    """Return the workbook of a form, filled with records, with words in a language.

    Each link, figure and assessment has a row in `Evidencia` with what was printed, each oddity one
    in `Anomalías`. A field that the form of its kind has no column for gets one at the end.

    Args:
        form: its sheets and lists.
        records: the fiches.
        language: of headings, helps and items.
        others: rows of sheets that are of no fiche, by the name of the sheet.

    Raises:
        InputError: a workbook has no room for something: a text longer than a cell, or a label in
            a language other than ours.
    """
    rows = Rows(form, language)
    by_sheet: dict[str, list[Row]] = {
        columns.PRACTICES: [], columns.LESSONS: [], columns.EVIDENCES: [], columns.ANOMALIES: [],
    }  # fmt: skip
    for record in records:
        practice = record.kind == _PRACTICE
        by_sheet[columns.PRACTICES if practice else columns.LESSONS].append(rows.fiche(record))
        by_sheet[columns.EVIDENCES] += rows.evidence(record)
        by_sheet[columns.ANOMALIES] += rows.anomalies(record)
    by_sheet |= {name: list(given) for name, given in others.items()}
    return filled(widened(form, by_sheet), by_sheet, language)


def shown_things(form: Form, language: str) -> dict[str, str]:
    """Return how the lists of a form show what they offer, by IRI."""
    return {
        item.iri: item.shown(kind, language)
        for kind, items in form.lists.items()
        if kind not in _TERMS
        for item in items
    }


def widened(form: Form, rows: Mapping[str, Iterable[Row]]) -> Form:
    """The form with a column for each key that some row has and its sheet lacks."""
    known = {column.key: column for found in form.sheets.values() for column in found}
    sheets = dict(form.sheets)
    for name, given in rows.items():
        keys = dict.fromkeys(key for row in given for key in row)
        lacking = [key for key in keys if key not in {column.key for column in sheets[name]}]
        extra = (replace(known[key], required=False) for key in lacking)
        sheets[name] = (*sheets[name], *extra)
    return replace(form, sheets=sheets)


class Rows:
    """Rows of records: items are shown as the lists of the form show them.

    Args:
        form: its lists.
        language: of the names of items.
    """

    def __init__(self, form: Form, language: str) -> None:
        self._by_code = {
            kind: {item.code: item.shown(kind, language) for item in items}
            for kind, items in form.lists.items()
        }
        self._things = shown_things(form, language)
        self._statuses = {
            item.code: item.names.get(language, item.code) for item in form.lists["figure-status"]
        }
        self._fields = {item.iri: item.shown("field", language) for item in form.lists["field"]}

    def fiche(self, record: Record) -> Row:
        """Return the row of a fiche.

        Raises:
            InputError: it has a label in a language other than ours.
        """
        row: dict[str, Value] = {"code": record.code}
        if record.kind != _PRACTICE:
            row["kind"] = self.shown("kind", record.kind)
        _refuse_languages(record.code, record.labels)
        row |= {_LABELS[language]: label for language, label in record.labels.items()}
        row[SOURCE] = joined(tuple(self.shown("source", code) for code in record.sources))
        row[SECTION] = record.section
        row |= record.prose
        for key, name in _FIGURES.items():
            figure: Figure = getattr(record, name)
            # the form of a lesson asks for none
            if figure != _ABSENT or record.kind == _PRACTICE:
                row[key] = self._figure(figure, money=name == "budget")
        for name in dict.fromkeys(link.link for link in record.links):
            items = dict.fromkeys(link.item for link in record.links if link.link == name)
            row[name] = joined(tuple(self._things.get(item, item) for item in items))
        row["keyword"] = joined(record.keywords)
        row[LEARNED_IN] = joined(tuple(self.shown("exchange", each) for each in record.learned_in))
        row[REFERENCES] = joined(record.references)
        for each in record.assessments:
            row[VERDICT + each.criterion] = self.shown("verdict", each.verdict)
            row[CRITERION + each.criterion] = each.rationale
        return {key: value for key, value in row.items() if value not in {None, ""}}

    def evidence(self, record: Record) -> Iterator[Row]:
        """Yield a row for each link, figure and assessment, and one for the keywords."""

        def row(link: str, printed: str | None, **more: Value) -> Row:
            backed = self.shown("link", link)
            return {"code": record.code, "link": backed, "printed": printed, **more}

        for link in record.links:
            yield row(
                link.link,
                link.printed,
                item=self._things.get(link.item, link.item),
                basis=self.shown("basis", link.basis.lower()),
                field=self._field(link.field),
                name=link.name,
            )
        for key, name in _FIGURES.items():
            figure: Figure = getattr(record, name)
            if figure.printed is not None:
                yield row(key, figure.printed)
        if record.keywords_printed is not None:
            yield row("keyword", record.keywords_printed)
        for each in record.assessments:
            yield row(
                "assessment",
                each.printed,
                item=self.shown("criterion", each.criterion),
                basis=self.shown("basis", each.basis.lower()),
            )

    def anomalies(self, record: Record) -> Iterator[Row]:
        """Yield a row for each oddity of the source.

        Raises:
            InputError: what was done is said in a language other than ours.
        """
        for anomaly in record.anomalies:
            _refuse_languages(anomaly.name, anomaly.resolution)
            yield {
                "code": record.code,
                "field": self._field(anomaly.field),
                "kind": self.shown("anomaly-kind", anomaly.kind),
                "printed": anomaly.printed,
                "resolution-es": anomaly.resolution.get("es"),
                "resolution-en": anomaly.resolution.get("en"),
                "absence": self.shown("yes", "yes") if anomaly.absence else None,
                "name": anomaly.name,
            }

    def shown(self, kind: str, code: str) -> str:
        """Return how a list shows an item, or its code where it has none such."""
        return self._by_code[kind].get(code, code)

    def _field(self, prefixed: str) -> str:
        return self._fields.get(lengthen(prefixed), prefixed)

    def _figure(self, figure: Figure, *, money: bool) -> Value:
        """A number as a number where a reader takes it for the same; else words."""
        if figure.value is None:
            return figure.printed or self._statuses.get(figure.status, figure.status)
        if figure.value == figure.value.to_integral_value() and figure.value < _EXACT:
            return int(figure.value)
        if figure.printed and read(figure.printed, money=money).figure == figure:
            return figure.printed
        return f"{figure.value:f}"


def _refuse_languages(where: str, texts: Mapping[str, str]) -> None:
    foreign = ", ".join(sorted(texts.keys() - set(LANGUAGES)))
    if foreign:
        raise InputError(
            f"tiene un texto en un idioma que el formulario no tiene ({foreign})",
            f"it has a text in a language that the form lacks ({foreign})",
            where=where,
            hint=("Quítalo, o usa Turtle o JSON-LD", "Remove it, or use Turtle or JSON-LD"),
        )
