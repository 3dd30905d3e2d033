"""Checks what would be written against the shapes, before anything is written."""

import re
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, Draft, Place, Remark
from saberesgraph.fiches.form.column import CRITERION, VERDICT
from saberesgraph.fiches.importing.plan import Step
from saberesgraph.fiches.importing.steps import weighed
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.namespaces import expand, local_name, shorten
from saberesgraph.project import Project
from saberesgraph.validation import Finding, Severity, validate

# the key of a field by the local name of the property that a shape speaks of, where they differ
_KEYS: Final = {
    "notation": "code",
    "prefLabel": LABEL_ES,
    "populationStatus": "assistedPopulation",
    "populationPrinted": "assistedPopulation",
    "budgetStatus": "budgetUSD",
    "budgetPrinted": "budgetUSD",
    "keywordsPrinted": "keyword",
    "submittedPrinted": "submittedAt",
    "assessment": VERDICT + "important",
}
# a shape that asks for the verdict on one criterion is named for it
_OF_CRITERION: Final = re.compile(r"-criterion-(\w+)$")
_CRITERION: Final = expand("sab:criterion")
_SPEAKS: Final = {_CRITERION, expand("sab:link"), expand("sab:field")}


def checked(project: Project, steps: Sequence[Step]) -> list[Step]:
    """Return the steps with what the shapes say of them; a violation rejects.

    All that can be checked is, also what is rejected already, so that a person sees all at once.
    """
    with tempfile.TemporaryDirectory(prefix="saberesgraph-") as folder:
        homes: dict[str, int] = {}
        paths = []
        for number, step in enumerate(steps):
            if step.turtle:
                # a folder each: two of one name are two
                path = Path(folder, str(number), step.file.name)
                path.parent.mkdir()
                path.write_text(step.turtle, encoding="utf-8")
                homes[project.name(path)] = number
                paths.append(path)
        if not paths:
            return list(steps)
        found: dict[int, list[Finding]] = {}
        for finding in validate(project, paths).findings:
            if finding.shape != "one-file-per-subject":  # told where the rows are compared
                found.setdefault(homes[finding.file], []).append(finding)
    return [
        _told(step, found[number]) if number in found else step for number, step in enumerate(steps)
    ]


def _nodes(turtle: str) -> dict[str, str]:
    """The key of the field that each node below a fiche or a submission speaks of."""
    return {
        shorten(triple.subject.value): _below(triple)
        for triple in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
        if triple.predicate.value in _SPEAKS and isinstance(triple.subject, ox.NamedNode)
    }


def _below(triple: ox.Quad) -> str:
    said = triple.object.value if isinstance(triple.object, ox.NamedNode) else ""
    name = local_name(said)
    # a criterion's column is called as the criterion
    return shorten(said) if triple.predicate.value == _CRITERION else _KEYS.get(name, name)


def _evidence(origin: Draft | Row, node: str) -> Place | None:
    """The row of evidence or of oddities that gave a node its name."""
    if not isinstance(origin, Draft):
        return None
    given = [(each.name, each.place) for each in origin.evidence]
    given += [(each.name, each.place) for each in origin.oddities]
    return dict(given).get(node.partition(":")[2])


def _told(step: Step, findings: Sequence[Finding]) -> Step:
    nodes = _nodes(step.turtle)
    remarks = dict.fromkeys(
        remark
        for finding in findings
        if (remark := _remark(step, finding, nodes)) and not _known(step, finding, remark)
    )
    return weighed(replace(step, remarks=(*step.remarks, *remarks)))


def _known(step: Step, finding: Finding, remark: Remark) -> bool:
    """Whether a field is said to be missing because what stands there is not understood."""
    told = {each.place for each in step.remarks if each.rejects and each.read}
    missing = not finding.value or finding.shape.endswith("-required")
    return missing and remark.place in told


def _remark(step: Step, finding: Finding, nodes: Mapping[str, str]) -> Remark:
    row = step.below.get(finding.focus, step.origin)
    key = _in_sheet(_key(finding, nodes), row, finding)
    english = row.values.get(LABEL_EN) if isinstance(row, Row) else row.fields.get(LABEL_EN)
    if key == LABEL_ES and english and english.text == finding.value:
        key = LABEL_EN
    return Remark(
        _evidence(step.origin, finding.focus) or row.at(key),
        key,
        finding.message("es"),
        finding.message("en"),
        "" if finding.path == "sab:absence" else finding.value,  # the name of a property
        rejects=finding.severity is Severity.VIOLATION,
    )


def _in_sheet(key: str, origin: Draft | Row, finding: Finding) -> str:
    """The key of a criterion's column: a submission has one for it, a review two."""
    part = CRITERION if finding.path == "sab:rationale" else VERDICT
    named = (part + key, VERDICT + finding.value)
    return next((each for each in named if each in origin.columns), key)


def _key(finding: Finding, nodes: Mapping[str, str]) -> str:
    """The key of the field that a finding speaks of."""
    criterion = _OF_CRITERION.search(finding.shape)
    if criterion:
        return VERDICT + criterion[1]
    if finding.shape.endswith("label-en"):
        return LABEL_EN
    # of what is declared absent, the value is the property
    name = _local(finding.value if finding.path == "sab:absence" else finding.path)
    return nodes.get(finding.focus, _KEYS.get(name, name))


def _local(prefixed: str) -> str:
    return local_name(prefixed.replace(":", "/"))
