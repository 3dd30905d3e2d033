"""An index of texts: accents do not matter, a typo is forgiven, the best comes first.

SQLite's FTS5 keeps the index in memory; RapidFuzz finds the words that a typo may have meant.
"""

import sqlite3
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from saberesgraph.language import folded

# letters of a word from which one wrong letter is forgiven, and from which two are
_FORGIVEN: Final = ((8, 2), (4, 1))
_PREFIX: Final = 3
_ALTERNATIVES: Final = 4
_DOUBTS: Final = 10
_KEPT: Final = 64
_AROUND: Final = 28  # words of an excerpt
# no text has them: what is not printed is left out before a text is kept
OPEN: Final = "\x02"
CLOSE: Final = "\x03"


@dataclass(frozen=True)
class Matches:
    """What was found.

    Attributes:
        numbers: of the documents, the best first.
        partly: no document has all the words, and these have some.
        instead: words that no text has, and what was searched instead, the likeliest.
        expression: in the language of FTS5; "" if there is nothing to search for.
    """

    numbers: npt.NDArray[np.int64]
    partly: bool = False
    instead: Mapping[str, str] = field(default_factory=dict)
    expression: str = ""


_NOTHING: Final = Matches(np.zeros(0, dtype=np.int64))


class Words:
    """The texts of documents, to be searched from any thread.

    Args:
        columns: names and weights of the texts of a document; who searches for the whole first
            text, as for a code, finds that document first.
        documents: the texts of each, in the order of the columns.
    """

    def __init__(self, columns: Mapping[str, float], documents: Iterable[Sequence[str]]) -> None:
        self._columns = tuple(columns)
        self._lock = Lock()
        self._base = sqlite3.connect(":memory:", check_same_thread=False)
        for table in ("texts", "shown"):
            self._base.execute(
                f"CREATE VIRTUAL TABLE {table} USING fts5({', '.join(columns)}, "
                "tokenize = 'unicode61 remove_diacritics 2', prefix = '3')"
            )
        weights = ", ".join(str(float(weight)) for weight in columns.values())
        self._base.execute(
            "INSERT INTO texts (texts, rank) VALUES ('rank', ?)", (f"bm25({weights})",)
        )
        self._whole: dict[str, int] = {}
        marks = ", ".join("?" * (len(columns) + 1))
        with self._base:
            self._base.executemany(
                f"INSERT INTO texts (rowid, {', '.join(columns)}) VALUES ({marks})",  # noqa: S608
                self._rows(documents),
            )
        self._base.execute("CREATE VIRTUAL TABLE known USING fts5vocab(texts, 'row')")
        counts = dict(self._base.execute("SELECT term, doc FROM known"))
        self._counts: dict[str, int] = counts
        self._terms = sorted(counts)
        # of numbers and codes there is nothing to be guessed
        self._guessed = [term for term in self._terms if term.isalpha()]
        self.search = lru_cache(_KEPT)(self._search)

    def _rows(self, documents: Iterable[Sequence[str]]) -> Iterable[tuple[object, ...]]:
        for number, texts in enumerate(documents):
            if whole := folded(texts[0]):
                self._whole.setdefault(whole, number)
            yield (number, *map(_kept, texts))

    def _search(self, words: str) -> Matches:
        """Return the documents that have all the words, or some if none has all.

        A word is also found as the start of another. One that no text has is taken for those that
        differ from it by a letter, or by two if it is long. Nothing in the words is syntax.
        """
        groups, instead = self._groups(words)
        if not groups:
            return _NOTHING
        expression = " AND ".join(groups)
        together = folded(words).split()
        if len(together) > 1 and all(word in self._counts for word in together):
            # words that stand side by side, as in a name, weigh more
            expression = f'"{" ".join(together)}" OR ({expression})'
        numbers, partly = self._matching(expression), False
        if not len(numbers) and len(groups) > 1:
            numbers, partly = self._matching(expression := " OR ".join(groups)), True
        exact = self._whole.get(folded(words))
        if exact is not None:
            numbers = np.concatenate(([exact], numbers[numbers != exact]))
        return Matches(numbers, partly and len(numbers) > 0, instead, expression)

    def _matching(self, expression: str) -> npt.NDArray[np.int64]:
        with self._lock:
            rows = self._base.execute(
                "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rank, rowid", (expression,)
            ).fetchall()
        return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))

    def excerpts(self, found: Matches, numbers: Iterable[int]) -> dict[int, dict[str, str]]:
        """Return what matched in some of the documents found: by number, by column.

        Each text is cut around its words that matched, which stand between OPEN and CLOSE; a column
        without any is left out.
        """
        if not found.expression:
            return {}
        parts = ", ".join(
            f"snippet(shown, {at}, '{OPEN}', '{CLOSE}', '…', {_AROUND})"
            for at in range(len(self._columns))
        )
        columns = ", ".join(("rowid", *self._columns))
        wanted = [int(number) for number in numbers]
        places = ", ".join("?" * len(wanted))
        # an index of these alone: for an excerpt FTS5 searches again for each document
        with self._lock, self._base:
            self._base.execute("DELETE FROM shown")
            self._base.execute(
                f"INSERT INTO shown ({columns}) "  # noqa: S608 (no word of anybody's)
                f"SELECT {columns} FROM texts WHERE rowid IN ({places})",
                wanted,
            )
            rows = self._base.execute(
                f"SELECT rowid, {parts} FROM shown WHERE shown MATCH ?",  # noqa: S608
                (found.expression,),
            ).fetchall()
        return {
            row[0]: {
                name: text
                for name, text in zip(self._columns, row[1:], strict=True)
                if OPEN in text
            }
            for row in rows
        }

    def _groups(self, words: str) -> tuple[list[str], dict[str, str]]:
        """What stands for each word in an expression, and what is searched for instead of some."""
        instead: dict[str, str] = {}
        *rest, last = folded(words).split() or [""]
        groups = dict.fromkeys(self._group(word, instead) for word in rest)
        if last:  # who is still typing may have typed its start alone
            groups[self._group(last, instead, shortest=1)] = None
        return list(groups), instead

    def _group(self, word: str, instead: dict[str, str], shortest: int = _PREFIX) -> str:
        alternatives = [f'"{word}"']
        if len(word) >= (_PREFIX if word in self._counts else shortest):
            alternatives.append(f'"{word}"*')
        if stem := _singular(word):
            alternatives.append(f'"{stem}"*')
        if not self._begins(stem or word) and len(instead) < _DOUBTS:
            near = self._near(word)
            alternatives += [f'"{term}"' for term in near]
            if near:
                instead[word] = near[0]
        return f"({' OR '.join(alternatives)})"

    def _begins(self, word: str) -> bool:
        at = bisect_left(self._terms, word)
        return at < len(self._terms) and self._terms[at].startswith(word)

    def _near(self, word: str) -> list[str]:
        """The words of the texts that a word may have meant, the likeliest first."""
        most = next((most for letters, most in _FORGIVEN if len(word) >= letters), 0)
        if not most or not word.isalpha() or len(word) > 4 * _FORGIVEN[0][0]:
            return []
        near = process.extract(
            word, self._guessed, scorer=OSA.distance, score_cutoff=most, limit=None
        )
        closest = min((distance for _, distance, _ in near), default=0)
        terms = [term for term, distance, _ in near if distance == closest]
        # a letter left out is likelier than one too many
        likeliest = sorted(terms, key=lambda t: (t[0] != word[0], -self._counts[t], -len(t), t))
        return likeliest[:_ALTERNATIVES]


def _kept(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).replace("\n", " ")
    # letter by letter only where it must be: in Python that takes longer than all the rest
    if composed.isprintable():
        return composed
    return "".join(c if c.isprintable() else " " for c in composed)


def _singular(word: str) -> str:
    """What a plural starts with, "" for what is none.

    >>> _singular("viviendas"), _singular("mujeres"), _singular("pais")
    ('vivienda', 'mujer', '')
    """
    for ending in ("es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word.removesuffix(ending)
    return ""
