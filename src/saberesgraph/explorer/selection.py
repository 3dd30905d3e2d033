"""What a URL's query string asks of the explorer: read strictly, and written in one way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from urllib.parse import urlencode

from saberesgraph.errors import ParameterError
from saberesgraph.explorer.facets import Facet
from saberesgraph.language import folded, near_matches

SORTS: Final = ("relevance", "code", "title", "population")
LONGEST: Final = 200
"""Characters of what may be searched for."""
_MOST_PAGES: Final = 1_000_000
_SHOWN: Final = 40


@dataclass(frozen=True)
class Selection:
    """What is searched for, filtered by, and shown first.

    Attributes:
        q: words; "" for all.
        values: codes by facet, both in the order of the facets; within a facet any will do,
            between facets all must fit.
        sort: one of SORTS.
        page: from 1.
    """

    q: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = "code"
    page: int = 1

    def pairs(self) -> list[tuple[str, str]]:
        """Return names and values in their order, without those that say nothing."""
        found = [("q", self.q)] if self.q else []
        found += [(name, code) for name, codes in self.values.items() for code in codes]
        if self.sort != usual_sort(self.q):
            found.append(("sort", self.sort))
        if self.page > 1:
            found.append(("page", str(self.page)))
        return found

    def query(self) -> str:
        """Return it as the one query string that stands for it, without `?`.

        >>> Selection("El Oro", {"area": ("AH",)}, "relevance", 2).query()
        'q=El+Oro&area=AH&page=2'
        """
        return urlencode(self.pairs())

    def has(self, facet: str, code: str) -> bool:
        """Return whether a value is chosen."""
        return code in self.values.get(facet, ())

    def without(self, facet: str, code: str = "") -> "Selection":
        """Return the same without one value of a facet, or without the facet, on its first page."""
        kept = {
            name: tuple(each for each in codes if name != facet or (code and each != code))
            for name, codes in self.values.items()
        }
        return replace(self, values={name: c for name, c in kept.items() if c}, page=1)

    def searching(self, words: str) -> "Selection":
        """Return the same for other words, on its first page."""
        usual = self.sort == usual_sort(self.q)
        return replace(self, q=words, sort=usual_sort(words) if usual else self.sort, page=1)

    def on_page(self, page: int) -> "Selection":
        """Return the same on another page."""
        return replace(self, page=page)


def usual_sort(q: str) -> str:
    """Return the order of what is found for some words, or for none, if nobody asks for another."""
    return "relevance" if q else "code"


def read(pairs: Iterable[tuple[str, str]], facets: Mapping[str, Facet]) -> Selection:
    """Return what names and values ask for; an empty value asks nothing.

    A value is meant by its code, or by its label in either language; accents and capitals do not
    matter.

    Raises:
        ParameterError: a name or a value does not exist, or is given twice where one is meant.
    """
    q, sort, page = "", "", 1
    chosen: dict[str, set[str]] = {}
    once: set[str] = set()
    for name, given in pairs:
        if name in facets:
            if given.strip():
                chosen.setdefault(name, set()).add(_value(facets[name], given))
            continue
        if name not in {"q", "sort", "page"}:
            raise _unknown_name(name, facets)
        if name in once:
            raise _error(name, given, "se da dos veces", "it is given twice",
                         ("Dalo una vez", "Give it once"))  # fmt: skip
        once.add(name)
        if name == "q":
            q = _words(given)
        elif given and name == "sort":
            sort = _sort(given)
        elif given:
            page = _page(given)
    values = {
        name: tuple(code for code in facet.values if code in chosen[name])
        for name, facet in facets.items()
        if name in chosen
    }
    # without words nothing is more relevant than the rest
    if not sort or (sort == "relevance" and not q):
        sort = usual_sort(q)
    return Selection(q, values, sort, page)


def _words(given: str) -> str:
    words = " ".join("".join(c if c.isprintable() else " " for c in given).split())
    if len(words) > LONGEST:
        raise _error(
            "q", words,
            f"pasa de {LONGEST} caracteres", f"it has more than {LONGEST} characters",
            ("Busca con menos palabras", "Search with fewer words"),
        )  # fmt: skip
    return words


def _sort(given: str) -> str:
    if given not in SORTS:
        raise _no_value("sort", given, {sort: sort for sort in SORTS})
    return given


def _page(given: str) -> int:
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 8 else 0
    if not 1 <= number <= _MOST_PAGES:
        raise _error("page", given, "no es una página", "it is no page",
                     ("Escribe un número desde 1", "Write a number from 1"))  # fmt: skip
    return number


def _value(facet: Facet, given: str) -> str:
    if given in facet.values:
        return given
    wanted = folded(given[: LONGEST + 1])
    by_code = [code for code in facet.values if folded(code) == wanted]
    found = by_code or [
        code
        for code, value in facet.values.items()
        if wanted in {folded(label) for label in value.label.values()}
    ]
    if len(found) == 1:
        return found[0]
    known = {name: code for code, v in facet.values.items() for name in (code, *v.label.values())}
    raise _no_value(facet.name, given, known)


def _no_value(name: str, given: str, known: Mapping[str, str]) -> ParameterError:
    near = dict.fromkeys(
        known[each] if known[each] == each else f"{each} ({known[each]})"
        for each in near_matches(given, known)
    )
    codes = ", ".join(dict.fromkeys(known.values()))
    es, en = f"Los valores son {codes}", f"The values are {codes}"
    if near:
        es = f"Se parece a {', '.join(near)}. {es}"
        en = f"It is close to {', '.join(near)}. {en}"
    return _error(name, given, f"no es un valor de {name}", f"it is no value of {name}", (es, en))


def _unknown_name(name: str, facets: Mapping[str, Facet]) -> ParameterError:
    names = ["q", *facets, "sort", "page"]
    near = near_matches(name, names)
    es, en = f"Los parámetros son {', '.join(names)}", f"The parameters are {', '.join(names)}"
    if near:
        es, en = f"Se parece a {near[0]}. {es}", f"It is close to {near[0]}. {en}"
    return ParameterError(
        "ese parámetro no existe", "there is no such parameter", where=name[:_SHOWN], hint=(es, en)
    )


def _error(name: str, given: str, es: str, en: str, hint: tuple[str, str]) -> ParameterError:
    return ParameterError(es, en, where=f"{name}={given[:_SHOWN]}", hint=hint)
