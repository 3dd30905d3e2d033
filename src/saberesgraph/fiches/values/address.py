"""Web addresses as people write them, where they may stand in RDF."""

import re
from typing import Final

import pyoxigraph as ox

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]{1,2000}")


def is_address(written: str) -> bool:
    """Return whether something is a web address that may stand in RDF: an IRI, of RFC 3987.

    >>> is_address("https://example.org/año"), is_address("example.org"), is_address("http://[x")
    (True, False, False)
    """
    if not _ADDRESS.fullmatch(written):
        return False
    try:
        ox.NamedNode(written)
    except ValueError:
        return False
    return True
