"""What an import would do or did, for people, for machines and for a page."""

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from saberesgraph.fiches.draft import Remark
from saberesgraph.fiches.importing.plan import Change, Plan, Step
from saberesgraph.language import translator, visible
from saberesgraph.tables import in_markdown

Headings = Mapping[str, str]
"""What people call a field, by its key."""

_COUNTED: Final = {
    Change.NEW: (("nueva", "new"), ("nuevas", "new")),
    Change.CHANGED: (("cambiada", "changed"), ("cambiadas", "changed")),
    Change.UNCHANGED: (("sin cambios", "unchanged"), ("sin cambios", "unchanged")),
    Change.REJECTED: (("rechazada", "rejected"), ("rechazadas", "rejected")),
}
_GROUPS: Final = {
    Change.REJECTED: ("Rechazadas", "Rejected"),
    Change.NEW: ("Nuevas", "New"),
    Change.CHANGED: ("Cambiadas", "Changed"),
    Change.UNCHANGED: ("Sin cambios", "Unchanged"),
}
_SHOWN: Final = 120


def summary(plan: Plan, language: str) -> str:
    """Return the counts in a sentence."""
    t = translator(language)
    counts = ", ".join(
        f"{plan.counts[change]} {t(*words[plan.counts[change] != 1])}"
        for change, words in _COUNTED.items()
    )
    left = len(plan.leftovers)
    if left:
        counts += t(f"; textos sin ubicar: {left}", f"; texts without a place: {left}")
    return f"{counts}."


def text(plan: Plan, language: str, headings: Headings) -> str:
    """Return the counts, then all that a person should know, the rejected first."""
    t = translator(language)
    lines = [summary(plan, language)]
    lines += [f"  {_line(each, language, headings)}" for each in plan.remarks]
    for change, steps in _grouped(plan):
        # what is unchanged and clear is counted, not listed
        shown = [step for step in steps if change is not Change.UNCHANGED or step.remarks]
        if shown:
            lines += ["", t(*_GROUPS[change])]
        for step in shown:
            lines.append(f"{step.code or '—'}  {visible(step.title)}  ({step.place})")
            lines += [f"  {_line(each, language, headings)}" for each in step.remarks]
    if plan.leftovers:
        lines += ["", t("Textos sin ubicar", "Texts without a place")]
        lines += [
            f"  {each.place}: {visible(t(each.es, each.en)).rstrip('.')}. «{_short(each.text)}»"
            for each in plan.leftovers
        ]
    return "\n".join(lines) + "\n"


def markdown(plan: Plan, language: str, headings: Headings) -> str:
    """Return the same as tables, for a page or a pull request."""
    t = translator(language)
    lines = [f"# {t('Importación', 'Import')}", "", summary(plan, language), ""]
    if plan.remarks:
        lines += [
            *(f"- {in_markdown(_line(each, language, headings))}" for each in plan.remarks),
            "",
        ]
    titles = t("| Código | Título | Dónde | Qué saber |", "| Code | Title | Where | What to know |")
    for change, steps in _grouped(plan):
        shown = [step for step in steps if change is not Change.UNCHANGED or step.remarks]
        if not shown:
            continue
        lines += [f"## {t(*_GROUPS[change])}", "", titles, "| --- | --- | --- | --- |"]
        for step in shown:
            remarks = "<br>".join(in_markdown(_line(r, language, headings)) for r in step.remarks)
            row = (
                in_markdown(step.code),
                in_markdown(step.title),
                in_markdown(str(step.place)),
                remarks,
            )
            lines.append(f"| {' | '.join(row)} |")
        lines.append("")
    if plan.leftovers:
        lines += [f"## {t('Textos sin ubicar', 'Texts without a place')}", ""]
        lines += [
            f"- {in_markdown(f'{each.place}: {t(each.es, each.en)}. «{each.text}»')}"
            for each in plan.leftovers
        ]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_json(plan: Plan, _language: str, _headings: Headings) -> str:
    """Return everything, with messages in both languages; keys are never translated."""
    content = {
        "counts": {change.value: plan.counts[change] for change in Change},
        "remarks": [_remark(each) for each in plan.remarks],
        "steps": [_step(each) for each in plan.steps],
        "leftovers": [
            {"place": str(each.place), "text": each.text, "why": {"es": each.es, "en": each.en}}
            for each in plan.leftovers
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


WRITERS: Final[Mapping[str, Callable[[Plan, str, Headings], str]]] = {
    "text": text,
    "json": as_json,
    "markdown": markdown,
}


def _grouped(plan: Plan) -> Iterator[tuple[Change, list[Step]]]:
    for change in _GROUPS:
        yield change, [step for step in plan.steps if step.change is change]


def _line(remark: Remark, language: str, headings: Headings) -> str:
    t = translator(language)
    name = headings.get(remark.field, remark.field)
    parts = [f"{remark.place}:", f"{name}:" if name else "", _sentence(remark.message(language))]
    if remark.read:
        parts.append(t(f"Se leyó «{_short(remark.read)}».", f"Read: “{_short(remark.read)}”."))
    if remark.proposed:
        said = _short(remark.proposed)
        parts.append(t(f"Propuesta: «{said}».", f"Proposed: “{said}”."))
    mark = t("[rechaza]", "[rejects]") if remark.rejects else ""
    return visible(" ".join(filter(None, [mark, *parts])))


def _sentence(words: str) -> str:
    words = words[:1].upper() + words[1:]
    return words if words.endswith((".", "?", "!")) else f"{words}."


def _short(words: str) -> str:
    one = visible(words)
    return one if len(one) <= _SHOWN else f"{one[: _SHOWN - 1]}…"


def _remark(remark: Remark) -> dict[str, Any]:
    return {
        "place": str(remark.place),
        "field": remark.field,
        "message": {"es": remark.es, "en": remark.en},
        "read": remark.read,
        "proposed": remark.proposed,
        "rejects": remark.rejects,
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "code": step.code,
        "title": step.title,
        "change": step.change.value,
        "place": str(step.place),
        "file": step.file.as_posix(),
        "remarks": [_remark(each) for each in step.remarks],
        "fields": {
            key: {"place": str(text.place), "sureness": text.sureness.name.lower()}
            for key, text in step.fields.items()
        },
    }
