"""The form of a named query: a field for each of its parameters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pyoxigraph as ox

from saberesgraph.language import folded, translator
from saberesgraph.namespaces import shorten
from saberesgraph.parameters import Choice, Parameter
from saberesgraph.queries import NamedQuery
from saberesgraph.results import Term, natural, text
from saberesgraph.site.content import Content
from saberesgraph.site.records import label
from saberesgraph.site.show import sentence

# a list of more is long to go through: there one types, and the browser completes
_MOST_OPTIONS: Final = 45
# and a page that holds more would be slow
_MOST_SUGGESTED: Final = 1000
# classes whose things stand under a heading of their own
_LEVELS: Final = ("Country", "Province", "Canton")
_TRUE: Final = {"true", "1"}


@dataclass(frozen=True)
class Option:
    """A value that a field offers, what people call it, and under which heading it stands."""

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class Field:
    """One field of a form.

    Attributes:
        name: of the parameter.
        label: what people call it.
        hint: more about it, or "".
        look: "select", "suggest" (text that the browser completes), "number" or "text".
        value: what stands in it.
        options: of a select or a suggestion; the first of a select may be "", for all.
        problem: what is wrong with its value, or "".
    """

    name: str
    label: str
    hint: str
    look: str
    value: str
    options: tuple[Option, ...] = ()
    problem: str = ""


def fields(
    content: Content,
    query: NamedQuery,
    terms: Mapping[str, Term],
    choices: Callable[[str], Sequence[Choice]],
    faults: Mapping[str, tuple[str, str]],
) -> tuple[Field, ...]:
    """Return the fields of a query's form.

    Args:
        content: of the page's language.
        query: that the form asks.
        terms: the values asked for; a parameter without one shows its default.
        choices: what a parameter of a type may stand for.
        faults: what was typed and what is wrong with it, by parameter.
    """
    return tuple(
        _field(
            content,
            parameter,
            terms.get(parameter.name, parameter.default_term),
            () if parameter.plain else choices(parameter.type),
            faults.get(parameter.name),
        )
        for parameter in query.parameters
    )


def _field(
    content: Content,
    parameter: Parameter,
    term: Term,
    choices: Sequence[Choice],
    fault: tuple[str, str] | None,
) -> Field:
    name, hint = _label(parameter, content.language)
    options: list[Option] = []
    if parameter.type == "boolean":
        look = "select"
        options = _yes_or_no(content.language)
        value = str(text(term) in _TRUE).lower() if term else ""
    elif parameter.plain:
        look = "text" if parameter.type == "text" else "number"
        value = text(term)
    else:
        terms = {choice.code: choice.term for choice in choices}
        look = "select" if len(terms) <= _MOST_OPTIONS else "suggest"
        value = next((code for code, each in terms.items() if each == term), "")
        if look == "select":
            options = _things(content, terms)
        else:
            if len(terms) <= _MOST_SUGGESTED:
                options = [Option(_both(content, code, each), "") for code, each in terms.items()]
            value = _both(content, value, terms[value]) if value else ""
    if fault:
        value = fault[0]
    if look == "select":
        options = _with_others(options, value, parameter, content.language)
    return Field(parameter.name, name, hint, look, value, tuple(options), fault[1] if fault else "")


def _label(parameter: Parameter, language: str) -> tuple[str, str]:
    """What people call a parameter, and what else its help says."""
    name, _, more = parameter.help[language].partition("; ")
    return name, sentence(more)


def _both(content: Content, code: str, term: ox.NamedNode) -> str:
    """A thing as errors name it, and as it may be given."""
    return f"{content.name(shorten(term.value))} ({code})"


def _things(content: Content, terms: Mapping[str, ox.NamedNode]) -> list[Option]:
    """The things of a kind: numbered ones in their order, the rest by name."""
    found = []
    for code, curie in ((code, shorten(term.value)) for code, term in terms.items()):
        named = label(content, curie)
        if curie.startswith("practice:"):
            named = f"{code} · {named}"
        order = natural(named) if named.startswith(code) else ()
        found.append((_level(content, curie), order, folded(named), Option(code, named)))
    found.sort(key=lambda each: each[:3])
    if len({level for level, *_ in found}) == 1:
        return [option for *_, option in found]
    # a province and a canton may share a name
    return [
        replace(option, group=sentence(content.name(f"sab:{_LEVELS[level]}")))
        for level, _, _, option in found
    ]


def _level(content: Content, curie: str) -> int:
    thing = content.connections.things.get(curie)
    return next((at for at, name in enumerate(_LEVELS) if thing and thing.is_a(name)), 0)


def _yes_or_no(language: str) -> list[Option]:
    t = translator(language)
    return [Option("false", t("No", "No")), Option("true", t("Sí", "Yes"))]


def _with_others(
    options: list[Option], value: str, parameter: Parameter, language: str
) -> list[Option]:
    """The options, after one for all where nothing means all, and one for what is none of them."""
    if parameter.default is None:
        options = [Option("", translator(language)("Todo", "All")), *options]
    if value not in {option.value for option in options}:
        options = [Option(value, value), *options]
    return options
