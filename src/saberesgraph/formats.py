"""Writes an answer in each format: the W3C's own for machines, tables for people."""

import csv as csv_module
import io
import json as json_module
import re
from collections.abc import Callable, Mapping
from typing import Any, Final
from xml.etree import ElementTree

import pyoxigraph as ox

from saberesgraph import tables
from saberesgraph.errors import FormatError
from saberesgraph.namespaces import PREFIXES, XSD
from saberesgraph.results import Answer, Table, Term, is_number, of_triples, text

FORMATS: Final = ("table", "csv", "tsv", "json", "xml", "markdown", "turtle", "ntriples")
# the CSV of the W3C: each value as it is, for programs; `csv` is guarded for spreadsheets
W3C_CSV: Final = "w3c-csv"

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPARQL_RESULTS = "http://www.w3.org/2005/sparql-results#"


def write(
    answer: Answer,
    form: str,
    *,
    language: str = "es",
    headings: Mapping[str, str] | None = None,
    width: int = 0,
) -> str:
    r"""Return an answer as text in one of FORMATS.

    Args:
        answer: what a query gave.
        form: `table` and `markdown` are for people; `csv`, `tsv`, `json` and `xml` are the W3C's
            result formats, and JSON-LD and RDF/XML for triples; `turtle` and `ntriples` are for
            triples alone. W3C_CSV, which is none of FORMATS, is `csv` for programs.
        language: of yes and no, and of messages.
        headings: the columns that people read and what they call them; without it, all.
        width: of the terminal in characters, 0 for no limit.

    Raises:
        FormatError: the answer cannot be written in that format.

    >>> write(Table(("n",), ((ox.Literal(7),),)), "csv")
    'n\r\n7\r\n'
    """
    if form not in (*FORMATS, W3C_CSV):
        raise FormatError(
            f'no se conoce el formato "{form}"',
            f'there is no format "{form}"',
            hint=(f"Elige entre {', '.join(FORMATS)}", f"Choose one of {', '.join(FORMATS)}"),
        )
    if isinstance(answer, bool):
        return _boolean(answer, form, language)
    if isinstance(answer, tuple):
        if form in _RDF:
            return _rdf(answer, form)
        answer = of_triples(answer)
    if form in {"table", "markdown"}:
        shown = tables.readable(answer, headings, language)
        return tables.plain(shown, width) if form == "table" else tables.markdown(shown)
    writer = _TABULAR.get(form)
    if writer is None:
        raise _unfit(form, "SELECT")
    return writer(answer)


def csv(table: Table) -> str:
    r"""Return a table as CSV: RFC 4180, comma, quoted where needed.

    A text that a spreadsheet would take for a formula gets an apostrophe before it; numbers
    stay as they are.

    >>> csv(Table(("n", "m"), ((ox.Literal("=1+1"), ox.Literal(-7)),)))
    "n,m\r\n'=1+1,-7\r\n"
    """
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(map(_inert, table.columns))
    writer.writerows([_inert(text(cell)) for cell in row] for row in table.rows)
    return out.getvalue()


def _w3c_csv(table: Table) -> str:
    """As SPARQL 1.1 Query Results CSV says: nothing is put before a value, `_:` before a blank."""
    out = io.StringIO()
    writer = csv_module.writer(out)
    writer.writerow(table.columns)
    writer.writerows(
        [str(cell) if isinstance(cell, ox.BlankNode) else text(cell) for cell in row]
        for row in table.rows
    )
    return out.getvalue()


def _inert(words: str) -> str:
    if is_number(words) or not words.startswith(("=", "+", "-", "@", "\t", "\r")):
        return words
    return f"'{words}"


def _tsv(table: Table) -> str:
    lines = ["\t".join(f"?{column}" for column in table.columns)]
    for row in table.rows:
        # N-Triples leaves a tab inside a literal as it is
        cells = ("" if cell is None else str(cell).replace("\t", "\\t") for cell in row)
        lines.append("\t".join(cells))
    return "\n".join(lines) + "\n"


def _json(table: Table) -> str:
    bindings = [
        {
            column: _json_term(cell)
            for column, cell in zip(table.columns, row, strict=True)
            if cell is not None
        }
        for row in table.rows
    ]
    return _dumps({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}})


