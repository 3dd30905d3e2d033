"""The tables of the named queries."""

import math
import statistics
from collections.abc import Iterator, Mapping
from typing import Any

_Told = Mapping[str, Mapping[str, Any]]
_ENGINES = {
    "memory": "ours, in memory",
    "disk": "ours, on disk",
    "kept": "ours, on disk, asked before",
    "rdflib": "rdflib",
    "oxigraph": "`oxigraph` over HTTP",
    "virtuoso": "Virtuoso over HTTP",
}
_OTHERS = ("rdflib", "oxigraph", "virtuoso")
_SLOW = 2.0  # seconds
_SAME = 1.25  # as long: within the noise


def answers(told: _Told) -> Iterator[str]:
    """Yield the lines of the tables, by size."""
    for size, each in told.items():
        by_engine = _by_engine(each)
        if by_engine:
            yield f"### {int(size):,} fiches"
            yield ""
            yield from _summary(by_engine)
            yield ""
            yield from _whole(by_engine, _earlier(told, size))
            yield ""


def _by_engine(each: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        name: {
            query: numbers
            for query, numbers in each[f"queries/{name}"]["numbers"].items()
            if isinstance(numbers, dict)
        }
        for name in _ENGINES
        if f"queries/{name}" in each
    }


def _ours(by_engine: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Ours in memory, or on disk where it was not asked in memory."""
    return by_engine.get("memory") or by_engine.get("disk", {})


def _summary(by_engine: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    ours = _ours(by_engine)
    yield (
        "| engine | answered | stopped | failed | not run | median ms | slowest ms | × median | "
        "× least | × most | other rows |"
    )
    yield "|---|" + "---:|" * 10
    for name, queries in by_engine.items():
        done = {query: told["seconds"] for query, told in queries.items() if "seconds" in told}
        counts = [
            sum(key in told for told in queries.values())
            for key in ("more than", "failed", "not run")
        ]
        ratios = [
            value / ours[query]["seconds"]
            for query, value in _taken(queries).items()
            if "seconds" in ours.get(query, {})
        ]
        cells = [str(len(done)), *map(str, counts)]
        cells += [f"{1000 * statistics.median(done.values()):,.1f}"] if done else [""]
        cells += [f"{1000 * max(done.values()):,.0f}"] if done else [""]
        cells += (
            [_times(statistics.median(ratios)), _times(min(ratios)), _times(max(ratios))]
            if (ratios and queries is not ours)
            else ["", "", ""]
        )
        cells.append(str(sum(_differ(ours.get(query), told) for query, told in queries.items())))
        yield f"| {_ENGINES[name]} | {' | '.join(cells)} |"


def _taken(queries: Mapping[str, Any]) -> dict[str, float]:
    """What each query took; at least the limit, where it was stopped."""
    return {
        query: told.get("seconds") or told["more than"]
        for query, told in queries.items()
        if "seconds" in told or "more than" in told
    }


def _differ(one: Mapping[str, Any] | None, other: Mapping[str, Any]) -> bool:
    if not one or "rows" not in one or "rows" not in other:
        return False
    return bool(one["rows"] != other["rows"] or one["digest"] != other["digest"])


def _earlier(told: _Told, size: str) -> tuple[int, Mapping[str, Mapping[str, Any]]] | None:
    """The results of the size before."""
    smaller = [each for each in told if int(each) < int(size) and _by_engine(told[each])]
    if not smaller:
        return None
    last = max(smaller, key=int)
    return int(size) // int(last), _by_engine(told[last])


def _whole(
    by_engine: Mapping[str, Mapping[str, Any]],
    earlier: tuple[int, Mapping[str, Mapping[str, Any]]] | None,
) -> Iterator[str]:
    ours = _ours(by_engine)
    names = sorted({query for queries in by_engine.values() for query in queries})
    yield (
        "| query | rows | memory ms | disk first ms | disk again ms | kept ms | rdflib × | "
        "oxigraph × | Virtuoso × | exponent |"
    )
    yield "|---|" + "---:|" * 9
    for name in names:
        mine = ours.get(name, {})
        memory, disk = (by_engine.get(each, {}).get(name, {}) for each in ("memory", "disk"))
        cells = [
            f"{mine['rows']:,}" if "rows" in mine else "",
            _ms(memory),
            _ms(disk, "first"),
            _ms(disk),
            _ms(by_engine.get("kept", {}).get(name, {}), "first"),
            *(_compared(by_engine.get(other, {}).get(name), mine) for other in _OTHERS),
            _slope(name, by_engine, earlier),
        ]
        yield f"| {name} | {' | '.join(cells)} |"


def _ms(told: Mapping[str, Any], key: str = "seconds") -> str:
    if key in told:
        return f"{1000 * told[key]:,.1f}"
    if "more than" in told:
        return f"> {1000 * told['more than']:,.0f}"
    return "failed" if "failed" in told else ""


def _compared(told: Mapping[str, Any] | None, mine: Mapping[str, Any]) -> str:
    if not told or "seconds" not in mine:
        return ""
    if "seconds" in told:
        mark = " (other rows)" if _differ(mine, told) else ""
        return _times(told["seconds"] / mine["seconds"]) + mark
    if "more than" in told:
        return f"> {_times(told['more than'] / mine['seconds'])}"
    return "failed" if "failed" in told else ""


def _times(ratio: float) -> str:
    return f"{ratio:.2f}" if ratio < 1 else f"{ratio:,.{1 if ratio < 20 else 0}f}"


def _slope(
    name: str,
    by_engine: Mapping[str, Mapping[str, Any]],
    earlier: tuple[int, Mapping[str, Mapping[str, Any]]] | None,
) -> str:
    if not earlier:
        return ""
    factor, before = earlier
    for engine in ("memory", "disk"):
        now, then = (each.get(engine, {}).get(name, {}) for each in (by_engine, before))
        if "seconds" in now and "seconds" in then:
            return f"{math.log(now['seconds'] / then['seconds']) / math.log(factor):.2f}"
    return ""


def lost_queries(told: _Told) -> Iterator[str]:
    """Yield where another engine is quicker, or ours is slow or fails."""
    for size, each in told.items():
        by_engine = _by_engine(each)
        ours = _ours(by_engine)
        for engine in _OTHERS:
            quicker = {
                query: ours[query]["seconds"] / numbers["seconds"]
                for query, numbers in by_engine.get(engine, {}).items()
                if "seconds" in numbers
                and ours.get(query, {}).get("seconds", 0) > _SAME * numbers["seconds"]
            }
            if quicker:
                worst = sorted(quicker.items(), key=lambda pair: -pair[1])
                named = ", ".join(f"{query} ({_times(ratio)} ×)" for query, ratio in worst[:5])
                yield (
                    f"Queries, {int(size):,}: {_ENGINES[engine]} is quicker in {len(quicker)}: "
                    f"{named}{' …' if len(worst) > 5 else ''}."
                )
        for engine in ("memory", "disk"):
            slow = [
                query
                for query, numbers in by_engine.get(engine, {}).items()
                if numbers.get("seconds", math.inf) > _SLOW and "not run" not in numbers
            ]
            if slow:
                yield (
                    f"Queries, {int(size):,}: over {_SLOW:.0f} s {_ENGINES[engine]}: "
                    f"{', '.join(slow)}."
                )
