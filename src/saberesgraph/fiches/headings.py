"""What a heading of a sheet is taken for: a column of the form, or one answer of several."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz, process

from saberesgraph.fiches.column import Column
from saberesgraph.language import folded

NEAR: Final = 80
# how web forms name a column for each option: Population/Women, Population [Women]
_OPTION: Final = re.compile(r"(?P<question>.+?)\s*(?:/|\[)\s*(?P<option>[^/\[\]]+?)\s*\]?")
_SHORT: Final = 4
_INSIDE: Final = 0.95


@dataclass(frozen=True)
class Match:
    """What a column is taken for.

    Args:
        heading: as it stands in the sheet.
        key: of the column of the form; "" for none.
        sure: whether a person or an equal name says so; else it is a proposal.
        option: where a column stands for one answer of several, that answer.
    """

    heading: str
    key: str
    sure: bool = True
    option: str = ""


def matched(headings: Iterable[str], columns: Iterable[Column]) -> Iterator[Match]:
    """Yield what each heading is taken for: first by equal names, then by near ones.

    A column of the form is taken once, but for those that stand for one answer of several.
    """
    headings, columns = list(headings), list(columns)
    exact = {}
    for column in columns:
        for name in (column.key, *column.heading.values()):
            exact[folded(name)] = column.key
    several = {column.key for column in columns if column.several}
    taken = {folded(h): exact[folded(h)] for h in headings if folded(h) in exact}
    questions = _questions(headings)
    free = {
        folded(name): column.key
        for column in columns
        for name in column.heading.values()
        if column.key not in taken.values()
    }
    asked = dict.fromkeys(folded(questions.get(h, (h, ""))[0]) for h in headings)
    near = _nearest([words for words in asked if words not in taken], free)
    split = {folded(question) for question, _ in questions.values()}
    used: set[str] = set()
    for heading in headings:
        question, option = questions.get(heading, (heading, ""))
        words = folded(heading)
        if words in split and taken.get(words) in several:
            # the columns for each of its options say the same
            yield Match(heading, "", sure=False)
        elif words in taken:
            yield Match(heading, taken[words])
            used.add(taken[words])
        elif option:
            key = exact.get(folded(question)) or near.get(folded(question), "")
            key = key if key in several else ""
            yield Match(heading, key, sure=False, option=option if key else "")
        else:
            key = near.get(folded(question), "")
            yield Match(heading, "" if key in used else key, sure=not key)
            used.add(key)


def _questions(headings: list[str]) -> dict[str, tuple[str, str]]:
    """The question and the option of headings that share a question."""
    parts = {h: m for h in headings if (m := _OPTION.fullmatch(h))}
    shared = Counter(m["question"] for m in parts.values())
    return {
        heading: (match["question"], match["option"])
        for heading, match in parts.items()
        if shared[match["question"]] > 1
    }


def _nearest(questions: list[str], free: Mapping[str, str]) -> dict[str, str]:
    """The key that each question comes nearest to; each key goes to its nearest question."""
    pairs = [
        (score, question, free[name])
        for question in questions
        for name, score, _ in process.extract(
            question, list(free), scorer=_likeness, score_cutoff=NEAR, limit=3
        )
    ]
    found: dict[str, str] = {}
    for _, question, key in sorted(pairs, key=lambda pair: -pair[0]):
        if question not in found and key not in found.values():
            found[question] = key
    return found


def _likeness(one: str, other: str, **_: Any) -> float:
    """How alike two headings are, where a question may hold the heading and more."""
    whole = float(fuzz.ratio(one, other))
    inside = float(fuzz.token_set_ratio(one, other)) if len(other) > _SHORT else 0.0
    return max(whole, inside * _INSIDE)