def _json_term(term: Term) -> dict[str, Any]:
    if isinstance(term, ox.Triple):
        parts = {
            "subject": _json_term(term.subject),
            "predicate": _json_term(term.predicate),
            "object": _json_term(term.object),
        }
        return {"type": "triple", "value": parts}
    if isinstance(term, ox.Literal):
        cell: dict[str, Any] = {"type": "literal", "value": term.value}
        if term.language:
            cell["xml:lang"] = term.language
        elif term.datatype.value != XSD + "string":
            cell["datatype"] = term.datatype.value
        return cell
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": text(term)}


def _dumps(document: Any) -> str:
    return json_module.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _xml(table: Table) -> str:
    root, head = _xml_document()
    for column in table.columns:
        ElementTree.SubElement(head, "variable", name=column)
    results = ElementTree.SubElement(root, "results")
    for row in table.rows:
        result = ElementTree.SubElement(results, "result")
        for column, cell in zip(table.columns, row, strict=True):
            if cell is not None:
                _xml_term(ElementTree.SubElement(result, "binding", name=column), cell)
    return _xml_text(root)


def _xml_term(parent: ElementTree.Element, term: Term) -> None:
    if isinstance(term, ox.Triple):
        triple = ElementTree.SubElement(parent, "triple")
        for name in ("subject", "predicate", "object"):
            _xml_term(ElementTree.SubElement(triple, name), getattr(term, name))
        return
    if isinstance(term, ox.Literal):
        element = ElementTree.SubElement(parent, "literal")
        if term.language:
            element.set("xml:lang", term.language)
        elif term.datatype.value != XSD + "string":
            element.set("datatype", term.datatype.value)
    else:
        element = ElementTree.SubElement(
            parent, "uri" if isinstance(term, ox.NamedNode) else "bnode"
        )
    element.text = xml_text(text(term))


def xml_text(words: str) -> str:
    r"""Return words as XML can hold them: characters that it forbids become a replacement mark.

    >>> xml_text("a\x00b")
    'a�b'
    """
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def _xml_document() -> tuple[ElementTree.Element, ElementTree.Element]:
    root = ElementTree.Element("sparql", xmlns=_SPARQL_RESULTS)
    return root, ElementTree.SubElement(root, "head")


def _xml_text(root: ElementTree.Element) -> str:
    ElementTree.indent(root)
    # a reader takes a carriage return that is not escaped for the end of a line
    written = ElementTree.tostring(root, "unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


_TABULAR: Final[dict[str, Callable[[Table], str]]] = {
    "csv": csv,
    W3C_CSV: _w3c_csv,
    "tsv": _tsv,
    "json": _json,
    "xml": _xml,
}
_RDF: Final = {
    "turtle": ox.RdfFormat.TURTLE,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "xml": ox.RdfFormat.RDF_XML,
    "json": ox.RdfFormat.JSON_LD,
}


def _rdf(triples: tuple[ox.Triple, ...], form: str) -> str:
    # only the prefixes in use: a reader should not wade through the rest
    words = "\n".join(map(str, triples))
    prefixes = {name: iri for name, iri in PREFIXES.items() if f"<{iri}" in words}
    try:
        written = ox.serialize(sorted(triples, key=str), format=_RDF[form], prefixes=prefixes)
        assert written is not None
        if form == "xml":
            # a predicate without a name, or a control character, has no form in RDF/XML
            ElementTree.fromstring(written)  # noqa: S314 (what we just wrote)
    except (OSError, ElementTree.ParseError) as error:
        raise FormatError(
            f'estas tripletas no se pueden escribir como "{form}" ({error})',
            f'these triples cannot be written as "{form}" ({error})',
            hint=("Usa turtle", "Use turtle"),
        ) from error
    return written.decode().rstrip("\n") + "\n"


def _boolean(answer: bool, form: str, language: str) -> str:
    if form == "json":
        return _dumps({"head": {}, "boolean": answer})
    if form == "xml":
        root, _ = _xml_document()
        ElementTree.SubElement(root, "boolean").text = str(answer).lower()
        return _xml_text(root)
    if form in {"table", "markdown"}:
        return f"{tables.yes_or_no(answer, language)}\n"
    if form in _RDF:
        raise _unfit(form, "ASK")
    return f"{str(answer).lower()}\n"


def _unfit(form: str, kind: str) -> FormatError:
    return FormatError(
        f'la respuesta de una consulta {kind} no se escribe como "{form}"',
        f'the answer of {kind} cannot be written as "{form}"',
        hint=("Usa csv, o haz una consulta CONSTRUCT", "Use csv, or ask with CONSTRUCT"),
    )
