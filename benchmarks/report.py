"""The page of the results: tables by topic, what grows how, and where others are better."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from measure import Measure
from query_report import answers, lost_queries

_Told = Mapping[str, Mapping[str, Any]]
_TITLES = {
    "load": "Load",
    "validation": "Validation",
    "queries": "Named queries",
    "similarity": "Similarity: all fiches with the four most like each",
    "network": "Network",
    "explorer": "Explorer",
    "site": "Site",
    "importing": "Import: as many fiches in a workbook, up to 5,000",
}
_APART = {"server": "Server", "browser": "Network of 2,000 in a browser"}
# what the others of a topic are compared with
_BASE = {
    "load": "memory",
    "validation": "plain",
    "similarity": "ours",
    "network": "positions",
    "site": "built",
}
_STEEP = 1.1
_INTRODUCTION = """# Performance

Written by `make bench` (`python benchmarks/run.py`); do not edit. The catalogues are made up from
the real one (`benchmarks/catalogue.py`): texts, links with their evidence, oddities and statuses
are drawn from real fiches, so all is as skewed; actors and territories stay those of the real
catalogue, which makes hubs larger than they would grow. One fiche of twenty has a defect where
validation is measured.

Each measure runs in a process of its own, with a limit of time; where two engines are compared they
take turns, and the best time of each counts. `×` is how many times as long as ours (the first row)
it took; memory is that of all processes together, at its peak; the exponent is the slope between
the smallest and the largest size measured (1 is linear). Runs on a shared machine vary: ratios say
more than seconds.
"""


def page(
    told: _Told, apart: Mapping[str, str], measures: Mapping[str, Mapping[str, Measure]]
) -> str:
    """Return the page in Markdown.

    Args:
        told: results by size, then by `topic/name`.
        apart: what the benchmarks with tables of their own printed, by name.
        measures: by topic and name.
    """
    parts = [_INTRODUCTION, "\n".join(_machines(told))]
    losses: list[str] = []
    for topic, each in measures.items():
        lines = list(answers(told)) if topic == "queries" else list(_table(topic, each, told))
        if lines:
            parts.append(f"## {_TITLES[topic]}\n\n" + "\n".join(lines))
        losses += _lost(topic, each, told)
    losses += lost_queries(told)
    for name, text in apart.items():
        parts.append(f"## {_APART[name]}\n\n{_listed(text)}")
    none = ["Nowhere, in what was measured."]
    parts.append("## Where we lose\n\n" + "\n".join([f"- {each}" for each in losses] or none))
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def _machines(told: _Told) -> Iterator[str]:
    for size, each in told.items():
        days = sorted({found["when"] for found in each.values() if "when" in found})
        when = " to ".join(dict.fromkeys([*days[:1], *days[-1:]]))
        about = each.get("about", {})
        yield f"- {int(size):,} fiches ({about.get('files', '?')} files): {when}, " + str(
            about.get("machine", "?")
        )


def _rows(topic: str, measures: Mapping[str, Measure], told: _Told) -> dict[str, dict[str, Any]]:
    """What each row says, by title, then by size."""
    rows: dict[str, dict[str, Any]] = {}
    for name, measure in measures.items():
        for size, each in told.items():
            found = each.get(f"{topic}/{name}")
            if not found:
                continue
            if name == "pyshacl":
                for part, row in _pyshacl(found):
                    rows.setdefault(part, {})[size] = row
            else:
                rows.setdefault(measure.title, {})[size] = found
    return rows


def _pyshacl(found: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    numbers = found["numbers"]
    for name in ("as it comes", "tuned core"):
        part = {
            key.removeprefix(f"{name}: "): value
            for key, value in numbers.items()
            if key.startswith(f"{name}: ")
        }
        state = "ok" if "seconds" in part else found["state"]
        rest = {key: numbers[key] for key in ("more than", "failed", "not run") if key in numbers}
        row = {**found, "state": state, "numbers": part if state == "ok" else rest}
        yield f"pySHACL, {name}, scaled", row


def _table(topic: str, measures: Mapping[str, Measure], told: _Told) -> Iterator[str]:
    rows = _rows(topic, measures, told)
    sizes = [size for size in told if any(size in row for row in rows.values())]
    if not sizes:
        return
    base = _base(topic, measures)
    head = [f"{int(size):,}: s | × | MiB" for size in sizes]
    yield f"| | {' | '.join(head)} | exponent |"
    yield "|---|" + "---:|" * (3 * len(sizes) + 1)
    for title, row in rows.items():
        cells = []
        for size in sizes:
            found, first = row.get(size), rows.get(base, {}).get(size)
            cells += [_time(found), _ratio(found, first), str(found["MiB"] or "") if found else ""]
        yield f"| {title} | {' | '.join(cells)} | {_exponent(row)} |"
    yield ""
    yield from _notes(rows)
    if topic == "validation":
        yield from _identical(told)


def _base(topic: str, measures: Mapping[str, Measure]) -> str:
    """The title of the row that the others are compared with."""
    named = measures.get(_BASE.get(topic, ""))
    return named.title if named else ""


def _time(found: Mapping[str, Any] | None) -> str:
    if not found:
        return ""
    numbers = found["numbers"]
    if found["state"] == "ok" and "seconds" in numbers:
        return shown(numbers["seconds"])
    if "more than" in numbers:
        return f"> {numbers['more than']:.0f}"
    return f"not run: {numbers['not run']}" if "not run" in numbers else "failed"


def shown(seconds: float) -> str:
    """Return seconds as people read them.

    >>> shown(0.01234), shown(1.234), shown(123.4), shown(12345)
    ('0.012', '1.2', '123', '12,345')
    """
    return f"{seconds:.3f}" if seconds < 1 else f"{seconds:,.{1 if seconds < 100 else 0}f}"


def _seconds(found: Mapping[str, Any] | None) -> float:
    """How long it took, 0 where that is not known."""
    return float(found["numbers"].get("seconds", 0)) if found and found["state"] == "ok" else 0


def _ratio(found: Mapping[str, Any] | None, base: Mapping[str, Any] | None) -> str:
    ours = _seconds(base)
    if not found or not ours:
        return ""
    if taken := _seconds(found):
        return times(taken / ours)
    limit = found["numbers"].get("more than")
    return f"> {times(limit / ours)}" if limit else ""


def times(ratio: float) -> str:
    """Return a ratio as people read it.

    >>> times(0.034), times(4.32), times(123.4)
    ('0.03', '4.3', '123')
    """
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:,.{1 if ratio < 20 else 0}f}"


def exponent(times_by_size: Mapping[int, float]) -> float | None:
    """Return the slope between the smallest and the largest size, on logarithms of both.

    >>> exponent({10: 2.0, 1000: 200.0})
    1.0
    """
    if len(times_by_size) < 2:
        return None
    (few, first), *_, (many, last) = sorted(times_by_size.items())
    return round(math.log(last / first) / math.log(many / few), 2)


def _exponent(row: Mapping[str, Any]) -> str:
    taken = {int(size): _seconds(found) for size, found in row.items() if _seconds(found)}
    slope = exponent(taken)
    return "" if slope is None else f"{slope:.2f}"


def _notes(rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """What is told besides, and why something failed."""
    for title, row in rows.items():
        said = []
        for size, found in row.items():
            rest = [
                f"{key} {value}"
                for key, value in found["numbers"].items()
                if key not in {"seconds", "more than", "not run"} and not isinstance(value, dict)
            ]
            if rest:
                said.append(f"{int(size):,}: {', '.join(rest)}")
        if said:
            yield f"- {title}: {'; '.join(said)}"


def _identical(told: _Told) -> Iterator[str]:
    for size, each in told.items():
        numbers = each.get("validation/pyshacl", {}).get("numbers", {})
        if "identical" in numbers:
            same = "identical" if numbers["identical"] else "NOT identical"
            yield (
                f"- Findings at {int(size):,}, ours and those of pySHACL as it comes, on "
                f"{numbers['compared nodes']} of {numbers['nodes']:,} nodes: {same} "
                f"({numbers['findings on them']} findings)"
            )


def _lost(topic: str, measures: Mapping[str, Measure], told: _Told) -> Iterator[str]:
    rows = _rows(topic, measures, told)
    titles = {measure.title: measure for measure in measures.values()}
    base = _base(topic, measures)
    place = _TITLES[topic].partition(":")[0]
    for title, row in rows.items():
        measure = titles.get(title)
        for size, found in row.items():
            ours = _seconds(rows.get(base, {}).get(size))
            taken = _seconds(found)
            if not (measure and measure.ours):
                if ours and taken and taken < ours:
                    yield f"{place}, {int(size):,}: {title} takes {taken / ours:.2f} of our time."
            elif found["state"] != "ok":
                yield f"{place}, {int(size):,}: {title}: {_time(found)}."
        taken_by = {int(size): _seconds(found) for size, found in row.items() if _seconds(found)}
        slope = exponent(taken_by)
        if measure and measure.ours and slope and slope > _STEEP and max(taken_by.values()) > 1:
            yield f"{place}: {title} grows with exponent {slope:.2f}."


def _listed(text: str) -> str:
    return text.strip() if "|---" in text else f"```\n{text.strip()}\n```"
