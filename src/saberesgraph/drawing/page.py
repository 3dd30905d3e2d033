"""Renders our templates: autoescaped, in one language, with nothing loaded from outside."""

import base64
import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from saberesgraph.drawing.paths import page_of
from saberesgraph.language import LANGUAGES, translator

STATIC: Final = Path(__file__).resolve().parent.parent / "web" / "static"
ASSETS: Final = "assets"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(STATIC.parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.globals["page_of"] = page_of
# the data of a page as short as it can be: our pages are in UTF-8
_ENVIRONMENT.policies["json.dumps_kwargs"] = {
    "sort_keys": True,
    "ensure_ascii": False,
    "separators": (",", ":"),
}


@dataclass(frozen=True)
class Place:
    """Where a page stands in the site, and how it links from there.

    Attributes:
        path: of the page, the same in every language, such as `id/practice/BP1_AH.html`.
        language: of the page.
        default: the language at the root of the site; another has a folder of its name.
        served: by a server, which can do more than a folder of files.
        alone: without the pages of a project, because somebody else's data are served.
        query: the query string of the page with its `?`, which its other languages share.
    """

    path: str
    language: str
    default: str
    served: bool = False
    alone: bool = False
    query: str = ""

    @property
    def file(self) -> str:
        """The path of the page from the root of the site.

        >>> Place("map.html", "en", "es").file
        'en/map.html'
        """
        return self._in(self.language) + self.path

    def href(self, path: str) -> str:
        """Return the relative link to a page of the same language.

        >>> Place("id/area/AH.html", "en", "es").href("map.html#area=AH")
        '../../map.html#area=AH'
        """
        return self._from_here(self._in(self.language) + path)

    def shared(self, path: str) -> str:
        """Return the relative link to a file that all languages share.

        >>> Place("map.html", "en", "es").shared("id/practice/BP1_AH.ttl")
        '../id/practice/BP1_AH.ttl'
        """
        return self._from_here(path)

    def asset(self, name: str) -> str:
        """Return the relative link to one of our own files.

        >>> Place("map.html", "es", "es").asset("site.css")
        'assets/site.css'
        """
        return self._from_here(f"{ASSETS}/{name}")

    def other(self) -> dict[str, str]:
        """Return the relative links to this page in the other languages.

        >>> Place("map.html", "es", "es").other()
        {'en': 'en/map.html'}
        """
        return {
            language: self._from_here(self._in(language) + self.path) + self.query
            for language in LANGUAGES
            if language != self.language
        }

    def _in(self, language: str) -> str:
        return "" if language == self.default else f"{language}/"

    def _from_here(self, path: str) -> str:
        return _link(posixpath.dirname(self.file) or ".", path)


@lru_cache(maxsize=20_000)
def _link(folder: str, path: str) -> str:
    """The relative link from a folder; pages of a kind have many of the same."""
    path, mark, fragment = path.partition("#")
    link = posixpath.relpath(path, folder)
    return quote(link) + mark + quote(unquote(fragment), safe="=&:,-_.~")


def render(
    template: str,
    language: str,
    *,
    place: Place | None = None,
    styles: tuple[str, ...] = (),
    scripts: tuple[str, ...] = (),
    allow: Mapping[str, str] = MappingProxyType({}),
    **context: Any,
) -> str:
    """Return a page; its content security policy allows our own files and nothing else.

    Args:
        template: of web/templates/.
        language: of the page.
        place: in the site, where styles and scripts are linked; a page without one stands alone:
            they are put inside it and allowed by their hashes.
        styles: files of web/static/ after site.css.
        scripts: files of web/static/, in order.
        allow: what this page's policy adds, such as `{"worker-src": "blob:"}`.
        context: what the template shows.
    """
    styles = ("site.css", *styles)
    if place is not None:
        scripts = ("site.js", *scripts)
    return _ENVIRONMENT.get_template(template).render(
        language=language,
        t=translator(language),
        place=place,
        href=(lambda path: None) if place is None else place.href,
        policy=_policy(place, styles, scripts, allow),
        styles=[(name, place.asset(name) if place else _own(name)) for name in styles],
        scripts=[(name, place.asset(name) if place else _own(name)) for name in scripts],
        **context,
    )


def fragment(template: str, language: str, *, place: Place | None = None, **context: Any) -> Markup:
    """Return a part of a page, or a picture that is a file of its own."""
    rendered = _ENVIRONMENT.get_template(template).render(
        language=language,
        t=translator(language),
        place=place,
        href=(lambda path: None) if place is None else place.href,
        **context,
    )
    return Markup(rendered)  # noqa: S704 (our own autoescaped template wrote it)


def _policy(
    place: Place | None, styles: tuple[str, ...], scripts: tuple[str, ...], allow: Mapping[str, str]
) -> str:
    ours = "'self'" if place else "'none'"
    directives = {
        "default-src": "'none'",
        "script-src": ours if place else _hashes(scripts),
        "style-src": ours if place else _hashes(styles),
        "img-src": "'self' data: blob:",
        "base-uri": "'none'",
        "form-action": ours,
    }
    for name, more in allow.items():
        directives[name] = f"{directives.get(name, '')} {more}".strip()
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _hashes(names: tuple[str, ...]) -> str:
    return " ".join(f"'sha256-{_sha256(_own(name))}'" for name in names) or "'none'"


@cache
def _own(name: str) -> Markup:
    """The text of a file of web/static/, which is ours and not to be escaped."""
    return Markup((STATIC / name).read_text(encoding="utf-8"))  # noqa: S704


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
