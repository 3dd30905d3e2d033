"""Checks what would be written against the shapes, before anything is written."""

import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, Remark
from saberesgraph.fiches.plan import Step
from saberesgraph.fiches.steps import weighed
from saberesgraph.namespaces import local_name
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
}


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


def _told(step: Step, findings: Sequence[Finding]) -> Step:
    remarks = dict.fromkeys(_remark(step, finding) for finding in findings)
    return weighed(replace(step, remarks=(*step.remarks, *remarks)))


def _remark(step: Step, finding: Finding) -> Remark:
    name = local_name(finding.path.replace(":", "/"))
    key = LABEL_EN if finding.shape.endswith("label-en") else _KEYS.get(name, name)
    return Remark(
        step.places.get(key, step.place),
        key,
        finding.message("es"),
        finding.message("en"),
        finding.value,
        rejects=finding.severity is Severity.VIOLATION,
    )
