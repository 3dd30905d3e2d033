"""What a data package says of itself: what is in it, in both languages, and its licence."""

from typing import Final

from saberesgraph import __version__, dcat
from saberesgraph.exporting.part import Part
from saberesgraph.language import translator
from saberesgraph.namespaces import PROLOGUE

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_ROWS: Final = (
    ("saberes.ttl", "Turtle: lo que dicen las fuentes y, aparte, lo derivado",
     "Turtle: what sources state and, apart, what is derived"),
    ("saberes.trig, saberes.nq, saberes.jsonld", "TriG, N-Quads y JSON-LD: grafo por grafo",
     "TriG, N-Quads and JSON-LD: graph by graph"),
    ("saberes.xlsx", "las fichas en el formulario; se lee con `saberesgraph import`",
     "the records in the form; `saberesgraph import` reads it"),
    ("tables/", "tablas CSV; `csv-metadata.json` dice qué es cada columna (CSV on the Web)",
     "CSV tables; `csv-metadata.json` says what each column is (CSV on the Web)"),
    ("saberes.gexf, saberes.graphml", "la red, para Gephi y otros programas",
     "the network, for Gephi and other programs"),
    ("dcat.ttl, datapackage.json", "la descripción para catálogos: DCAT y Frictionless",
     "the description for catalogues: DCAT and Frictionless"),
    ("SHA256SUMS", "sumas de control: `sha256sum -c SHA256SUMS`",
     "checksums: `sha256sum -c SHA256SUMS`"),
)  # fmt: skip


def texts(part: Part) -> dict[str, str]:
    """Return README in both languages and the licence, by file name."""
    return {
        "LEEME.md": _readme(part, "es"),
        "README.md": _readme(part, "en"),
        "LICENSE": _licence(part),
    }


def _readme(part: Part, language: str) -> str:
    t = translator(language)
    count = len(part.codes)
    rows = "\n".join(f"| `{name}` | {t(es, en)} |" for name, es, en in _ROWS)
    whole = t("Todos los datos.", "All the data.")
    some = t(
        f"Una parte: {', '.join(part.codes)}, con su evidencia y lo que nombran.",
        f"A part: {', '.join(part.codes)}, with their evidence and what they name.",
    )
    lines = (
        f"# {dcat.TITLE} {__version__}",
        dcat.DESCRIPTION[language],
        t(f"Fichas: {count}. ", f"Records: {count}. ") + (whole if part.whole else some),
        f"| {t('Archivo', 'File')} | {t('Qué es', 'What it is')} |\n|---|---|\n{rows}",
        t(
            "Nada derivado se mezcla con lo que dicen las fuentes: está en su propio grafo, y en "
            "las tablas su fundamento es `derived`. En los CSV, un texto que una hoja de cálculo "
            "tomaría por fórmula lleva un apóstrofo delante.",
            "Nothing derived is mixed with what sources state: it is in a graph of its own, and in "
            "the tables its basis is `derived`. In the CSV files, a text that a spreadsheet would "
            "take for a formula has an apostrophe before it.",
        ),
        t("Licencia y fuentes: LICENSE.", "Licence and sources: LICENSE."),
    )
    return "\n\n".join(lines) + "\n"


def _licence(part: Part) -> str:
    rows = part.store.select(
        PROLOGUE
        + """SELECT DISTINCT ?source ?name ?rights WHERE {
            ?source a sab:SourceDocument ; skos:prefLabel ?name ; dcterms:rights ?rights
            FILTER (LANG(?name) = LANG(?rights))
        } ORDER BY ?source ?rights"""
    ).records()
    said = [f"{row['name']}\n{row['rights']}" for row in rows]
    own = [
        "Creative Commons Attribution 4.0 International (CC BY 4.0)",
        _LICENCE,
        f"Attribution / Atribución: “{dcat.CREDIT}”.",
        "That licence covers our own wording, structure and identifiers, and not the documents "
        "that they describe, whose own terms follow.",
        "Esa licencia cubre nuestras propias palabras, estructura e identificadores, y no los "
        "documentos que describen, cuyas condiciones siguen.",
    ]
    return "\n\n".join((*own, *dict.fromkeys(said))) + "\n"
