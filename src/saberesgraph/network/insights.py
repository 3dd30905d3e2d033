"""What the measures tell a reader: titled rows, and one plain sentence on what each means."""

from dataclasses import dataclass

import networkx as nx

from saberesgraph.language import translator
from saberesgraph.network import measures
from saberesgraph.network.communities import Community
from saberesgraph.network.communities import communities as found_in
from saberesgraph.network.similarity import experiences

_ROWS = 8
_NOTED = 5


@dataclass(frozen=True)
class Insight:
    """A measure in words.

    Args:
        title: what it tells.
        sentence: what it means and what it does not.
        rows: nodes, and the value of each in words.
    """

    title: str
    sentence: str
    rows: tuple[tuple[str, str], ...]


def insights(
    graph: "nx.MultiDiGraph[str]", language: str, communities: tuple[Community, ...] | None = None
) -> tuple[Insight, ...]:
    """Return what the whole network, or the part around something, tells; none that has no rows.

    `communities` are those of the network, if they are at hand.
    """
    found = (
        bridges(graph, language),
        holding(graph, language),
        crossroads(graph, language),
        most_linked(graph, language),
        alike(
            found_in(graph) if communities is None else communities,
            len(experiences(graph)),
            language,
        ),
    )
    return tuple(insight for insight in found if insight.rows)


def notes(graph: "nx.MultiDiGraph[str]", language: str) -> dict[str, str]:
    """Return a sentence on each node that stands out: what joins areas, and holds all together."""
    t = translator(language)
    shares = list(measures.between_areas(graph).items())[:_NOTED]
    told = {
        node: t(
            f"Une áreas: si cada par de experiencias de áreas distintas reparte un punto entre lo "
            f"que comparte, le toca el {percent(share, language)} de los puntos.",
            "Joins areas: if each pair of experiences of different areas splits one point among "
            f"what they share, it receives {percent(share, language)} of the points.",
        )
        for node, share in shares
        if share
    }
    for held in measures.holding(graph)[:1]:
        if held.pairs:
            sentence = t(
                f"Sostiene el catálogo: {held.pairs} pares de experiencias no comparten otro "
                "objetivo.",
                f"Holds the catalogue together: {held.pairs} pairs of experiences share no other "
                "objective.",
            )
            told[held.node] = f"{told.get(held.node, '')} {sentence}".strip()
    return told


def bridges(graph: "nx.MultiDiGraph[str]", language: str) -> Insight:
    """Return what joins areas."""
    t = translator(language)
    shares = [(node, share) for node, share in measures.between_areas(graph).items() if share]
    return Insight(
        t("Lo que une a las áreas", "What joins the areas"),
        t(
            "Cada par de experiencias de áreas distintas reparte un punto entre todo lo que "
            "comparte; el porcentaje es la parte de esos puntos que recibe cada cosa. Dice qué "
            "tienen en común las áreas según las fichas, no que las personas trabajen juntas.",
            "Each pair of experiences of different areas splits one point among all that they "
            "share; the percentage is the part of these points that each thing receives. It says "
            "what areas have in common by their records, not that people work together.",
        ),
        tuple((node, percent(share, language)) for node, share in shares[:_ROWS]),
    )


def holding(graph: "nx.MultiDiGraph[str]", language: str) -> Insight:
    """Return the objectives that hold the catalogue together."""
    t = translator(language)

    def value(held: measures.Holding) -> str:
        pairs = t(f"{held.pairs} pares", f"{held.pairs} pairs")
        if held.pairs == 1:
            pairs = t("1 par", "1 pair")
        if not held.apart:
            return pairs
        if held.apart == 1:
            return pairs + t("; sin él 1 ficha queda aparte", "; without it 1 record stands apart")
        return pairs + t(
            f"; sin él {held.apart} fichas quedan aparte",
            f"; without it {held.apart} records stand apart",
        )

    return Insight(
        t(
            "El objetivo que sostiene el catálogo",
            "The objective that holds the catalogue together",
        ),
        t(
            "Cuenta los pares de experiencias cuyo único objetivo en común es ese: sin él dejarían "
            "de tener uno. Queda aparte la ficha que sin él saldría del mayor grupo que los "
            "objetivos unen. Un número alto dice que muchas fichas se apoyan en el mismo objetivo, "
            "no que sea el más importante ni el mejor atendido.",
            "Counts the pairs of experiences that have that objective in common and no other: "
            "without it they would have none. A record stands apart if without it the record would "
            "leave the largest group that objectives join. A high number says that many records "
            "lean on the same objective, not that it is the most important or the best served.",
        ),
        tuple(
            (held.node, value(held))
            for held in measures.holding(graph)[:_ROWS]
            if held.pairs or held.apart
        ),
    )


