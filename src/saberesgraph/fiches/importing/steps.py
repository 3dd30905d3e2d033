"""What becomes of each thing that was read: new, changed, unchanged or rejected."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from saberesgraph import turtle
from saberesgraph.errors import InputError
from saberesgraph.fiches import file, rdf
from saberesgraph.fiches.draft import LABEL_ES, Draft, Remark
from saberesgraph.fiches.importing.codes import free_code
from saberesgraph.fiches.importing.entry import Entry
from saberesgraph.fiches.importing.on_file import Filed
from saberesgraph.fiches.importing.plan import Change, Step
from saberesgraph.fiches.values.known import Known
from saberesgraph.fiches.values.normalising import normalise
from saberesgraph.namespaces import expand
from saberesgraph.project import Project
from saberesgraph.reading import read
from saberesgraph.turtle import NO_COMMENTS

_UNNAMED: Final = "sin-codigo.ttl"
# the column that tells what a row is of: a review and a decision have no code of their own
_NAMING: Final = ("code", "submission")


def of_fiche(
    draft: Draft, filed: Filed | None, names: Known, accept_proposals: bool, number: int = 0
) -> Step:
    """Return what becomes of a fiche.

    Args:
        draft: as it was read.
        filed: the fiche of its code on record, None if there is none.
        names: what may be named.
        accept_proposals: whether what is proposed is taken.
        number: among those that were read, to tell apart those without a code.
    """
    result = normalise(
        draft, names, filed.record if filed else None, accept_proposals=accept_proposals
    )
    reading, remarks = result.reading, [*result.remarks]
    if not reading or _twin(draft):  # under a code of ours the rest can be told all the same
        stand_in = replace(draft, code=free_code(draft, names.things["area"], number), remarks=())
        other = normalise(stand_in, names, accept_proposals=accept_proposals)
        reading, remarks = other.reading, [*dict.fromkeys((*remarks, *other.remarks))]
    if filed and filed.lost:
        remarks.append(_lost(draft, filed.lost))
    title = draft.fields.get(LABEL_ES)
    step = Step(
        draft.code,
        title.text if title else draft.code,
        Change.CHANGED if filed else Change.NEW,
        draft,
        filed.file if filed else Path("practices", f"{draft.code}.ttl" if draft.code else _UNNAMED),
        "",
        tuple(remarks),
        result.reading,
    )
    if not result.record:
        step = replace(step, change=Change.REJECTED)
    if not reading:
        return step
    if filed and frozenset(rdf.triples(reading)) == filed.triples:
        return weighed(replace(step, change=Change.UNCHANGED))
    comments = filed.comments if filed else NO_COMMENTS
    return weighed(replace(step, turtle=file.text(reading, comments)))


def _twin(draft: Draft) -> bool:
    """Whether another fiche bears its code."""
    return any(remark.field == "code" and remark.rejects for remark in draft.remarks)


def _lost(draft: Draft, lost: InputError) -> Remark:
    return Remark(
        draft.place,
        "",
        f"Su archivo en data/ dice más de lo que una ficha puede llevar: {lost.what('es')}. "
        "Cámbialo a mano",
        f"Its file in data/ says more than a fiche can carry: {lost.what('en')}. Change it by hand",
        rejects=True,
    )


def of_entries(entries: Iterable[Entry], project: Project) -> Iterator[Step]:
    """Yield what becomes of what is no fiche: actors, sources, submissions and the rest."""
    given = list(entries)
    times = Counter(entry.name for entry in given)
    reading = read(project.data_files)
    states = {file.path: frozenset(file.triples) for file in reading.files}
    for entry in given:
        step = Step(
            entry.name,
            entry.title,
            Change.NEW,
            entry.row,
            entry.file,
            "",
            entry.remarks,
            below=entry.below,
        )
        if not entry.triples:
            yield replace(step, change=Change.REJECTED)
            continue
        if times[entry.name] > 1:
            step = _saying(
                step,
                f"«{entry.name}» está en dos filas. Deja una",
                f"“{entry.name}” stands in two rows. Keep one",
            )
        homes = reading.homes.get(expand(entry.name), ())
        own = project.root / "data" / entry.file
        if homes and homes[0] != own:
            if states[homes[0]].issuperset(entry.triples):
                yield weighed(replace(step, change=Change.UNCHANGED))
                continue
            name = project.name(homes[0])
            # not checked: the row would stand in for all that the file describes
            yield _saying(
                step,
                f"{name} ya lo describe de otro modo. Cámbialo ahí o usa otro código",
                f"{name} already describes it otherwise. Change it there or use another code",
            )
            continue
        if homes:
            same = states[own] == frozenset(entry.triples)
            step = replace(step, change=Change.UNCHANGED if same else Change.CHANGED)
        yield weighed(replace(step, turtle=turtle.text(entry.triples)))


def _saying(step: Step, es: str, en: str) -> Step:
    columns = step.origin.columns
    key = next((each for each in _NAMING if each in columns), _NAMING[0])
    remark = Remark(step.origin.at(key), key, es, en, rejects=True)
    return weighed(replace(step, remarks=(*step.remarks, remark)))


def weighed(step: Step) -> Step:
    """Return the step, rejected where a remark rejects it."""
    rejected = any(remark.rejects for remark in step.remarks)
    return replace(step, change=Change.REJECTED) if rejected else step
