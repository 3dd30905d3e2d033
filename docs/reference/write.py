"""Writes the reference from what it describes: the commands, the ontology, the shapes, the errors.

`make reference` runs it; a test holds each file against what it would write.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from click.testing import CliRunner

from saberesgraph import errors, ontology
from saberesgraph.cli import group
from saberesgraph.graph import load
from saberesgraph.namespaces import PREFIXES
from saberesgraph.project import Project, find
from saberesgraph.store import Store
from saberesgraph.web.faults import RequestError

HERE = Path(__file__).resolve().parent
_SUBVERBS = {"call": ("evaluate", "match"), "draw": ("network", "matrix", "map")}
_WIDTH = 90
_MADE = "Made by `make reference`; a test keeps it in step."


def commands(language: str) -> str:
    """Return the help of every verb."""
    es = language == "es"
    lines = [
        "# Los comandos" if es else "# The commands",
        "",
        "La ayuda de cada verbo, tal como la muestra `saberesgraph VERBO --help`."
        if es
        else "The help of each verb, as `saberesgraph VERB --help` shows it.",
        "Lo escribe `make reference`." if es else _MADE,
    ]
    for verb in group.list_commands(None):  # type: ignore[arg-type] # none of them looks at it
        for words in [(verb,), *((verb, each) for each in _SUBVERBS.get(verb, ()))]:
            shown = CliRunner().invoke(
                group,
                ["--lang", language, *words, "--help"],
                prog_name="saberesgraph",
                terminal_width=_WIDTH,
            )
            assert shown.exit_code == 0, shown.output
            lines += ["", f"## {' '.join(words)}", "", "```text", shown.output.rstrip(), "```"]
    return "\n".join(lines) + "\n"


def terms(store: Store) -> str:
    """Return the classes, properties and vocabularies, in both languages."""
    lines = ["# The ontology / La ontología", "", _MADE, "", "Prefixes / Prefijos:", ""]
    lines += [f"- `{name}:` <{iri}>" for name, iri in sorted(PREFIXES.items())]
    lines += _table(
        "Classes / Clases",
        "| Class | In words | Narrower than | Definition | Definición |",
        (
            (_code(t.curie), _both(t.label), _codes(t.broader), *_definitions(t))
            for t in ontology.classes(store)
        ),
    )
    lines += _table(
        "Properties / Propiedades",
        "| Property | In words | Said of | Leads to | Definition | Definición |",
        (
            (
                _code(t.curie),
                _both(t.label) + (" ◆" if t.evidenced else ""),
                _codes(t.domain),
                _codes(t.said.get("rdfs:range", ())),
                *_definitions(t),
            )
            for t in ontology.properties(store)
        ),
    )
    lines += ["", "◆ each link needs its evidence / cada vínculo necesita su evidencia."]
    lines += _table(
        "Vocabularies / Vocabularios",
        "| Scheme | In words | Concepts | Definition | Definición |",
        (
            (_code(t.curie), _both(t.label), str(t.used), *_definitions(t))
            for t in ontology.schemes(store)
        ),
    )
    return "\n".join(lines) + "\n"


def shapes(project: Project) -> str:
    """Return every rule that data must meet, by the class that it is about, in both languages."""
    lines = ["# The shapes / Las formas", "", _MADE]
    asked = (*ontology.shapes(project), *ontology.evaluation_rules(project))
    for shape in asked:
        targets = ", ".join(map(_code, shape.targets))
        lines += _table(
            f"{targets}",
            "| Rule | About | Severity | What to do | Qué hacer |",
            (
                (
                    _code(rule.curie),
                    _code(rule.path) if rule.path else "",
                    rule.severity,
                    rule.message.get("en", ""),
                    rule.message.get("es", ""),
                )
                for rule in shape.rules
            ),
        )
    return "\n".join(lines) + "\n"


def faults() -> str:
    """Return every class of error with its exit code and HTTP status."""
    kinds: set[type[errors.SaberesGraphError]] = {*_kinds(errors.SaberesGraphError)}
    kinds.add(RequestError)  # the only one of another module
    found = sorted(kinds, key=lambda kind: kind.slug)
    lines = ["# Errors / Errores", "", _MADE]
    lines += _table(
        "Classes / Clases",
        "| Slug | Class | Exit code | HTTP | Meaning |",
        (
            (
                _code(kind.slug),
                _code(kind.__name__),
                str(kind.exit_code),
                str(kind.http_status),
                (kind.__doc__ or "").partition("\n")[0],
            )
            for kind in found
        ),
    )
    return "\n".join(lines) + "\n"


def _kinds(kind: type[errors.SaberesGraphError]) -> Iterator[type[errors.SaberesGraphError]]:
    yield kind
    for narrower in kind.__subclasses__():
        if narrower.__module__.startswith("saberesgraph."):
            yield from _kinds(narrower)


def files(project: Project, store: Store) -> dict[str, str]:
    """Return the reference: the name of each file in this folder, and its text."""
    return {
        "commands.md": commands("en"),
        "comandos.md": commands("es"),
        "ontology.md": terms(store),
        "shapes.md": shapes(project),
        "errors.md": faults(),
    }


def _table(title: str, head: str, rows: Iterable[tuple[str, ...]]) -> list[str]:
    ruler = "|" + "---|" * (head.count("|") - 1)
    body = ["| " + " | ".join(map(_cell, row)) + " |" for row in rows]
    return ["", f"## {title}", "", head, ruler, *body]


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _code(text: str) -> str:
    return f"`{text}`"


def _codes(names: Iterable[str]) -> str:
    return ", ".join(map(_code, names))


def _both(texts: dict[str, str]) -> str:
    return " / ".join(dict.fromkeys(texts[key] for key in ("en", "es") if key in texts))


def _definitions(term: ontology.Term) -> tuple[str, str]:
    return term.definition.get("en", ""), term.definition.get("es", "")


if __name__ == "__main__":
    ours = find(HERE.parent.parent)
    for name, text in files(ours, load(ours).store).items():
        (HERE / name).write_text(text, encoding="utf-8")
