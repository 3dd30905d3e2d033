"""The one form of our Turtle: nothing changes but the layout, and no comment is lost."""

import random
import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from copies import copied
from saberesgraph.errors import InputError, RdfSyntaxError
from saberesgraph.fiches import file, rdf
from saberesgraph.namespaces import PREFIXES
from saberesgraph.project import Project
from saberesgraph.reading import parse
from saberesgraph.turtle import comments_of, formatted, sorted_by_name, text
from test_cli import run

NAMES = st.sampled_from(
    [
        "a", "b-1", "10.7", "a.b", "x.", ".x", "-x", "a/b", "", "ñ", "a%20b", "a:b", "7", "a#b",
        "名",
    ]
)  # fmt: skip
IRIS = (
    st.one_of(
        st.builds("{}{}".format, st.sampled_from(sorted(PREFIXES.values())), NAMES),
        st.builds("urn:{}".format, NAMES.filter(bool)),
    )
    .filter(lambda iri: iri.count("#") < 2)
    .map(ox.NamedNode)
)
NODES = st.sampled_from([ox.BlankNode("x"), ox.BlankNode("y"), ox.BlankNode("z")])
LEXICAL = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["007", "-1.50", ".5", "1.", "1E3", "1.e-3", "true", "TRUE", "+0", "'\"\\", "\r\n"]
    ),
)
LITERALS = st.one_of(
    LEXICAL.map(ox.Literal),
    st.builds(
        lambda value, language: ox.Literal(value, language=language),
        LEXICAL,
        st.sampled_from(["es", "en", "pt-br"]),
    ),
    st.builds(
        lambda value, datatype: ox.Literal(value, datatype=ox.NamedNode(datatype)),
        LEXICAL,
        st.sampled_from(
            [PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "boolean", "date")]
            + [PREFIXES["geo"] + "wktLiteral", "urn:type"]
        ),
    ),
)
PROPERTIES = st.one_of(
    st.sampled_from(["rdf:type", "skos:prefLabel", "sab:item", "sab:asPrinted"]).map(
        lambda name: ox.NamedNode(PREFIXES[name.split(":")[0]] + name.split(":")[1])
    ),
    IRIS,
)
TRIPLES = st.lists(
    st.builds(ox.Triple, st.one_of(IRIS, NODES), PROPERTIES, st.one_of(IRIS, NODES, LITERALS)),
    max_size=12,
)
COMMENT = st.sampled_from(["# one", "#", "# --- two ---", "# <a> \"b . ' # ;", "# ñ"])


def read(content: str) -> list[ox.Triple]:
    return [quad.triple for quad in ox.parse(input=content, format=ox.RdfFormat.TURTLE)]


def same(one: list[ox.Triple], other: list[ox.Triple]) -> bool:
    """Whether two graphs are isomorphic."""
    graphs = [ox.Dataset(ox.Quad(*triple) for triple in triples) for triples in (one, other)]
    for graph in graphs:
        graph.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return graphs[0] == graphs[1]


@given(TRIPLES)
def test_any_statements_come_back_and_stay_as_they_were_written(triples: list[ox.Triple]) -> None:
    written = text(triples)
    assert same(read(written), triples)
    assert formatted(written.encode(), "a.ttl") == written


@given(TRIPLES, st.randoms())
def test_statements_without_order_are_written_the_same_whatever_order_they_come_in(
    triples: list[ox.Triple], chance: random.Random
) -> None:
    shuffled = [*triples]
    chance.shuffle(shuffled)
    assert text(sorted_by_name(shuffled)) == text(sorted_by_name(triples))


@given(TRIPLES, st.lists(st.tuples(st.floats(0, 1), COMMENT, st.sampled_from(["\n", "\n\n"]))))
def test_no_comment_is_lost_wherever_it_stands(
    triples: list[ox.Triple], notes: list[tuple[float, str, str]]
) -> None:
    # each token of the written text is where a comment may come
    written = text(triples)
    tokens = re.findall(r'<[^>\n]*>|"(?:\\.|[^"\\])*"\S*|\'[^\'\n]*\'\S*|\n|[^\s]+', written)
    for place, note, end in notes:
        tokens.insert(int(place * len(tokens)), f"{note}{end}")
    content = " ".join(tokens)
    once = formatted(content.encode(), "a.ttl")
    assert same(read(once), triples)
    assert Counter(re.findall("^#.*$", once, re.MULTILINE)) == Counter(n for _, n, _ in notes)
    assert formatted(once.encode(), "a.ttl") == once


BEFORE = """\
# The file's own.

@prefix sab: <https://w3id.org/saberesgraph/ontology#> . # beside a prefix
PREFIX : <http://example.org/>
prefix unused: <urn:unused#>
@base <http://example.org/base/> .
# --- Section ---


# above the fiche
:z sab:keyword "b", 'a' ;   # beside a property
   sab:budgetUSD 1.50 ; sab:finding \"\"\"two "lines"
# no comment\"\"\"@es ;
   a sab:Experience, sab:GoodPractice . # beside the end
<rel> sab:x [ sab:y 1 , true , 1e3 , .5 ] .
:n sab:x 1.:m sab:x "."@es.
# again
:z sab:keyword "c", "b" ; <urn:other> :with\\.dot, :a.b .
# at the end
"""
AFTER = """\
# The file's own.
# beside a prefix
@prefix : <http://example.org/> .
@prefix sab: <https://w3id.org/saberesgraph/ontology#> .


# --- Section ---

# above the fiche
# beside a property
# beside the end
# again
:z a sab:Experience , sab:GoodPractice ;
    sab:finding "two \\"lines\\"\\n# no comment"@es ;
    sab:budgetUSD 1.50 ;
    sab:keyword "b" , "a" , "c" ;
    <urn:other> :with.dot , :a.b .

_:b1 sab:y 1 , true , 1e3 , .5 .

<http://example.org/base/rel> sab:x _:b1 .

:n sab:x 1 .

:m sab:x "."@es .

# at the end
"""


