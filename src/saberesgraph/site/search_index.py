"""The search index of a large catalogue, in files: a browser loads only those that a search needs.

It holds what MiniSearch would find out by reading all documents: the same words, how often each is
where, and how long each text is, so that its scores are the same. Its words are in order, in shards
of neighbours: a beginning of a word needs few of them. Documents are told in files of some.
"""

import re
import unicodedata
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from functools import cache, cached_property
from itertools import groupby
from typing import Any, Final

from saberesgraph.site.script import literal

FIELDS: Final = ("code", "title", "names", "texts")
_WORDS_OF = 40  # records whose words fill a shard, about 40 kB
_TOLD_OF = 20  # records that are told in one file

# pairs of a document and of how often it has a word, by the field that has it
_Uses = dict[int, "array[int]"]
_Documents = Sequence[dict[str, Any]]


class SearchIndex:
    """The files of an index, written from documents that are read when the first is asked for.

    Args:
        documents: what can be found, as `search.documents` gives it.
        records: how many records the catalogue has, which decides in how many files it is told.
    """

    def __init__(self, documents: Callable[[], Iterable[dict[str, Any]]], records: int) -> None:
        self._read = documents
        self._shards = 1 + records // _WORDS_OF
        self._parts = 1 + records // _TOLD_OF

    def files(self) -> Iterable[tuple[str, Callable[[], str]]]:
        """Yield the end of each file's name, and what writes it; the first says what is where."""
        yield "", self._core
        for number in range(self._shards):
            yield f".words{number}", lambda number=number: self._words(number)  # type: ignore[misc]
        for number in range(self._parts):
            yield f".told{number}", lambda number=number: self._told(number)  # type: ignore[misc]

    @cached_property
    def _documents(self) -> _Documents:
        return list(self._read())

    @cached_property
    def _index(self) -> tuple[dict[str, _Uses], list[list[int]], list[float]]:
        uses: dict[str, _Uses] = {}
        lengths: list[list[int]] = []
        averages = [0.0] * len(FIELDS)
        for number, document in enumerate(self._documents):
            lengths.append([])
            for field, name in enumerate(FIELDS):
                words = _split(document[name])
                length = len(set(words))
                lengths[-1].append(length)
                # in the steps of MiniSearch, so that it is the same to the last digit
                averages[field] = (averages[field] * number + length) / (number + 1)
                for word, times in Counter(filter(None, map(_folded, words))).items():
                    uses.setdefault(word, {}).setdefault(field, array("I")).extend((number, times))
        return uses, lengths, averages

    @cached_property
    def _cuts(self) -> list[list[str]]:
        """The words of each shard, in order: as many as fill it."""
        uses, *_ = self._index
        weights = {word: sum(map(len, fields.values())) + 2 for word, fields in uses.items()}
        whole, before = sum(weights.values()) + 1, 0
        cuts: list[list[str]] = [[] for _ in range(self._shards)]
        for word in sorted(weights):
            cuts[before * self._shards // whole].append(word)
            before += weights[word]
        return cuts

    def _core(self) -> str:
        _, lengths, averages = self._index
        size = -(-len(self._documents) // self._parts)
        kinds = groupby(document["kind"] for document in self._documents)
        told = {
            "kinds": [[kind, len(list(each))] for kind, each in kinds],
            "lengths": [number for each in lengths for number in each],
            "averages": averages,
            "shards": [" ".join(words) for words in self._cuts],
            "size": max(size, 1),
        }
        return f"self.SABERES_INDEX = {literal(told)};\n"

    def _words(self, number: int) -> str:
        uses, *_ = self._index
        told = {
            word: {field: list(uses[word][field]) for field in uses[word]}
            for word in self._cuts[number]
        }
        return _part(f"words{number}", told)

    def _told(self, number: int) -> str:
        size = -(-len(self._documents) // self._parts)
        return _part(f"told{number}", self._documents[number * size : (number + 1) * size])


def _part(name: str, told: Any) -> str:
    return f'(self.SABERES_PARTS ??= {{}})["{name}"] = {literal(told)};\n'


def _split(text: str | list[str]) -> list[str]:
    """The words of a text as search.js splits it: letters, numbers and marks."""
    return _word().findall(text if isinstance(text, str) else " \n ".join(text))


@cache
def _word() -> re.Pattern[str]:
    marks = (c for c in map(chr, range(0x110000)) if unicodedata.category(c)[0] == "M")
    return re.compile(f"(?:[^\\W_]|[{''.join(marks)}])+")


@cache
def _folded(word: str) -> str:
    """A word as search.js compares it."""
    plain = unicodedata.normalize("NFKD", word).lower()
    return "".join(c for c in plain if unicodedata.category(c) != "Mn").replace("ß", "ss")
