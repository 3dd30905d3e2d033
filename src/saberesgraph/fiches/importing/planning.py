"""From files to a plan: what each fiche in them would change, checked as everywhere."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.draft import SOURCE, Draft, Text
from saberesgraph.fiches.form.columns import (
    ACTORS,
    COMMITTEE,
    DECISIONS,
    EXCHANGES,
    REVIEWS,
    SOURCES,
    STEPS,
    SUBMISSIONS,
    Form,
)
from saberesgraph.fiches.importing.actor import actor
from saberesgraph.fiches.importing.checking import checked
from saberesgraph.fiches.importing.codes import coded
from saberesgraph.fiches.importing.committee import committee_member, decision, review
from saberesgraph.fiches.importing.comparison import Comparison, compare
from saberesgraph.fiches.importing.entry import Entry
from saberesgraph.fiches.importing.exchange import exchange, exchanges
from saberesgraph.fiches.importing.given import Given, Told, given
from saberesgraph.fiches.importing.on_file import Filed, on_file
from saberesgraph.fiches.importing.plan import Plan
from saberesgraph.fiches.importing.source_document import source_document
from saberesgraph.fiches.importing.steps import of_entries, of_fiche
from saberesgraph.fiches.importing.submission import submission
from saberesgraph.fiches.importing.twins import told_apart
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.sheets.layouts import CODE_FORM
from saberesgraph.fiches.sheets.mapping import Mappings
from saberesgraph.fiches.values.known import Known, known
from saberesgraph.fiches.values.normalising import normalise
from saberesgraph.namespaces import ONTOLOGY, RDF_TYPE, SKOS, expand
from saberesgraph.practice.card import KINDS
from saberesgraph.project import Project
from saberesgraph.reading import read
from saberesgraph.store.embedded import EmbeddedStore
from saberesgraph.writing import contents

# in this order: what a row names may stand in a sheet before it
_READERS: Final[Mapping[str, Callable[[Row, Known], Entry]]] = {
    ACTORS: actor,
    SUBMISSIONS: submission,
    COMMITTEE: committee_member,
    REVIEWS: review,
    DECISIONS: decision,
}
_CLASSES: Final = {kind: ONTOLOGY + name for name, kind in KINDS.items()}


def _silent(_stage: str, _done: int, _total: int) -> None:
    pass


@dataclass(frozen=True)
class Request:
    """What is to be imported, and how.

    Args:
        files: workbooks, tables, exports of forms, documents.
        mapping: how sheets without keys are read, as a person has said.
        source: code of the document that fiches come from which do not name theirs.
        accept_proposals: whether what is proposed is taken where there is one proposal.
    """

    files: Sequence[Path]
    mapping: Mappings = ()
    source: str = ""
    accept_proposals: bool = False


def plan(project: Project, form: Form, request: Request, told: Told = _silent) -> Plan:
    """Return what an import would do; nothing is written.

    Args:
        project: whose data and shapes count.
        form: its sheets and columns.
        request: what is to be imported.
        told: hears of progress.

    Raises:
        InputError: a file cannot be read, or is none that we read.
    """
    data = project.root / "data"
    before = {file.relative_to(data): contents(file) for file in project.data_files}
    gathered = _Gathered(project, form, request, told)
    steps = list(of_entries(gathered.entries, project))
    for number, draft in enumerate(gathered.drafts):
        told("normalise", number, len(gathered.drafts))
        filed = gathered.filed.get(draft.code)
        steps.append(of_fiche(draft, filed, gathered.names, request.accept_proposals, number))
    told("normalise", len(gathered.drafts), len(gathered.drafts))
    told("check", 0, 1)
    steps = checked(project, steps)
    told("check", 1, 1)
    found = gathered.given
    doubts = () if request.accept_proposals else found.doubts
    return Plan(
        tuple(steps),
        tuple(found.leftovers),
        (*found.remarks, *doubts),
        tuple(found.mapping),
        before,
    )


def comparison(project: Project, form: Form, request: Request, told: Told = _silent) -> Comparison:
    """Return how the fiches of some files agree with those on record, field by field.

    They are read without the help of what is on record, which else decides what words mean.

    Raises:
        InputError: a file cannot be read, or is none that we read.
    """
    gathered = _Gathered(project, form, request, told)
    readings = []
    for number, draft in enumerate(gathered.drafts):
        told("normalise", number, len(gathered.drafts))
        result = normalise(draft, gathered.names, None, request.accept_proposals)
        if result.reading:
            readings.append((result.reading, result.remarks))
    told("normalise", len(gathered.drafts), len(gathered.drafts))
    return compare(readings, {c: f.record for c, f in gathered.filed.items() if f.record})


class _Gathered:
    """What files and project say, before either is compared with the other."""

    def __init__(self, project: Project, form: Form, request: Request, told: Told) -> None:
        self.given: Given = given(request.files, form, request.mapping, told)
        self.filed: Mapping[str, Filed] = on_file(project)
        rows = self.given.rows
        self.entries: list[Entry] = [source_document(row) for row in rows.get(SOURCES, ())]
        names = _names(project, self.entries)
        for sheet, said in _READERS.items():
            if rows.get(sheet):
                self.entries += [said(row, names) for row in rows[sheet]]
                names = _names(project, self.entries)
        drafts = (_sourced(draft, request.source) for draft in self.given.drafts)
        self.drafts = told_apart(coded(drafts, self.filed, names.things["area"]))
        begun, steps = rows.get(EXCHANGES, ()), rows.get(STEPS, ())
        if begun or steps:
            # a step names an exchange, and an exchange a fiche, that may be in these files alone
            fiches = (t for d in self.drafts if d.code not in self.filed for t in _announced(d))
            first = [exchange(row, names) for row in begun]
            names = _names(project, [*self.entries, *first], fiches)
            self.entries += exchanges(begun, steps, names)
        self.names: Known = names


def _sourced(draft: Draft, source: str) -> Draft:
    if not source or SOURCE in draft.fields:
        return draft
    return replace(draft, fields={**draft.fields, SOURCE: Text(source, draft.at(SOURCE))})


def _announced(draft: Draft) -> Iterator[ox.Triple]:
    """By what a fiche that is not on record yet may be named."""
    if CODE_FORM.fullmatch(draft.code):
        subject = ox.NamedNode(expand(f"practice:{draft.code}"))
        yield ox.Triple(subject, ox.NamedNode(RDF_TYPE), ox.NamedNode(_CLASSES[draft.kind]))
        yield ox.Triple(subject, ox.NamedNode(SKOS + "notation"), ox.Literal(draft.code))


def _names(project: Project, entries: Iterable[Entry], more: Iterable[ox.Triple] = ()) -> Known:
    """What may be named in a project, with the new things that rows describe."""
    said = read(project.graph_files)
    new: list[ox.Triple] = [*more]
    for entry in entries:
        homes = said.homes.get(expand(entry.name), ())
        # what another file describes already keeps the names that it has there
        if not homes or homes[0] == project.root / "data" / entry.file:
            new += entry.triples
    described = {triple.subject for triple in new}
    kept = (triple for triple in said.triples if triple.subject not in described)
    return known(EmbeddedStore([*kept, *new]))
