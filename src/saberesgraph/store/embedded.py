"""The embedded store: pyoxigraph in memory, or on disk."""

import copy
import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Self

import pyoxigraph as ox

from saberesgraph.errors import InputError, QuerySyntaxError
from saberesgraph.namespaces import ASSERTED_GRAPH, DERIVED_GRAPH, RESOURCE
from saberesgraph.results import Table
from saberesgraph.screening import screen
from saberesgraph.store import Dataset
from saberesgraph.store.spelled import SpellingsFile, remember, spellings_file
from saberesgraph.store.spellings import Spellings

INDEX = "index"
SPELLINGS = "spellings"
_SHOWN = 30


class EmbeddedStore:
    """A store with named graphs; queries see their union unless they name graphs themselves.

    Only our own queries run here: a stranger's query belongs in a sandbox.

    >>> written = ox.Literal("007", datatype=ox.NamedNode(ox.Literal(7).datatype.value))
    >>> bond = ox.Triple(ox.NamedNode("urn:bond"), ox.NamedNode("urn:number"), written)
    >>> EmbeddedStore([bond]).select("SELECT ?n { ?s ?p ?n }").records()
    [{'n': '007'}]
    """

    def __init__(self, asserted: Iterable[ox.Triple], derived: Iterable[ox.Triple] = ()) -> None:
        """Keep statements in memory."""
        asserted = tuple(asserted)
        self.engine = ox.Store()
        self.spellings = Spellings(asserted)
        self.dataset: Dataset | None = None
        self.add(ASSERTED_GRAPH, asserted)
        self.add(DERIVED_GRAPH, derived)

    @classmethod
    def of(cls, quads: Iterable[ox.Quad]) -> Self:
        """Return a store of statements with their graphs, whoever's they are."""
        quads = tuple(quads)
        store = cls(())
        store.engine.extend(quads)
        store.spellings = Spellings(quad.triple for quad in quads)
        return store

    @classmethod
    def opened(cls, folder: Path) -> Self:
        """Return the store that `save` left in a folder, to read only.

        Raises:
            OSError, RuntimeError: there is none, or it is damaged.
        """
        store = cls.__new__(cls)
        store.dataset = None
        store.engine = ox.Store.read_only(str(folder / INDEX))
        store.spellings = SpellingsFile(folder / SPELLINGS)
        return store

    @classmethod
    def writable(cls, folder: Path) -> Self:
        """Return a copy that nobody else has of what `save` left; its spellings are not open.

        Raises:
            OSError: there is none, or it is damaged.
        """
        store = cls(())
        store.engine = ox.Store(str(folder / INDEX))
        return store

    def save(self, folder: Path) -> None:
        """Write the store to an empty folder, for `opened`.

        Raises:
            OSError: it cannot be written.
        """
        index = ox.Store(str(folder / INDEX))
        index.bulk_extend(self.engine)
        index.flush()
        with closing(spellings_file(folder / SPELLINGS)) as spellings, spellings:
            remember(spellings, self.spellings.typed)

    def add(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Add statements to a named graph; those already there change nothing."""
        name = ox.NamedNode(graph)
        self.engine.extend(ox.Quad(t.subject, t.predicate, t.object, name) for t in triples)

    def load(self, graph: str, content: bytes, rdf_format: ox.RdfFormat) -> None:
        """Add to a named graph what bytes hold that were parsed before; blank nodes are renamed.

        Their spellings are not remembered.
        """
        self.engine.load(input=content, format=rdf_format, to_graph=ox.NamedNode(graph))

    def constructed(self, query: str) -> bytes:
        """Return what a CONSTRUCT query gives as N-Triples, without a detour through Python.

        Raises:
            QuerySyntaxError: it is no CONSTRUCT or DESCRIBE query.
        """
        found = run(self.engine, query, self.dataset)
        if not isinstance(found, ox.QueryTriples):
            raise not_the_form("CONSTRUCT")
        return found.serialize(format=ox.RdfFormat.N_TRIPLES) or b""

    def insert(self, graph: str, content: bytes) -> None:
        """Add to a named graph what N-Triples hold; blank nodes keep their names."""
        if b"_:" in content:  # loading would rename the blank nodes
            self.add(graph, (quad.triple for quad in ox.parse(content, ox.RdfFormat.N_TRIPLES)))
        else:
            self.load(graph, content, ox.RdfFormat.N_TRIPLES)

    def over(self, dataset: Dataset) -> Self:
        """Return the same store, asked over these graphs alone; one that it lacks is empty."""
        asked = copy.copy(self)
        asked.dataset = dataset
        return asked

    def select(self, query: str) -> Table:
        """Return the table of a SELECT query.

        Raises:
            QuerySyntaxError: it is no SELECT query.
        """
        found = run(self.engine, query, self.dataset)
        if not isinstance(found, ox.QuerySolutions):
            raise not_the_form("SELECT")
        columns = tuple(variable.value for variable in found.variables)
        table = Table(columns, tuple(tuple(solution) for solution in found))
        return self.spellings.table(table, query)

    def ask(self, query: str) -> bool:
        """Return the answer of an ASK query.

        Raises:
            QuerySyntaxError: it is not an ASK query.
        """
        found = run(self.engine, query, self.dataset)
        if not isinstance(found, ox.QueryBoolean):
            raise not_the_form("ASK")
        return bool(found)

    def construct(self, query: str) -> tuple[ox.Triple, ...]:
        """Return the triples of a CONSTRUCT or DESCRIBE query.

        Raises:
            QuerySyntaxError: it is neither.
        """
        found = run(self.engine, query, self.dataset)
        if not isinstance(found, ox.QueryTriples):
            raise not_the_form("CONSTRUCT")
        return self.spellings.triples(found)


def run(
    engine: ox.Store, query: str, dataset: Dataset | None = None
) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
    """Return what pyoxigraph answers over a dataset; without one, over the union of all graphs.

    A relative IRI is read from where the resources have theirs: `<practice/BP1_AH>`.

    Raises:
        QuerySyntaxError: it is not SPARQL; `where` is `line:column` where that is known.
        InputError: the engine fails, as on a damaged store.
    """
    try:
        if dataset:
            return engine.query(
                query,
                base_iri=RESOURCE,
                default_graph=[*map(ox.NamedNode, dataset.default)],
                named_graphs=[*map(ox.NamedNode, dataset.named)],
            )
        union = not screen(query).own_dataset
        return engine.query(query, base_iri=RESOURCE, use_default_graph_as_union=union)
    except (SyntaxError, ValueError) as error:
        raise not_sparql(str(error), query) from error
    except (RuntimeError, OSError) as error:
        raise cannot_answer(str(error)) from error


def not_sparql(what: str, query: str) -> QuerySyntaxError:
    r"""Return the error for a query that the engine does not understand, in short words.

    >>> str(not_sparql("error at 2:3: expected one of OPTIONAL, [':']", "SELECT *\n{ foo bar }"))
    '2:3: it is not SPARQL (near "foo bar }"). Check words, brackets and dots.'
    """
    located = re.fullmatch(r"error at (\d+):(\d+): expected (?:one of )?(.*)", what, re.DOTALL)
    if not located:
        es = en = what
    # where it fails on a fact and not on a letter, the parser says so in a sentence
    elif sentence := re.search(r"(?:^|, )([A-Z][a-z]*(?: [A-Za-z]+)+)(?:,|$)", located[3]):
        es = en = sentence[1]
    else:
        line, column = int(located[1]), int(located[2])
        rest = "\n".join(query.splitlines()[line - 1 :])[column - 1 :].strip()
        # the parser often tells only that it came to the end, wherever the fault is
        es = f'cerca de "{rest[:_SHOWN]}"' if rest else "leída hasta su final"
        en = f'near "{rest[:_SHOWN]}"' if rest else "read to its end"
    return QuerySyntaxError(
        f"no es SPARQL ({es})",
        f"it is not SPARQL ({en})",
        where=f"{located[1]}:{located[2]}" if located else None,
        hint=("Revisa palabras, llaves y puntos", "Check words, brackets and dots"),
    )


def cannot_answer(why: str) -> InputError:
    """Return the error for a query that the engine understands and fails to answer."""
    return InputError(
        f"el motor de consultas no pudo responder ({why})",
        f"the query engine could not answer ({why})",
        hint=(
            "Si el grafo está en disco, borra su carpeta",
            "If the graph is on disk, delete its folder",
        ),
    )


def not_the_form(form: str) -> QuerySyntaxError:
    """Return the error for a query of another form than is needed here."""
    return QuerySyntaxError(
        f"no es una consulta {form}",
        f"it is no {form} query",
        hint=(f"Empieza con {form}", f"Start with {form}"),
    )
