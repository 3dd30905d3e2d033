"""Reads the text of .pdf documents; what is only a picture of a page is not read."""

import io
import logging
from typing import Final

import pypdf
import pypdf.filters  # noqa: F401 (when a file is read, nothing can be imported any more)
from pypdf.errors import DependencyError, LimitReachedError, PyPdfError

from saberesgraph.errors import InputError
from saberesgraph.fiches.files.content import Found, Note, broken
from saberesgraph.fiches.files.package import oversized, protected

MOST_PAGES: Final = 2_000


def read_pdf(content: bytes, name: str) -> Found:
    """Return the lines of a PDF; the first of each page begins with a form feed, but page one.

    Raises:
        InputError: it is damaged or protected, has too many pages, or no text.
    """
    logging.getLogger("pypdf").disabled = True  # it warns of each oddity of a file
    try:
        reader = pypdf.PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise protected()
        if len(reader.pages) > MOST_PAGES:
            raise InputError(
                f"tiene más de {MOST_PAGES} páginas",
                f"it has more than {MOST_PAGES} pages",
                hint=("Divídelo", "Split it"),
            )
        pages = [page.extract_text() for page in reader.pages]
    except DependencyError as error:  # ciphers that pypdf leaves to other libraries
        raise protected() from error
    except LimitReachedError as error:
        raise oversized() from error
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise broken("no es un PDF completo", "it is no complete PDF") from error
    empty = [str(number) for number, text in enumerate(pages, 1) if not text.strip()]
    if len(empty) == len(pages):
        raise InputError(
            "no tiene texto: sus páginas son imágenes",
            "it has no text: its pages are pictures",
            hint=(
                "Pásalo por un programa que reconozca el texto (OCR) y da el resultado",
                "Run it through a program that recognises text (OCR) and give the result",
            ),
        )
    notes = []
    if empty:
        listed = ", ".join(empty)
        notes.append(
            Note(
                f"No tienen texto, quizá son imágenes, las páginas: {listed}",
                f"These pages have no text, perhaps they are pictures: {listed}",
            )
        )
    return Found(lines="\n\f".join(pages).split("\n"), notes=notes)