def test_the_layout_of_a_file() -> None:
    assert formatted(BEFORE.encode(), "a.ttl") == AFTER
    assert formatted(AFTER.encode(), "a.ttl") == AFTER
    assert formatted(BEFORE.replace("\n", "\r\n").encode(), "a.ttl") == AFTER.replace(
        "\\n#", "\\r\\n#"
    )


@pytest.mark.parametrize(
    "content", ["", "# only\n", "# two\n\n# blocks\n", "# full\n<urn:a> <urn:b> <urn:c> .\n"]
)
def test_small_files_stay(content: str) -> None:
    assert formatted(content.encode(), "a.ttl") == content


def test_texts_in_two_languages_part_where_the_line_is_long() -> None:
    long = "x" * 50
    label = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
    written = formatted(f'<urn:a> {label} "{long}"@es, "{long}"@en .'.encode(), "a.ttl")
    assert f'skos:prefLabel "{long}"@es ,\n        "{long}"@en .\n' in written
    written = formatted(f'<urn:a> {label} "{long}"@es, "y"@en .'.encode(), "a.ttl")
    assert f'skos:prefLabel "{long}"@es , "y"@en .\n' in written


def test_what_is_not_turtle_says_where_and_triple_terms_are_refused() -> None:
    with pytest.raises(RdfSyntaxError) as refused:
        formatted(b"<urn:a> <urn:b>\n  <urn:c> <urn:d> .", "a.ttl")
    assert str(refused.value).startswith("a.ttl:2:")
    with pytest.raises(RdfSyntaxError, match=r"a\.ttl:2: a comment is not in UTF-8"):
        formatted(b"<urn:a> <urn:b> <urn:c> .\n# \xe1\n", "a.ttl")
    with pytest.raises(InputError, match=r"a\.ttl: triple terms are not used here"):
        formatted(b"<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", "a.ttl")


def test_all_data_are_in_form(project: Project) -> None:
    assert len(project.data_files) >= 39
    for path in project.data_files:
        content = path.read_bytes()
        assert formatted(content, str(path)) == content.decode(), path


def test_the_file_of_a_record_is_in_form_and_that_of_each_fiche_is_its_own(
    project: Project,
) -> None:
    files = [path for path in project.data_files if path.parent.name == "practices"]
    assert len(files) == 34
    for path in files:
        content = path.read_bytes()
        record = rdf.of(parse(path).triples, path.stem)
        assert file.text(record, comments_of(content, path.name)) == content.decode()
        alone = file.text(record)
        assert formatted(alone.encode(), path.name) == alone == content.decode()


def test_fmt_rewrites_what_is_not_in_form_and_says_which(tmp_path: Path) -> None:
    copy = copied(tmp_path / "copy")
    root, files = copy.root, len(copy.data_files)
    fiche, actors = root / "data/practices/BP1_AH.ttl", root / "data/actors.ttl"
    before = {path: path.read_text(encoding="utf-8") for path in (fiche, actors)}
    assert run("fmt", "--check", "--root", str(root)).returncode == 0
    fiche.write_text(before[fiche].replace(" ;\n    sab:area", ";sab:area"), encoding="utf-8")
    actors.write_bytes(b"\xef\xbb\xbf" + before[actors].encode())
    spoilt = fiche.read_bytes()

    checked = run("fmt", "--check", "--root", str(root), "--lang", "en")
    assert checked.returncode == 1
    title = before[actors].split("\n")[0]
    line = before[fiche].split("\n").index("    sab:area area:AH ;")  # the line before it
    assert checked.stdout.split("\n") == [
        f"{actors}:1: it is not in the project's form. It should say: {title}",
        f"{fiche}:{line}: it is not in the project's form. It should say: "
        '    dcterms:source source:catalogue-2021 ; sab:section "2.1" ;',
        "",
    ]
    assert checked.stderr == f"2 of {files} files would change with saberesgraph fmt.\n"
    assert fiche.read_bytes() == spoilt

    done = run("fmt", "--root", str(root), "--lang", "es")
    assert (done.returncode, done.stdout) == (0, f"{actors}\n{fiche}\n")
    assert done.stderr == f"Se reescribieron 2 de {files} archivos.\n"
    assert all(path.read_text(encoding="utf-8") == text for path, text in before.items())
    assert not list(root.rglob(".*"))


def test_fmt_touches_nothing_where_one_file_is_not_turtle(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.ttl", tmp_path / "b.ttl"
    good.write_text("<urn:a>   a <urn:b> .", encoding="utf-8")
    bad.write_text("<urn:a> a\n <urn:b>", encoding="utf-8")
    for arguments in ((), ("--check",)):
        done = run("fmt", str(tmp_path), *arguments, "--lang", "en")
        assert done.returncode == 2
        assert f"{bad}:2:" in done.stderr
    assert good.read_text(encoding="utf-8") == "<urn:a>   a <urn:b> ."
    assert run("fmt", str(good)).stdout == f"{good}\n"
    assert good.read_text(encoding="utf-8") == "<urn:a> a <urn:b> .\n"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.ttl", "there is no such file. Check the path."),
        ("a.nt", "it is no Turtle file. Give .ttl files."),
        ("folder", "it holds no .ttl file."),
    ],
)
def test_fmt_refuses_what_it_cannot_read(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "a.nt").touch()
    (tmp_path / "folder").mkdir()
    done = run("fmt", str(tmp_path / name), "--lang", "en")
    assert (done.returncode, done.stderr) == (2, f"{tmp_path / name}: {said}\n")
