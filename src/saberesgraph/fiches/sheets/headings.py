"""What a heading of a sheet is taken for: a column of the form, or one answer of several."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz, process

from saberesgraph.fiches.form.column import Column
from saberesgraph.language import folded

NEAR: Final = 80
# how web forms name a column for each option: Population/Women, Population [Women]
_OPTION: Final = re.compile(r"(?P<question>.+?)\s*(?:/|\[)\s*(?P<option>[^/\[\]]+?)\s*\]?")
# nobody asks longer questions, nor more: what goes beyond is taken for nothing, and listed
_LONGEST: Final = 300
_MOST: Final = 500
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


def names(columns: Iterable[Column]) -> dict[str, str]:
    """Return the key of each column by what it may be called, as `compared` gives it."""
    return {
        folded(name): column.key
        for column in columns
        for name in (column.key, *column.heading.values())
    }


def compared(heading: str) -> str:
    """Return a heading as it is compared; "" where it is longer than any question.

    >>> compared("¿Cuál es el TÍTULO?")
    'cual es el titulo'
    """
    return folded(heading) if len(heading) <= _LONGEST else ""


def matched(headings: Iterable[str], columns: Iterable[Column]) -> Iterator[Match]:
    """Yield what each heading is taken for: first by equal names, then by near ones.

    A column of the form is taken once, but for those that stand for one answer of several.
    """
    headings, columns = list(headings), list(columns)
    asked = headings[:_MOST]
    known = names(columns)
    several = {column.key for column in columns if column.several}
    words = {heading: compared(heading) for heading in asked}
    taken = {word: known[word] for word in words.values() if word in known}
    questions = _questions(asked)
    wholes = {heading: compared(question) for heading, (question, _) in questions.items()}
    split = set(wholes.values())
    free = {
        folded(name): column.key
        for column in columns
        for name in column.heading.values()
        if column.key not in taken.values()
    }
    wanted = dict.fromkeys(wholes.get(heading, words[heading]) for heading in asked)
    near = _nearest([word for word in wanted if word and word not in taken], free)
    used: set[str] = set()
    for heading in headings:
        word = words.get(heading, "")
        if word in split and taken.get(word) in several:
            # the columns for each of its options say the same
            yield Match(heading, "", sure=False)
        elif word in taken:
            yield Match(heading, taken[word])
            used.add(taken[word])
        elif heading in questions:
            whole = wholes[heading]
            key = known.get(whole) or near.get(whole, "")
            key = key if key in several else ""
            option = questions[heading][1] if key else ""
            yield Match(heading, key, sure=False, option=option)
        else:
            key = near.get(word, "")
            yield Match(heading, "" if key in used else key, sure=not key)
            used.add(key)


def _questions(headings: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The question and the option of headings that share a question."""
    short = (heading for heading in headings if len(heading) <= _LONGEST)
    parts = {heading: match for heading in short if (match := _OPTION.fullmatch(heading))}
    shared = Counter(match["question"] for match in parts.values())
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
