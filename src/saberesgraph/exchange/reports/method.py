"""The account of a record by the catalogue's method: for a terminal, in Markdown, as JSON."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Final

from saberesgraph.exchange.method import CONTRADICTED, SUPPORTED, Account, Kind, Step, Told
from saberesgraph.language import translator, visible
from saberesgraph.tables import Readable, in_markdown, markdown, plain
from saberesgraph.validation.finding import spoken

_HOLDS: Final = {
    "yes": ("sí", "yes"),
    "partly": ("en parte", "partly"),
    "no": ("no", "no"),
    "told": ("lo cuenta", "it is told"),
    "": ("no consta", "not on record"),
}


def held(step: Step, language: str) -> str:
    """Return in words whether a step holds for its record."""
    return translator(language)(*_HOLDS[step.holds])


def conclusion(account: Account, kind: Kind, language: str) -> str:
    """Return in a sentence or more what the fields of a record say of its being of a kind."""
    t = translator(language)
    name = spoken(kind.label, language).lower()
    names = {step.key: spoken(step.label, language).lower() for step in account.steps}

    def listed(steps: tuple[str, ...]) -> str:
        return "; ".join(names[key] for key in steps)

    if kind.conclusion == CONTRADICTED:
        said = t(f"La ficha niega que sea {name}", f"The record denies that it is a {name}")
    elif kind.conclusion == SUPPORTED:
        said = t(
            f"Sus campos sostienen que es {name}, hasta donde su formulario pregunta",
            f"Its fields support that it is a {name}, as far as its form asks",
        )
    else:
        said = t(
            f"Sus campos no bastan para sostener que es {name}",
            f"Its fields are not enough to support that it is a {name}",
        )
    parts = [f"{said}."]
    for steps, words in (
        (kind.against, t("Dice que no", "It says no to")),
        (
            kind.silent,
            t(
                "Su formulario lo pregunta y la ficha no lo decide",
                "Its form asks and it does not decide",
            ),
        ),
        (
            kind.unasked,
            t(
                "Su formulario no lo pregunta, solo pudo saberlo quien evaluó",
                "Its form does not ask, only who evaluated it could know",
            ),
        ),
    ):
        if steps:
            parts.append(f"{words}: {listed(steps)}.")
    return " ".join(parts)


def told(account: Account, said: Told, language: str) -> str:
    """Return in words what a field says of a step."""
    words = account.names.get(said.text)
    return visible(spoken(words, language) if words else said.text)


def text(account: Account, language: str, width: int = 0) -> str:
    """Return the account for a terminal, in lines of at most `width`; 0 is without end."""
    title = f"{account.code} · {visible(spoken(account.label, language))}\n\n"
    return (
        title
        + "".join(f"{line}\n" for line in _conclusions(account, language))
        + "\n"
        + plain(_steps(account, language), width)
    )


def as_markdown(account: Account, language: str) -> str:
    """Return the account in Markdown."""
    title = f"# {account.code} · {in_markdown(visible(spoken(account.label, language)))}\n\n"
    said = "".join(f"- {in_markdown(line)}\n" for line in _conclusions(account, language))
    return f"{title}{said}\n{markdown(_steps(account, language))}"


def as_json(account: Account, language: str) -> str:
    """Return the account as JSON; its keys and codes are the same in every language."""
    document = asdict(account)
    for kind, each in zip(account.kinds, document["kinds"], strict=True):
        each["conclusion"] = kind.conclusion
    return json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


WRITERS: Final[dict[str, Callable[[Account, str], str]]] = {
    "table": text,
    "markdown": as_markdown,
    "json": as_json,
}


def _conclusions(account: Account, language: str) -> Iterator[str]:
    """Yield its own kind first, then that of a good practice where it is another."""
    yield conclusion(account, account.own, language)
    best = account.kinds[0]
    if best is not account.own:
        yield conclusion(account, best, language)


def _steps(account: Account, language: str) -> Readable:
    t = translator(language)
    return Readable(
        (
            t("Paso", "Step"),
            t("¿Se cumple?", "Does it hold?"),
            t("Qué dice la ficha", "What the record says"),
        ),
        tuple(
            (
                spoken(step.label, language),
                held(step, language),
                " / ".join(told(account, said, language) for said in step.told),
            )
            for step in account.steps
        ),
    )
