"""Which of several media types a request wants."""

from collections.abc import Sequence
from typing import Final

from starlette.requests import Request
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

HTML: Final = "text/html"
# the forms that a document may have, by the suffix of their path
MEDIA: Final = {
    "html": HTML,
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "json": "application/json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}


def wants_html(request: Request) -> bool:
    """Return whether a person's browser asks: it names text/html, which programs do not."""
    return HTML in request.headers.get("accept", "").lower()


def best(accept: str, offers: Sequence[str]) -> str | None:
    """Return the offer that an Accept header wants most, the first of equals; None for none.

    Without a header the first offer is as good as any. Parameters, such as a charset, are no part
    of what is compared.

    >>> best("text/turtle;q=0.5, application/*", ["text/turtle", "application/ld+json"])
    'application/ld+json'
    >>> best("image/png", ["text/turtle"]) is None, best("", ["text/turtle"])
    (True, 'text/turtle')
    >>> best("text/csv; charset=utf-8", ["text/turtle", "text/csv"])
    'text/csv'
    """
    if not accept.strip():
        return offers[0]
    wanted = parse_accept_header(accept, MIMEAccept)
    return MIMEAccept((kind.partition(";")[0].strip(), q) for kind, q in wanted).best_match(offers)
