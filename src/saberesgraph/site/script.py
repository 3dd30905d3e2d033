"""Data as the scripts of pages read it."""

import json
from typing import Any


def literal(value: Any) -> str:
    r"""Return text, lists and dictionaries as a script writes them, on one line.

    JSON is JavaScript but for two characters that end a line in engines before ECMAScript 2019.

    >>> literal({"año": "a\u2028b"})
    '{"año":"a\\u2028b"}'
    """
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return written.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
