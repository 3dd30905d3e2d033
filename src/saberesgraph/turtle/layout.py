"""Triples as Turtle, laid out in the project's way."""

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import InputError
from saberesgraph.namespaces import PREFIXES, RDF_TYPE, XSD
from saberesgraph.results import natural
from saberesgraph.turtle.comments import NO_COMMENTS, Comments
from saberesgraph.turtle.forms import CLOSE, LAST, RUNS, place

_WIDTH: Final = 120  # texts in several languages share a line up to here
_INDENT: Final = " " * 4
_HEADING: Final = "# ---"  # a comment that heads what follows, not one subject
# fewer local names than Turtle allows; others are written as whole addresses
_LOCAL: Final = re.compile(r"[A-Za-z0-9_\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff]"
    r"(?:[A-Za-z0-9_.\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff]*"
    r"[A-Za-z0-9_\-\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff])?")  # fmt: skip
# what Turtle reads as these types without saying so
_BARE: Final = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def sorted_by_name(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return statements that have no order in one: by subject, property and value, 7 before 15."""
    return sorted(set(triples), key=lambda t: [natural(str(term)) for term in t])


def ordered(triples: Iterable[ox.Triple]) -> list[ox.Triple]:
    """Return the statements in the order in which `text` writes them, each once."""
    given = dict.fromkeys(triples)
    subjects: dict[Any, list[ox.Triple]] = {}
    for triple in given:
        subjects.setdefault(triple.subject, []).append(triple)
    found = []
    for said in subjects.values():
        classes = _classes(said)
        rank = {t.predicate: (*place(classes, t.predicate.value), t.predicate.value) for t in said}
        found += sorted(said, key=lambda t: rank[t.predicate])
    return found


def text(
    triples: Iterable[ox.Triple],
    comments: Comments = NO_COMMENTS,
    prefixes: Mapping[str, str] = PREFIXES,
) -> str:
    """Return statements as Turtle, subjects and values in their order.

    Args:
        triples: the statements.
        comments: what stands above them.
        prefixes: that may be used, with their addresses.

    Raises:
        InputError: a statement speaks of a statement.
    """
    names = _Names(prefixes)
    blocks = []
    for subject, same in groupby(ordered(triples), key=lambda t: t.subject):
        said = list(same)
        above = comments.above.get(str(subject), ())
        blocks.append((above, names.of(subject), _statement(names, said), set(_classes(said))))
    header = comments.header
    lines = [*header, *(f"@prefix {name}: <{base}> ." for name, base in sorted(names.used.items()))]
    if blocks and not names.used:  # without prefixes the file's comments are its first subject's
        first = blocks[0][0]
        blocks[0] = ((*header, *([""] if header and first else []), *first), *blocks[0][1:])
        lines = []
    before: set[str] = set()
    for number, (above, subject, block, classes) in enumerate(blocks):
        if not number:
            lines += ["", ""] if lines else []
        elif above or not (classes & CLOSE or classes & before & RUNS):
            lines.append("")
        lines += above
        if above and above[-1].startswith(_HEADING) and not classes & RUNS:
            lines.append("")
        lines.append(f"{subject} {block} .")
        before = classes
    lines += [*([""] if lines and comments.end else []), *comments.end]
    return "".join(f"{line}\n" for line in lines)


def _classes(said: Iterable[ox.Triple]) -> tuple[str, ...]:
    types = (t.object for t in said if t.predicate.value == RDF_TYPE)
    return tuple(each.value for each in types if isinstance(each, ox.NamedNode))


def _statement(names: "_Names", said: list[ox.Triple]) -> str:
    classes = _classes(said)
    lines: dict[tuple[int, str], list[str]] = {}
    for predicate, same in groupby(said, key=lambda t: t.predicate):
        line, _ = place(classes, predicate.value)
        alone = predicate.value if line == LAST else ""
        values = [triple.object for triple in same]
        lines.setdefault((line, alone), []).append(_property(names, predicate, values))
    return f" ;\n{_INDENT}".join(" ; ".join(line) for line in lines.values())


def _property(names: "_Names", predicate: ox.NamedNode, values: list[Any]) -> str:
    name = "a" if predicate.value == RDF_TYPE else names.of(predicate)
    written = [names.of(value) for value in values]
    line = f"{name} {' , '.join(written)}"
    spoken = any(isinstance(value, ox.Literal) and value.language for value in values)
    if spoken and len(_INDENT + line) > _WIDTH:
        return f"{name} " + f" ,\n{_INDENT * 2}".join(written)
    return line


class _Names:
    """Writes terms, and remembers which prefixes that took."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # the longest address first; of two prefixes for one, the first by name
        self._bases = {base: name for name, base in sorted(prefixes.items(), reverse=True)}
        self._lengths = sorted({len(base) for base in self._bases}, reverse=True)
        self._written: dict[str, str] = {}
        self._nodes: dict[str, str] = {}
        self.used: dict[str, str] = {}

    def of(self, term: Any) -> str:
        if isinstance(term, ox.NamedNode):
            return self._iri(term.value)
        if isinstance(term, ox.BlankNode):
            return self._nodes.setdefault(term.value, f"_:b{len(self._nodes) + 1}")
        if isinstance(term, ox.Triple):
            raise InputError(
                "aquí no se usan tripletas como términos",
                "triple terms are not used here",
                hint=("Escribe tripletas simples", "Write plain triples"),
            )
        if not isinstance(term, ox.Literal) or term.language:
            return str(term)
        datatype = term.datatype.value
        if datatype == XSD + "string":
            return str(term)
        if datatype in _BARE and _BARE[datatype].fullmatch(term.value):
            return term.value
        # JSON is easier to read so
        plain = '"' in term.value and not re.search(r"['\\\x00-\x1f\x7f]", term.value)
        written = f"'{term.value}'" if plain else str(ox.Literal(term.value))
        return f"{written}^^{self._iri(datatype)}"

    def _iri(self, iri: str) -> str:
        if iri not in self._written:
            self._written[iri] = self._shortest(iri)
        return self._written[iri]

    def _shortest(self, iri: str) -> str:
        for length in self._lengths:
            name = self._bases.get(iri[:length])
            if name is not None and _LOCAL.fullmatch(iri, length):
                self.used[name] = iri[:length]
                return f"{name}:{iri[length:]}"
        return f"<{iri}>"
