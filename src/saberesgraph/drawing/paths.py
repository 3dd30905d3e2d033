"""Where the page of a thing stands in the site: its path is that of its IRI."""

from typing import Final

from saberesgraph.namespaces import RESOURCE, expand

_PAGED: Final = frozenset({"practice", "area", "objective", "principle", "territory", "actor"})


def page_of(curie: str) -> str | None:
    """Return the path of the page of a thing, from the folder of a language; None if it has none.

    >>> page_of("objective:7"), page_of("sdg:10"), page_of("sdg:10.7"), page_of("status:absent")
    ('id/gcm/objective/7.html', 'sdg/10.html', None, None)
    """
    prefix, _, local = curie.partition(":")
    if prefix in _PAGED:
        return f"id/{expand(curie).removeprefix(RESOURCE)}.html"
    if prefix == "sdg" and local.isdigit():
        return f"sdg/{local}.html"
    return None


def file_of(curie: str, suffix: str) -> str:
    """Return the path of a file about a thing, from the folder of the site.

    >>> file_of("practice:BP1_AH", "ttl")
    'id/practice/BP1_AH.ttl'
    """
    page = page_of(curie)
    assert page is not None, curie
    return f"{page.removesuffix('html')}{suffix}"
