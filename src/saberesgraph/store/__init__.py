"""The one query port: three verbs over an embedded store or any SPARQL 1.1 endpoint."""

from dataclasses import dataclass
from typing import Protocol

import pyoxigraph as ox

from saberesgraph.results import Answer, Table
from saberesgraph.screening import screen


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query is asked over, whatever it says itself (`FROM`).

    Attributes:
        default: IRIs of the graphs that together are its default graph.
        named: IRIs of those that it reaches by name.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Store(Protocol):
    """What answers queries.

    Besides what each verb names, a sandbox and an endpoint raise LimitError for what takes too long
    or too much, an endpoint EndpointError where it does not answer as it should, and any store
    InputError where its engine fails.

    By default a query sees what is asserted, what is derived and the named queries together; each
    has its own named graph, so `GRAPH` and `FROM` tell them apart.
    """

    def select(self, query: str) -> Table:
        """Return the table of a SELECT query.

        Raises:
            QuerySyntaxError: it is no SELECT query.
        """
        ...

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query.

        Raises:
            QuerySyntaxError: it is not an ASK query.
        """
        ...

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query.

        Raises:
            QuerySyntaxError: it is neither.
        """
        ...


def answer(store: Store, query: str) -> Answer:
    """Return what a store answers to a query of any form.

    Raises:
        QueryRefusedError: it may not be asked.
        QuerySyntaxError: it is not SPARQL.
    """
    form = screen(query).form
    if form == "ASK":
        return store.ask(query)
    if form in {"CONSTRUCT", "DESCRIBE"}:
        return store.construct(query)
    return store.select(query)
