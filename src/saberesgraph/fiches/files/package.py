"""Opens the zip packages that .xlsx, .ods and .docx are, after measuring what they would become."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final
from xml.etree import ElementTree
from xml.parsers import expat

from saberesgraph.errors import InputError
from saberesgraph.fiches.files.content import broken

MOST_PARTS: Final = 5_000
MOST_BYTES: Final = 256 * 2**20
# sheets of like rows shrink to a fiftieth; a bomb to a thousandth
MOST_RATIO: Final = 200
_SMALL: Final = 2**20
_CHUNK: Final = 2**16
_PATH = re.compile(r"^[/\\]|^[A-Za-z]:|(^|[/\\])\.\.([/\\]|$)|\x00")
_ENCRYPTED: Final = 0x1


class Package:
    """A zip package; its parts are read from memory and never written to disk.

    Args:
        content: of the file.

    Raises:
        InputError: it is damaged, protected, too large when unpacked, or holds XML that declares
            entities or names another file.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise broken("no está completo", "it is not complete") from error
        self._parts = {part.filename: part for part in self._zip.infolist()}
        self._measure()
        for part in self._zip.infolist():
            self._refuse_declarations(part)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its parts."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        """Whether it has a part."""
        return name in self._parts

    def read(self, name: str) -> bytes:
        """Return a part.

        Raises:
            InputError: there is none, or it is damaged.
        """
        with self._opened(self._part(name)) as file:
            return file.read()

    def tree(self, name: str) -> ElementTree.Element:
        """Return the tree of a part that is XML; raises as `read` does."""
        *_, root = self.elements(name)
        return root

    def elements(self, name: str) -> Iterator[ElementTree.Element]:
        """Yield the elements of a part as each ends; who has used one may clear it.

        Raises as `read` does.
        """
        with self._opened(self._part(name)) as file:
            try:
                # what declares entities was refused
                for _, element in ElementTree.iterparse(file):  # noqa: S314
                    yield element
            except ElementTree.ParseError as error:
                raise broken(f"{name} no es XML válido", f"{name} is not valid XML") from error

    def _part(self, name: str) -> zipfile.ZipInfo:
        if name not in self._parts:
            raise broken(f"falta {name}", f"{name} is missing")
        return self._parts[name]

    @contextmanager
    def _opened(self, part: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
        try:
            with self._zip.open(part) as file:
                yield file
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            name = part.filename
            raise broken(f"{name} no está completo", f"{name} is not complete") from error

    def _measure(self) -> None:
        parts = self._zip.infolist()
        whole = sum(part.file_size for part in parts)
        packed = sum(part.compress_size for part in parts)
        if len(parts) > MOST_PARTS or whole > MOST_BYTES:
            raise oversized()
        if whole > _SMALL and whole > packed * MOST_RATIO:
            raise oversized()
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise protected()
        if len(self._parts) < len(parts):
            raise broken("tiene dos partes del mismo nombre", "two of its parts have one name")
        if any(_PATH.search(part.orig_filename) for part in parts):
            raise broken(
                "una parte tiene una ruta que sale del archivo",
                "a part has a path that leaves the file",
            )
        if any(
            part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for part in parts
        ):
            raise broken("está comprimido de otra forma", "it is compressed in another way")

    def _refuse_declarations(self, part: zipfile.ZipInfo) -> None:
        """Refuse a part whose XML has a document type: entities are declared only there.

        The parser that reads the part later is the same, so no encoding hides one from it.
        """
        parser = expat.ParserCreate()

        def refuse(*_: object) -> None:
            raise _declares(part.filename)

        def leave(*_: object) -> None:
            raise _RootReachedError

        parser.StartDoctypeDeclHandler = refuse
        parser.StartElementHandler = leave
        try:
            with self._opened(part) as file:
                while chunk := file.read(_CHUNK):
                    parser.Parse(chunk, False)
        except (_RootReachedError, expat.ExpatError):
            return  # no XML, such as an image: who reads it as XML is told so then


def local(element: ElementTree.Element) -> str:
    """Return the name of an element without its namespace, which older and newer files differ in.

    >>> local(ElementTree.Element("{urn:a}row"))
    'row'
    """
    return element.tag.rpartition("}")[2]


class _RootReachedError(Exception):
    pass


def protected() -> InputError:
    """Return the error for a file that only opens with a password."""
    return InputError(
        "está protegido con contraseña",
        "it is protected by a password",
        hint=("Guárdalo sin contraseña", "Save it without a password"),
    )


def oversized() -> InputError:
    """Return the error for a file that is small only as long as it is packed."""
    return InputError(
        "al descomprimirlo ocuparía más de lo que ocupa una ficha o una hoja",
        "unpacked it would be larger than any fiche or sheet is",
        hint=(
            "Copia tus datos a un archivo nuevo, sin filas ni imágenes de más",
            "Copy your data into a new file, without spare rows or images",
        ),
    )


def _declares(name: str) -> InputError:
    return InputError(
        f"su parte {name} declara entidades, lo que aquí no se lee",
        f"its part {name} declares entities, which are not read here",
        hint=(
            "Ábrelo con el programa que lo hizo y guárdalo de nuevo",
            "Open it with the program that made it and save it again",
        ),
    )
