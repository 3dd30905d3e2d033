"""The Turtle file of a fiche."""

from typing import Final

from saberesgraph.fiches import rdf
from saberesgraph.fiches.record import Record
from saberesgraph.namespaces import expand
from saberesgraph.turtle import NO_COMMENTS, Comments
from saberesgraph.turtle import text as turtle

# what heads the nodes below a fiche, by the prefix of their names
_HEADINGS: Final = {
    "assessment": "# --- Criteria ---",
    "alignment": "# --- Evidence: one node for each direct link ---",
    "anomaly": "# --- Oddities of the source ---",
}


def text(record: Record, old: Comments = NO_COMMENTS) -> str:
    """Return the file of a record, as `fmt` would leave it.

    Args:
        record: the fiche.
        old: comments of the file that it replaces; none is lost.

    Raises:
        InputError: a name of the record cannot be part of an IRI.
    """
    said = rdf.triples(record)
    nodes = list(dict.fromkeys(str(triple.subject) for triple in said))
    above: dict[str, list[str]] = {node: [] for node in nodes}
    for prefix, heading in _HEADINGS.items():
        start = f"<{expand(f'{prefix}:')}"
        first = next((node for node in nodes if node.startswith(start)), None)
        if first:
            above[first].append(heading)
    for node, lines in old.above.items():
        # what spoke of a node that is no more goes to the fiche
        above[node if node in above else nodes[0]] += [
            line for line in lines if line and line not in _HEADINGS.values()
        ]
    label = record.labels.get("es") or next(iter(record.labels.values()), "")
    title = f"# {record.code}: {' '.join(label.split())}.".replace(": .", "")
    header = [title, *(line for line in old.header if not line.startswith(f"# {record.code}"))]
    comments = {node: tuple(lines) for node, lines in above.items()}
    return turtle(said, Comments(tuple(header), comments, old.end))
