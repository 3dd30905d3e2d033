"""Whatever is typed, it is read as it says or kept as printed: never raised on, never invented."""

import re
from contextlib import suppress
from decimal import Decimal

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib.plugins.sparql.parser import parseQuery

import sheets
from anything import TERMS, WORDS
from saberesgraph.errors import ParameterError
from saberesgraph.fiches import file, rdf
from saberesgraph.fiches.values import figures
from saberesgraph.fiches.values.known import Known, known
from saberesgraph.fiches.values.normalising import normalise
from saberesgraph.fiches.values.pieces import pieces
from saberesgraph.graph import Graph
from saberesgraph.language import folded
from saberesgraph.parameters import Choice, Parameter, bind, choices, matched, resolve
from saberesgraph.project import Project
from saberesgraph.queries import NamedQuery, catalogue
from saberesgraph.reading import parsed
from saberesgraph.store.embedded import EmbeddedStore
from test_normalising import draft

LINKS = (
    "territory", "actor", "objective", "principle", "area", "assistance", "statedGoal",
    "sustainability",
)  # fmt: skip
FIGURE = st.one_of(
    WORDS,
    st.text(alphabet="0123456789.,' -$USDaprox%()\u00a0\u0660²½", max_size=20),
    st.builds("{:,}".format, st.integers(-(10**18), 10**18)),
)


@pytest.fixture(scope="module")
def everything(graph: Graph) -> Known:
    return known(graph.store)


@given(printed=FIGURE, money=st.booleans())
def test_a_figure_is_a_number_or_why_there_is_none_and_stays_so(printed: str, money: bool) -> None:
    figure = figures.read(printed, money=money).figure
    kept = " ".join(printed.split())
    assert figure.printed in {None, kept}
    assert (figure.value is None) != (figure.status == "")
    if figure.value is not None:
        assert figure.value > 0
        assert figures.read(f"{figure.value:f}", money=money).figure.value == figure.value
    assert figures.read(figure.printed or "", money=money).figure == figure


@given(number=st.integers(1, 10**13 - 1), cents=st.integers(0, 99))
def test_a_figure_that_is_written_plainly_is_itself(number: int, cents: int) -> None:
    assert figures.read(str(number), money=False).figure.value == number
    value = Decimal(number) + Decimal(cents) / 100
    if number >= 1000:  # 1.5 may be a million and a half
        assert figures.read(f"{value:f}", money=True).figure.value == value


@given(data=st.data(), link=st.sampled_from(LINKS))
def test_what_is_named_is_known_and_no_word_is_added(
    everything: Known, data: st.DataObject, link: str
) -> None:
    things = everything.things[link]
    names = st.sampled_from(
        [name for thing in things.things for name in (*thing.names, thing.code)]
    )
    joints = st.sampled_from([", ", " y ", "; ", " / ", ". ", " (", ")", "\n", " e ", ": ", ") "])
    parts = data.draw(st.lists(st.one_of(names, WORDS, joints), max_size=6))
    text = "".join(parts)
    found = pieces(text, things)
    said = "".join(folded(text).split())
    for printed, each in found:
        assert "".join(folded(printed).split()) in said
        assert each is not None
        assert set(each.things) <= set(things.things)
        assert not each.taken or len(each.things) == 1
    assert pieces(text, things) == found
    for printed, each in found:  # what one piece names, it names alone
        if each is not None and each.how == "exact":
            assert [
                thing for _, one in pieces(printed, things) for thing in (one.things if one else ())
            ] == [*each.things]


@given(data=st.data())
def test_any_draft_becomes_a_record_that_stays_as_it_is(
    everything: Known, data: st.DataObject
) -> None:
    names = {
        link: st.sampled_from([t.label for t in everything.things[link].things]) for link in LINKS
    }
    fields = {
        link: data.draw(
            st.one_of(
                st.just(""), WORDS, names[link], st.lists(names[link], max_size=3).map("; ".join)
            )
        )
        for link in LINKS
    }
    for name in ("label-es", "goals", "beneficiaries", "finding", "keyword", "replication"):
        fields[name] = data.draw(WORDS)
    for name in ("assistedPopulation", "budgetUSD"):
        fields[name] = data.draw(FIGURE)
    made = normalise(draft(fields), everything)
    assert made.reading is not None
    assert all(remark.es and remark.en for remark in made.remarks)
    record = made.record or made.reading
    # it is written and read without loss
    written = file.text(record)
    triples = [q.triple for q in parsed(written.encode(), ox.RdfFormat.TURTLE, "x")]
    assert rdf.of(triples, record.code) == record
    # and a form that is filled with it gives it back
    again = normalise(sheets.draft(record, everything), everything, record)
    assert again.reading == record


