"""Reads .docx documents: paragraphs, tables, text boxes and notes, in their order.

python-docx leaves out what stands in content controls, which forms are made of, and what was
inserted with changes tracked (python-docx issues 155 and 1123); so the tree is walked here.
"""

from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from saberesgraph.fiches.files.content import Found, Note
from saberesgraph.fiches.files.package import Package, local

_STYLES: Final = "word/styles.xml"
_DOCUMENT: Final = "word/document.xml"
# what a reader of the finished document does not see, or would see twice
_LEFT_OUT: Final = {"del", "moveFrom", "Fallback", "instrText", "delText", "pPr", "rPr", "sdtPr"}
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_MACROS: Final = Note(
    "Tiene macros: no se ejecutan; se lee solo el texto",
    "It has macros: they are not run; only the text is read",
)
_CHANGES: Final = Note(
    "Tiene cambios sin aceptar: se leyó como si todos estuvieran aceptados",
    "It has changes that were not accepted: it was read as if all were",
)
_NUMBERS: Final = Note(
    "Tiene listas numeradas por el programa: sus números no son parte del texto y no se leyeron",
    "It has lists numbered by the program: their numbers are no text and were not read",
)
_ASIDE: Final = Note(
    "Sus encabezados, pies de página y comentarios no se leyeron",
    "Its page headers, page footers and comments were not read",
)


def read_document(content: bytes, name: str) -> Found:
    """Return the lines of a document: one a paragraph, or one a line of it.

    Raises:
        InputError: it is damaged.
    """
    package = Package(content)
    found = Found()
    tree = package.tree(_DOCUMENT)
    words = [*_paragraphs(tree)]
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in package:
            words += _paragraphs(package.tree(part))
    found.lines = [line for paragraph in words for line in paragraph.split("\n")]
    marks = {local(element) for element in tree.iter()}
    if any(name.endswith("vbaProject.bin") for name in package.names):
        found.notes.append(_MACROS)
    if marks & {"ins", "del", "moveFrom", "moveTo"}:
        found.notes.append(_CHANGES)
    if "numPr" in marks or _numbered(package, tree):
        found.notes.append(_NUMBERS)
    if any(_says_something(package, name) for name in package.names):
        found.notes.append(_ASIDE)
    return found


def _numbered(package: Package, tree: Element) -> bool:
    """Whether a paragraph has a style that numbers."""
    if _STYLES not in package:
        return False
    styles = {
        _get(style, "styleId")
        for style in package.tree(_STYLES).iterfind("{*}style")
        if style.find("{*}pPr/{*}numPr") is not None
    }
    return any(_get(each, "val") in styles for each in tree.iter() if local(each) == "pStyle")


def _says_something(package: Package, name: str) -> bool:
    aside = name.startswith(("word/header", "word/footer", "word/comments"))
    return (
        aside
        and name.endswith(".xml")
        and any(text.strip() for text in _paragraphs(package.tree(name)))
    )


def _paragraphs(element: Element) -> Iterator[str]:
    """The text of each paragraph below an element; those of a text box follow its own."""
    for child in element:
        kind = local(child)
        if kind == "p":
            boxes: list[Element] = []
            yield "".join(_runs(child, boxes))
            for box in boxes:
                yield from _paragraphs(box)
        elif kind not in _LEFT_OUT:
            yield from _paragraphs(child)


def _runs(element: Element, boxes: list[Element]) -> Iterator[str]:
    for child in element:
        kind = local(child)
        if kind == "t":
            yield child.text or ""
        elif kind == "br" and _get(child, "type") == "page":
            yield "\n\f"
        elif kind in _SIGNS:
            yield _SIGNS[kind]
        elif kind == "txbxContent":
            boxes.append(child)
        elif kind not in _LEFT_OUT:
            yield from _runs(child, boxes)


def _get(element: Element, name: str) -> str:
    return next((v for k, v in element.attrib.items() if k.endswith("}" + name)), "")
