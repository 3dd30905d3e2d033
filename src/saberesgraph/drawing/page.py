"""Renders our templates: autoescaped, in one language, with nothing loaded from outside."""

import base64
import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from saberesgraph.language import translator

_WEB = Path(__file__).resolve().parent.parent / "web"
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(_WEB / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(template: str, language: str, scripts: tuple[str, ...] = (), **context: Any) -> str:
    """Return a page.

    `scripts` are files of web/static/ put inside the page; its content security policy allows
    these and no other script, no connection and no outside file.
    """
    code = [_own(name) for name in scripts]
    hashes = " ".join(f"'sha256-{_sha256(text)}'" for text in code) or "'none'"
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
    )
    return _ENVIRONMENT.get_template(template).render(
        language=language,
        t=translator(language),
        policy=policy,
        style=_own("site.css"),
        scripts=code,
        **context,
    )


def _own(name: str) -> Markup:
    """The text of a file of web/static/, which is ours and not to be escaped."""
    return Markup((_WEB / "static" / name).read_text(encoding="utf-8"))  # noqa: S704


def _sha256(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