# --- parameters ---

# as in the grammar of SPARQL 1.1, section 19.8: one term of RDF and nothing before or after it
TERM = re.compile(
    r"""<[^<>"{}|^`\\\x00-\x20]*> | "(?:[^"\\\n\r]|\\[tbnrf"'\\]|\\u[0-9A-F]{4})*"
        (?: @[a-zA-Z]+(?:-[a-zA-Z0-9]+)* | \^\^<[^<>"{}|^`\\\x00-\x20]*> )?""",
    re.VERBOSE,
)
TEMPLATE = "SELECT * { VALUES ?n { UNDEF } ?s ?p ?n . VALUES ?m { 1 } # VALUES ?n { 2 }\n }"
HOLE = "VALUES ?n { UNDEF }"


@given(value=TERMS)
def test_a_bound_query_differs_from_its_template_by_one_term(value: ox.Literal) -> None:
    bound = bind(TEMPLATE, {"n": value})
    before, after = TEMPLATE.split(HOLE)
    assert bound.startswith(f"{before}VALUES ?n {{ ")
    assert bound.endswith(f" }}{after}")
    assert TERM.fullmatch(bound.removeprefix(f"{before}VALUES ?n {{ ").removesuffix(f" }}{after}"))


@given(value=TERMS, other=TERMS)
def test_the_engine_reads_the_very_terms_that_were_bound(
    value: ox.Literal, other: ox.Literal
) -> None:
    template = "SELECT * { VALUES ?a { UNDEF } VALUES ?b { 1 } }"
    bound = bind(template, {"a": value, "b": other})
    (row,) = EmbeddedStore(()).select(bound).rows
    ((same,),) = EmbeddedStore(()).select(f"SELECT * {{ VALUES ?a {{ {value} }} }}").rows
    assert row[0] == same
    if (
        isinstance(value, ox.Literal)
        and value.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
    ):
        assert row[0] == value


def structure(query: str) -> str:
    """What rdflib, another parser, makes of a query, whatever text a literal holds."""
    text = r"""rdflib\.term\.Literal\((?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)"""
    return re.sub(text, "TEXT", repr(parseQuery(query)))


@given(value=WORDS)
def test_another_parser_finds_the_same_structure_whatever_the_text(value: str) -> None:
    bound = [bind(TEMPLATE, {"n": ox.Literal(each)}) for each in (value, "x")]
    assert structure(bound[0]) == structure(bound[1])


@pytest.fixture(scope="module")
def queries(project: Project) -> tuple[NamedQuery, ...]:
    return tuple(query for query in catalogue(project).values() if query.parameters)


@given(data=st.data(), value=TERMS)
def test_every_named_query_changes_by_its_clause_alone(
    queries: tuple[NamedQuery, ...], data: st.DataObject, value: ox.Literal
) -> None:
    query = data.draw(st.sampled_from(queries), label="query")
    name = data.draw(st.sampled_from(query.parameters), label="parameter").name
    mark = "urn:x-mark"
    before, after = query.binding("es", {name: ox.NamedNode(mark)}).split(f"<{mark}>")
    assert query.binding("es", {name: value}) == f"{before}{value}{after}"
    assert before.endswith(f"VALUES ?{name} {{ ")
    assert after.startswith(" }")


@pytest.fixture(scope="module")
def known_terms(graph: Graph) -> dict[str, tuple[Choice, ...]]:
    return {kind: choices(kind, graph.store) for kind in ("practice", "territory", "actor", "goal")}


@given(given_=WORDS, kind=st.sampled_from(["practice", "territory", "actor", "goal"]))
def test_what_is_typed_is_a_thing_of_its_kind_or_refused(
    known_terms: dict[str, tuple[Choice, ...]], given_: str, kind: str
) -> None:
    with suppress(ParameterError):
        term = matched("x", given_, known_terms[kind])
        assert term in {choice.term for choice in known_terms[kind]}


@given(given_=FIGURE, kind=st.sampled_from(["text", "integer", "decimal", "boolean"]))
def test_what_is_typed_is_a_plain_value_or_refused(given_: str, kind: str) -> None:
    with suppress(ParameterError):
        term = resolve(Parameter("x", kind, None, {}), given_, EmbeddedStore(()))
        assert isinstance(term, ox.Literal)
        if kind == "text":
            assert term == ox.Literal(given_.strip())
        elif kind != "boolean":
            assert Decimal(term.value) == Decimal(given_)
