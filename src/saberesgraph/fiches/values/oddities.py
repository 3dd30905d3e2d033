"""The anomalies of a record: those a draft declares, those found on reading, those on file."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from saberesgraph.fiches.draft import Oddity
from saberesgraph.fiches.form.items import code_of
from saberesgraph.fiches.record import Anomaly, Record
from saberesgraph.fiches.values.known import Known
from saberesgraph.fiches.values.notes import Notes, prefixed
from saberesgraph.namespaces import local_name

ABSENT: Final = "absent"
_FIGURES: Final = {"assistedPopulation": "population", "budgetUSD": "budget"}


def with_anomalies(notes: Notes, record: Record, known: Known, on_file: Record | None) -> Record:
    """Return the record with its anomalies, each with a name of its own.

    Those on file are a person's work: they stay where a document is read, or a form that has no
    sheet for them, and what was found again is not added.
    """
    spoken = notes.draft.oddities or notes.draft.evidence
    kept = on_file.anomalies if on_file and not (notes.filled and spoken) else ()
    found = [each for each in kept if not _refuted(each.absence, each.field, record)]
    stood = {(each.field, each.kind) for each in found}
    names = {each.name for each in found}
    for oddity in (*notes.draft.oddities, *notes.oddities):
        anomaly = _anomaly(notes, oddity, known, names)
        if anomaly is None or (anomaly.field, anomaly.kind) in stood:
            continue
        if _refuted(anomaly.absence, anomaly.field, record):
            notes.remark(
                local_name(oddity.field),
                "se declara que falta y el campo tiene valor: no se declara. Quita esa fila",
                "it is declared absent and the field has a value: it is not declared. "
                "Remove that row",
                place=oddity.place,
            )
            continue
        names.add(anomaly.name)
        found.append(anomaly)
    return replace(record, anomalies=tuple(found))


def _refuted(absence: bool, field: str, record: Record) -> bool:
    return absence and _has(record, field.partition(":")[2])


def _has(record: Record, name: str) -> bool:
    """Whether a record holds something in a field, given by its local name."""
    if name in _FIGURES:
        return bool(getattr(record, _FIGURES[name]).status != ABSENT)
    links = {"territory": {"territory", "scope"}}.get(name, {name})
    held = {"keyword": record.keywords, "assessment": record.assessments}.get(name)
    return bool(held or record.prose.get(name) or any(each.link in links for each in record.links))


def _anomaly(notes: Notes, oddity: Oddity, known: Known, names: set[str]) -> Anomaly | None:
    kind = known.things["anomalyKind"].find(oddity.kind)
    if not kind.taken:
        notes.remark(
            local_name(oddity.field),
            "la clase de anomalía no existe. Usa una de la lista",
            "there is no such kind of anomaly. Use one of the list",
            read=oddity.kind,
            proposed="; ".join(map(str, kind.things)),
            rejects=True,
            place=oddity.place,
        )
        return None
    code = notes.draft.code
    # its name is part of an address: of this fiche, and free
    own = re.fullmatch(rf"{re.escape(code)}-[\w-]{{1,60}}", oddity.name, re.ASCII)
    name = oddity.name if own and oddity.name not in names else next(_free(notes, names))
    return Anomaly(
        name=name,
        field=prefixed(code_of(oddity.field)),
        kind=kind.things[0].code,
        printed=oddity.printed or None,
        resolution={lang: said for lang, said in (("es", oddity.es), ("en", oddity.en)) if said},
        absence=oddity.absence,
    )


def _free(notes: Notes, names: set[str]) -> Iterator[str]:
    taken = names | {each.name for each in notes.draft.oddities}
    return (
        name for number in range(1, 10**6) if (name := f"{notes.draft.code}-{number}") not in taken
    )
