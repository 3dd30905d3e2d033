"""Any SPARQL 1.1 endpoint behind the same three verbs."""

import copy
import math
import re
from http import HTTPStatus
from typing import Self
from urllib.parse import urlencode

import pyoxigraph as ox

from saberesgraph.errors import LimitError, QuerySyntaxError, RdfSyntaxError
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH
from saberesgraph.reading import parse_ntriples
from saberesgraph.results import Table, TooManyCellsError, from_json, text
from saberesgraph.screening import screen
from saberesgraph.store import Dataset
from saberesgraph.store.connection import Reply, Service
from saberesgraph.store.credentials import PASSWORD, USER
from saberesgraph.store.embedded import not_the_form

__all__ = ["PASSWORD", "USER", "Endpoint"]

_OURS = (ASSERTED_GRAPH, DERIVED_GRAPH, QUERIES_GRAPH)
_JSON = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
# Virtuoso 7 answers ASK in JSON with a table
_VIRTUOSO_ASK = ("__ASK_RETVAL",)


class Endpoint:
    """A SPARQL 1.1 Protocol endpoint.

    Queries are asked over our three named graphs, as the default graph and as named ones, unless
    they name graphs themselves. Values come as the endpoint spells them.

    Args:
        url: http or https, without credentials: those come from the environment variables
            SABERESGRAPH_ENDPOINT_USER and SABERESGRAPH_ENDPOINT_PASSWORD.
        seconds: for the whole answer to arrive.
        output_mib: how much of an answer is read, in MiB.
        own_graphs: leave the choice of graphs to the endpoint.

    Raises:
        InputError: the URL is not one.
    """

    def __init__(
        self, url: str, *, seconds: float = 30, output_mib: int = 32, own_graphs: bool = False
    ) -> None:
        self.url = url
        self._service = Service(url, seconds=seconds, output_mib=output_mib)
        self._own_graphs = own_graphs
        self._dataset: Dataset | None = None

    def over(self, dataset: Dataset) -> Self:
        """Return the same endpoint, asked over these graphs alone."""
        asked = copy.copy(self)
        asked._dataset = dataset
        return asked

    def select(self, query: str) -> Table:
        """Return the table of a SELECT query.

        Raises:
            QuerySyntaxError: the endpoint does not understand it, or it is no SELECT query.
            EndpointError: no answer, or none that can be used.
            LimitError: the answer takes too long or is too large.
        """
        found = self._results(query)
        if isinstance(found, bool):
            raise not_the_form("SELECT")
        return found

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query; raises as `select` does."""
        found = self._results(query)
        if isinstance(found, bool):
            return found
        if found.columns == _VIRTUOSO_ASK:
            return [text(cell) for row in found.rows for cell in row] == ["1"]
        raise not_the_form("ASK")

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query; raises as `select` does."""
        content, _ = self._fetch(query, _TRIPLES)
        try:
            return parse_ntriples(content, self.url)
        except (RdfSyntaxError, TooManyCellsError) as error:
            raise self._service.unusable(str(error)) from error

    def _results(self, query: str) -> Table | bool:
        content, most = self._fetch(query, _JSON)
        try:
            # some servers stop a query at their time limit and still say 200
            found = from_json(content)
        except ValueError as error:
            raise self._service.unusable(str(error)) from error
        # Virtuoso cuts an answer at its own limit and says 200
        cut = int(most) if re.fullmatch("[0-9]{1,9}", most) else math.inf
        if isinstance(found, Table) and len(found.rows) >= cut:
            raise LimitError(
                f"el servicio cortó la respuesta en {most} filas",
                f"the endpoint cut the answer at {most} rows",
                where=self.url,
                hint=("Pide las filas por partes con LIMIT y OFFSET",
                      "Ask for the rows in parts with LIMIT and OFFSET"),
            )  # fmt: skip
        return found

    def _fetch(self, query: str, accept: str) -> tuple[bytes, str]:
        fields = [("query", query)]
        dataset = self._dataset
        if not dataset and not self._own_graphs and not screen(query).own_dataset:
            dataset = Dataset(_OURS, _OURS)
        if dataset:
            fields += [("default-graph-uri", graph) for graph in dataset.default]
            fields += [("named-graph-uri", graph) for graph in dataset.named]
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}
        reply = self._service.send("POST", urlencode(fields).encode(), headers)
        self._check(reply, accept)
        return reply.content, reply.headers.get("X-SPARQL-MaxRows", "")

    def _check(self, reply: Reply, accept: str) -> None:
        if reply.status == HTTPStatus.BAD_REQUEST:
            raise QuerySyntaxError(
                f"el servicio no entendió la consulta ({reply.said})",
                f"the endpoint did not understand the query ({reply.said})",
                where=self.url,
                hint=("Corrígela", "Correct it"),
            )
        if reply.status != HTTPStatus.OK:
            raise self._service.unusable(f"{reply.status} {reply.said}")
        fitting = {accept} | ({"text/plain"} if accept == _TRIPLES else {"application/json"})
        if reply.kind not in fitting:
            raise self._service.unusable(f"{reply.kind or 'no Content-Type'}: {reply.said[:80]}")
