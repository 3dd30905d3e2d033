"""Which path of the server tells of which IRI, and where the server is."""

from typing import Final

import pyoxigraph as ox
from starlette.requests import Request

from saberesgraph.namespaces import PERMANENT, PREFIXES
from saberesgraph.web.served import Served

# the SDGs keep the IRIs of the United Nations; ours to tell of is what the graph says of them
_SDG: Final = PREFIXES["sdg"].removesuffix("/")


def path_of(iri: str) -> str | None:
    """Return the path, from the root, of the document that tells of an IRI; None for none of ours.

    >>> path_of("https://w3id.org/saberesgraph/id/area/AH")
    'id/area/AH'
    >>> path_of("https://w3id.org/saberesgraph/ontology#Call")
    'ontology'
    >>> path_of("http://metadata.un.org/sdg/10.7"), path_of("http://metadata.un.org/sdg/ontology#A")
    ('sdg/10.7', None)
    """
    document = iri.partition("#")[0]
    if document.startswith(PERMANENT):
        return document.removeprefix(PERMANENT) or None
    if document == _SDG or document.startswith(f"{_SDG}/"):
        path = document.removeprefix(_SDG.removesuffix("sdg"))
        # what the United Nations call a goal is told of by our ontology where we use it
        return path if document == iri else None
    return None


def iri_of(path: str) -> str | None:
    """Return the IRI that the document at a path tells of; None where no IRI can be made of it.

    >>> iri_of("sdg/10.7"), iri_of("id/area/AH")
    ('http://metadata.un.org/sdg/10.7', 'https://w3id.org/saberesgraph/id/area/AH')
    >>> iri_of('id/area/"> <b>') is None
    True
    """
    iri = _SDG.removesuffix("sdg") + path if _is_sdg(path) else PERMANENT + path
    try:
        return ox.NamedNode(iri).value
    except ValueError:
        return None


def _is_sdg(path: str) -> bool:
    return path == "sdg" or path.startswith("sdg/")


def root_of(request: Request, served: Served) -> str:
    """Return the URL of the server's root as people outside see it, without its last slash.

    Where nobody said, it is what the request's Host header says; Starlette leaves out one that is
    no name of a host.
    """
    return served.base or str(request.base_url).rstrip("/")
