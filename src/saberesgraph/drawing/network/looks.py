"""How nodes and links of the network look and are called, whatever draws them."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import networkx as nx

from saberesgraph.language import translator
from saberesgraph.network import LINKS
from saberesgraph.network.measures import degrees

SHOWN_FIRST: Final = ("practice", "lesson", "area", "objective")
FONT: Final = 12
# of Okabe and Ito's palette, told apart by colour-blind readers; four are darker, for a contrast of
# 3 to 1 with white. Shapes say it again
_LOOKS: Final = {
    "practice": ("#0072B2", "dot", "Buenas prácticas", "Good practices",
                 "Buena práctica", "Good practice"),
    "lesson": ("#3A96CF", "diamond", "Lecciones", "Lessons", "Lección", "Lesson"),
    "area": ("#000000", "square", "Áreas", "Areas", "Área", "Area"),
    "objective": ("#B87D00", "triangle", "Objetivos del Pacto", "Compact objectives",
                  "Objetivo del Pacto", "Compact objective"),
    "principle": ("#C0659A", "star", "Principios rectores", "Guiding principles",
                  "Principio rector", "Guiding principle"),
    "territory": ("#009E73", "hexagon", "Territorios", "Territories", "Territorio", "Territory"),
    "actor": ("#D55E00", "triangleDown", "Actores", "Actors", "Actor", "Actor"),
    "goal": ("#7A6F00", "square", "ODS (derivado)", "SDGs (derived)", "ODS", "SDG"),
}  # fmt: skip
_LINKS: Final = {
    "area": ("área", "area"),
    "objective": ("objetivo", "objective"),
    "principle": ("principio", "principle"),
    "territory": ("territorio", "territory"),
    "actor": ("involucrado", "involved"),
    "mentionedActor": ("mencionado", "mentioned"),
    "replicator": ("podría replicarla", "could replicate it"),
    "derivedGoal": ("ODS", "SDG"),
    "practice": ("ficha", "record"),
    "shared": ("en común", "in common"),
}
_LONGEST: Final = 30
_LEAST: Final = 7.0
_MORE: Final = 17.0
_CHARACTER: Final = 6.9
_LINE: Final = 17
_SHORT_FORM: Final = re.compile(r"\(([^()]{2,30})\)\s*$")


@dataclass(frozen=True)
class Look:
    """How a kind of node looks and is called: its colour, its shape, and its names."""

    colour: str
    shape: str
    name: str
    one: str


def look(kind: str, language: str) -> Look:
    """Return how nodes of a kind look, and what many of them and one are called."""
    t = translator(language)
    colour, shape, many_es, many_en, one_es, one_en = _LOOKS[kind]
    return Look(colour, shape, t(many_es, many_en), t(one_es, one_en))


def link_names(language: str) -> dict[str, str]:
    """Return what links are called, also those of projections and of their reasons."""
    t = translator(language)
    return {link: t(*names) for link, names in _LINKS.items()}


def link_kinds(view: str = "full") -> dict[str, str]:
    """Return the kind of node that each link leads to; in a projection `shared` to its own."""
    own = {"principles": "principle", "actors": "actor"}.get(view, "practice")
    return {**LINKS, "practice": "practice", "shared": own}


def short(kind: str, code: str, label: str, language: str) -> str:
    """Return what fits beside a node; a list or a panel has the whole name.

    >>> short("actor", "oim", "Organización Internacional para las Migraciones (OIM)", "es")
    'OIM'
    >>> short("territory", "23", "Santo Domingo de los Tsáchilas y más", "es")
    'Santo Domingo de los Tsáchila…'
    """
    t = translator(language)
    if kind in {"practice", "lesson"}:
        return code
    if kind == "objective":
        return f"{t('Objetivo', 'Objective')} {code}"
    if kind == "goal":
        return f"{t('ODS', 'SDG')} {code}"
    if len(label) <= _LONGEST:
        return label
    own = _SHORT_FORM.search(label)
    return own[1] if own else f"{label[: _LONGEST - 1].rstrip()}…"


def named(kind: str, code: str, label: str) -> str:
    """Return code and name, where the code is one that people know.

    >>> named("practice", "BP1_AH", "Acuerdos"), named("territory", "1701", "Quito")
    ('BP1_AH · Acuerdos', 'Quito')
    """
    known = kind in {"practice", "lesson", "objective", "principle", "goal"}
    return f"{code} · {label}" if known else label


def sizes(graph: "nx.Graph[str]") -> dict[str, float]:
    """Return the radius of each node: its area grows with how many others it is linked with."""
    count = degrees(graph)
    most = max(count.values(), default=1) or 1
    return {node: round(_LEAST + _MORE * (n / most) ** 0.5, 1) for node, n in count.items()}


def boxes(labels: Mapping[str, str], radii: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return the room that each node takes with its label below it."""
    return {
        node: (max(2 * radii[node], _CHARACTER * len(label)) + 8, 2 * radii[node] + _LINE + 4)
        for node, label in labels.items()
    }


def labels(graph: "nx.Graph[str]", language: str) -> dict[str, str]:
    """Return the short label of each node; those cut to the same keep their ends too."""
    found = {
        node: short(data["kind"], data["code"], data["label"], language)
        for node, data in graph.nodes(data=True)
    }
    times = Counter(found.values())
    for node, label in found.items():
        if label.endswith("…") and times[label] > 1:
            whole = graph.nodes[node]["label"]
            found[node] = f"{whole[: _LONGEST // 3].rstrip()}…{whole[-_LONGEST // 2 :].lstrip()}"
    return found
