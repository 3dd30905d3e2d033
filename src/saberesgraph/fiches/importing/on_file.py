"""The fiches that a project has on record."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from saberesgraph.errors import InputError
from saberesgraph.fiches import rdf
from saberesgraph.fiches.record import Record
from saberesgraph.namespaces import RDF_TYPE, expand, local_name
from saberesgraph.project import Project
from saberesgraph.reading import content_of, parse
from saberesgraph.turtle import Comments, comments_of

_EXPERIENCE: Final = expand("sab:Experience")


@dataclass(frozen=True)
class Filed:
    """A fiche on record.

    Args:
        file: relative to data/.
        triples: all that its file states.
        comments: of its file.
        record: the same, None where the file states what a record cannot carry.
        lost: what it cannot carry then.
    """

    file: Path
    triples: frozenset[ox.Triple]
    comments: Comments
    record: Record | None
    lost: InputError | None = None


def on_file(project: Project) -> Mapping[str, Filed]:
    """Return the fiches on record by code; a file with several is none of ours to rewrite.

    Raises:
        RdfSyntaxError: a file of data/ is not valid.
    """
    data = project.root / "data"
    found: dict[str, Filed] = {}
    for file in project.data_files:
        if not file.is_relative_to(data / "practices"):
            continue
        triples = parse(file).triples
        comments = comments_of(content_of(file), str(file))
        for code in dict.fromkeys(
            local_name(triple.subject.value)
            for triple in triples
            if triple.predicate.value == RDF_TYPE
            and isinstance(triple.subject, ox.NamedNode)
            and isinstance(triple.object, ox.NamedNode)
            and triple.object.value == _EXPERIENCE
        ):
            found[code] = _filed(file.relative_to(data), triples, comments, code)
    return found


def _filed(file: Path, triples: tuple[ox.Triple, ...], comments: Comments, code: str) -> Filed:
    try:
        return Filed(file, frozenset(triples), comments, rdf.of(triples, code))
    except InputError as error:
        return Filed(file, frozenset(triples), comments, None, error)