def crossroads(graph: "nx.MultiDiGraph[str]", language: str) -> Insight:
    """Return the experiences by which the most roads of the network pass."""
    t = translator(language)
    shares = measures.betweenness(graph)
    ranked = sorted(experiences(graph), key=lambda node: (-round(shares[node], 9), node))
    return Insight(
        t("Experiencias por donde más se pasa", "Experiences that most roads pass"),
        t(
            "Entre cada dos nodos de la red, sin contar lo derivado, qué parte de los caminos más "
            "cortos pasa por cada experiencia, en promedio. Es alta en las que enlazan lo que casi "
            "ninguna otra enlaza; no mide calidad ni resultados."
            + (" Se estima con una muestra fija." if measures.estimated(graph) else ""),
            "Between each two nodes of the network, not counting what is derived, which share of "
            "the shortest paths passes each experience, on average. It is high for those that "
            "link what hardly any other links; it does not measure quality or results."
            + (" Estimated from a fixed sample." if measures.estimated(graph) else ""),
        ),
        tuple(
            (node, percent(shares[node], language)) for node in ranked[:_ROWS] if shares[node] > 0
        ),
    )


def most_linked(graph: "nx.MultiDiGraph[str]", language: str) -> Insight:
    """Return the things that most experiences are linked with."""
    t = translator(language)
    whole = len(experiences(graph))
    degrees = measures.degrees(graph)
    kinds = {"objective", "principle", "territory", "actor"}
    nodes = [node for node, data in graph.nodes(data=True) if data["kind"] in kinds]
    ranked = sorted(nodes, key=lambda node: (-degrees[node], node))
    return Insight(
        t("Lo más enlazado", "The most linked"),
        t(
            "En cuántas experiencias está cada cosa según las fichas. Dice qué se nombra más, "
            "no cuánto se hizo.",
            "In how many experiences each thing is, by the records. It says what is named most, "
            "not how much was done.",
        ),
        tuple(
            (node, t(f"{degrees[node]} de {whole}", f"{degrees[node]} of {whole}"))
            for node in ranked[:_ROWS]
        ),
    )


def alike(found: tuple[Community, ...], whole: int, language: str) -> Insight:
    """Return groups of experiences that are alike, by what is typical of each."""
    t = translator(language)
    rows = []
    for number, community in enumerate(found, 1):
        size = len(community.members)
        rows += [
            (
                typical.node,
                t(
                    f"grupo {number}: {typical.inside} de sus {size}; "
                    f"{typical.outside} de las otras {whole - size}",
                    f"group {number}: {typical.inside} of its {size}; "
                    f"{typical.outside} of the other {whole - size}",
                ),
            )
            for typical in community.typical
        ]
    return Insight(
        t("Grupos de experiencias parecidas", "Groups of experiences that are alike"),
        t(
            "Un método automático junta las experiencias que comparten más cosas poco comunes de "
            "lo que se espera por azar; aquí, lo más propio de cada grupo. Otro método podría "
            "trazar otros límites: los grupos ayudan a mirar, no son categorías de la fuente.",
            "An automatic method puts together experiences that share more uncommon things than "
            "chance would have it; here, what is most typical of each group. Another method may "
            "draw other borders: groups help to look, they are no categories of the source.",
        ),
        tuple(rows),
    )


def strongest(projection: "nx.Graph[str]", language: str) -> Insight:
    """Return the nodes of a projection with the greatest weight of lines."""
    t = translator(language)
    weights = {node: float(weight) for node, weight in projection.degree(weight="weight")}
    ranked = sorted(projection, key=lambda node: (-round(weights[node], 9), node))
    whole = all(weight == int(weight) for weight in weights.values())
    return Insight(
        t("Con más peso en sus líneas", "With the most weight in its lines"),
        t(
            "Suma el peso de las líneas de cada nodo. Dice con cuánto coincide en las fichas, no "
            "que haya un acuerdo o un trabajo común.",
            "Adds up the weight of each node's lines. It says how much it coincides with others "
            "in the records, not that there is an agreement or common work.",
        ),
        tuple(
            (node, f"{weights[node]:.0f}" if whole else decimal(weights[node], 2, language))
            for node in ranked[:_ROWS]
            if weights[node]
        ),
    )


def percent(share: float, language: str) -> str:
    """Return a share in words.

    >>> percent(0.205, "es"), percent(0.0004, "en")
    ('20,5 %', '0.0%')
    """
    number = decimal(100 * share, 1, language)
    return f"{number}%" if language == "en" else f"{number} %"


def decimal(number: float, places: int, language: str) -> str:
    """Return a number with the decimal mark of a language."""
    written = f"{number:.{places}f}"
    return written if language == "en" else written.replace(".", ",")
