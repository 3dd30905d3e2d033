"""From files to a plan: what each fiche in them would change, checked as everywhere."""

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from saberesgraph import graph, turtle
from saberesgraph.errors import OutputError
from saberesgraph.fiches.actor import actor
from saberesgraph.fiches.checking import checked
from saberesgraph.fiches.codes import coded
from saberesgraph.fiches.columns import ACTORS, SOURCES, SUBMISSIONS, Form
from saberesgraph.fiches.draft import SOURCE, Draft, Text
from saberesgraph.fiches.entry import Entry
from saberesgraph.fiches.given import Told, given
from saberesgraph.fiches.known import Known, known
from saberesgraph.fiches.mapping import Mappings
from saberesgraph.fiches.on_file import on_file
from saberesgraph.fiches.plan import Plan
from saberesgraph.fiches.source_document import source_document
from saberesgraph.fiches.steps import of_entries, of_fiche
from saberesgraph.fiches.submission import submission
from saberesgraph.project import Project
from saberesgraph.writing import finish_writing, write_together


def plan(
    project: Project,
    form: Form,
    files: Sequence[Path],
    *,
    mapping: Mappings = (),
    source: str = "",
    accept_proposals: bool = False,
    told: Told = lambda stage, done, total: None,
) -> Plan:
    """Return what importing some files would do; nothing is written.

    Args:
        project: whose data and shapes count.
        form: its sheets and columns.
        files: workbooks, tables, exports of forms, documents.
        mapping: how sheets without keys are read, as a person has said.
        source: code of the document that fiches come from which do not name theirs.
        accept_proposals: whether what is proposed is taken where there is one proposal.
        told: hears of progress.

    Raises:
        InputError: a file cannot be read, or is none that we read.
    """
    read = given(files, form, mapping, told)
    filed = on_file(project)
    rows = read.rows
    entries = [source_document(row.place, row.values) for row in rows.get(SOURCES, ())]
    names = _names(project, entries)
    if rows.get(ACTORS):
        entries += [actor(row.place, row.values, names) for row in rows[ACTORS]]
        names = _names(project, entries)
    entries += [submission(row.place, row.values, names) for row in rows.get(SUBMISSIONS, ())]
    drafts = coded((_sourced(draft, source) for draft in read.drafts), filed, names.things["area"])
    steps = list(of_entries(entries, project))
    for number, draft in enumerate(drafts):
        told("normalise", number, len(drafts))
        steps.append(of_fiche(draft, filed.get(draft.code), names, accept_proposals))
    told("check", len(drafts), len(drafts))
    steps = checked(project, steps)
    data = project.root / "data"
    before = {step.file: _held(data / step.file) for step in steps}
    return Plan(
        tuple(steps), tuple(read.leftovers), tuple(read.remarks), tuple(read.mapping), before
    )


def execute(plan: Plan, data: Path) -> None:
    """Write all files of a plan below a folder, or none.

    Raises:
        OutputError: one changed since the plan was made, or cannot be written.
    """
    finish_writing(data)
    for file in plan.texts:
        if _held(data / file) != plan.before[file]:
            raise OutputError(
                "cambió mientras se preparaba la importación",
                "it changed while the import was being prepared",
                where=str(data / file),
                hint=("Vuelve a importar", "Import again"),
            )
    write_together(data, {data / file: text for file, text in plan.texts.items()})


def _held(file: Path) -> str | None:
    return file.read_text(encoding="utf-8") if file.is_file() else None


def _sourced(draft: Draft, source: str) -> Draft:
    if not source or SOURCE in draft.fields:
        return draft
    return replace(draft, fields={**draft.fields, SOURCE: Text(source, draft.place)})


def _names(project: Project, entries: Iterable[Entry]) -> Known:
    """What may be named in a project, with the new things that rows describe."""
    with tempfile.TemporaryDirectory(prefix="saberesgraph-") as folder:
        files = []
        for number, entry in enumerate(entries):
            if entry.triples:
                files.append(Path(folder, f"{number}.ttl"))
                files[-1].write_text(turtle.text(entry.triples), encoding="utf-8")
        return known(graph.load(project, files).store)
