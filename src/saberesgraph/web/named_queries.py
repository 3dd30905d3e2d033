"""Named queries as requests ask them: values in a query string become terms, or faults."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock
from typing import Any, Final

import pyoxigraph as ox

from saberesgraph.errors import ParameterError, UnknownNameError
from saberesgraph.language import translator
from saberesgraph.parameters import Choice, Parameter, choices, matched, resolve
from saberesgraph.queries import NamedQuery, no_parameter
from saberesgraph.results import Table, Term, text
from saberesgraph.web.served import Served
from saberesgraph.web.typed import value

LONGEST: Final = 200
"""Characters of a value."""
_SHOWN: Final = 40


@dataclass(frozen=True)
class Asked:
    """What a query string says of the parameters of a query.

    Attributes:
        query: that is asked.
        language: of its labels.
        terms: by parameter; those that nobody gave are not there.
        given: the same as a program would write them: codes, numbers, texts.
        faults: what was typed and what is wrong with it, by parameter, or by a name that is none.
    """

    query: NamedQuery
    language: str
    terms: Mapping[str, Term]
    given: Mapping[str, str]
    faults: Mapping[str, tuple[str, ParameterError]]

    @property
    def sparql(self) -> str:
        """The query with its values in place."""
        return self.query.binding(self.language, self.terms).strip() + "\n"

    def sound(self) -> "Asked":
        """Return it.

        Raises:
            ParameterError: something that was asked is wrong; the first.
        """
        for _, error in self.faults.values():
            raise error
        return self


class NamedQueries:
    """The named queries of what is served."""

    def __init__(self, served: Served) -> None:
        self._served = served
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._codes: dict[str, dict[Term, str]] = {}
        self._lock = Lock()

    @cached_property
    def queries(self) -> Mapping[str, NamedQuery]:
        """All of them by name."""
        content = self._served.contents[self._served.language]
        return {query.name: query for query in content.queries}

    def query(self, name: str) -> NamedQuery:
        """Return the query of that name.

        Raises:
            UnknownNameError: there is none.
        """
        if name not in self.queries:
            raise UnknownNameError(name[:LONGEST], self.queries)
        return self.queries[name]

    def choices(self, kind: str) -> tuple[Choice, ...]:
        """Return what a parameter of a kind may stand for; read once, as the data never change."""
        with self._lock:
            if kind not in self._choices:
                self._choices[kind] = choices(kind, self._served.store)
                self._codes[kind] = {each.term: each.code for each in self._choices[kind]}
        return self._choices[kind]

    def read(
        self,
        query: NamedQuery,
        pairs: Iterable[tuple[str, str]],
        language: str,
        *,
        people: bool = False,
    ) -> Asked:
        """Return what names and values ask of a query; an empty value asks nothing.

        Faults for people stand beside a field: they do not name it, and spare them lists of codes.
        """
        known = {parameter.name: parameter for parameter in query.parameters}
        terms: dict[str, Term] = {}
        seen: set[str] = set()
        faults: dict[str, tuple[str, ParameterError]] = {}
        for name, given in pairs:
            if name in seen:
                faults[name] = given[:LONGEST], _twice(name)
            elif name not in known:
                faults[name] = given[:LONGEST], no_parameter(query.name, name[:_SHOWN], list(known))
            elif given.strip():
                try:
                    terms[name] = self._term(known[name], given, language if people else "")
                except ParameterError as error:
                    faults[name] = given[:LONGEST], error
            seen.add(name)
        written = {name: _written(self.shown(known[name], term)) for name, term in terms.items()}
        return Asked(query, language, terms, written, faults)

    def answer(self, asked: Asked) -> Table:
        """Return the answer; it takes a thread.

        Raises:
            ParameterError: something that was asked is wrong.
        """
        return asked.query.answer(self._served.store, asked.sound().sparql)

    def values(self, asked: Asked) -> dict[str, Any]:
        """Return the value of each parameter as JSON has it, its default included."""
        return {
            parameter.name: self.shown(
                parameter, asked.terms.get(parameter.name, parameter.default_term)
            )
            for parameter in asked.query.parameters
        }

    def shown(self, parameter: Parameter, term: Term) -> Any:
        """Return the value of a parameter as JSON has it: a code, a number, a text, yes or no."""
        if term is None or parameter.plain:
            return value(term, parameter.type)
        self.choices(parameter.type)
        return self._codes[parameter.type].get(term) or text(term)

    def _term(self, parameter: Parameter, given: str, language: str) -> ox.NamedNode | ox.Literal:
        name = translator(language)("esta lista", "this list") if language else parameter.name
        if len(given) > LONGEST:
            raise _long(name, given)
        if parameter.plain:
            return resolve(parameter, given, self._served.store)
        return matched(name, given, self.choices(parameter.type), listed=not language)


def _written(shown: Any) -> str:
    return str(shown).lower() if isinstance(shown, bool) else str(shown)


def _twice(name: str) -> ParameterError:
    return ParameterError(
        "se da dos veces",
        "it is given twice",
        where=name[:_SHOWN],
        hint=("Dalo una vez", "Give it once"),
    )


def _long(name: str, given: str) -> ParameterError:
    return ParameterError(
        f"pasa de {LONGEST} caracteres",
        f"it has more than {LONGEST} characters",
        where=f"{name}={given[:_SHOWN]}",
        hint=("Acórtalo", "Shorten it"),
    )
