"""Reads the text of a query without running it: its form, and what nobody may ask."""

import functools
import re
from dataclasses import dataclass
from typing import Final

from saberesgraph.errors import QueryRefusedError

# Native parsers recurse: about 850 nested NOT EXISTS overflow the stack of pyoxigraph 0.5.
MAX_NESTING: Final = 100
MAX_CHARACTERS: Final = 200_000

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
# As in the grammar of SPARQL 1.1, section 19.8; what matches nothing is one character of its own.
# A prefix has a bound so that no text takes quadratic time.
_TOKEN = re.compile(
    r"""
      (?P<space>   [ \t\r\n]+ | \#[^\r\n]* )
    | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{3} (?: \"{0,2} (?: [^"\\] | \\. ) )* \"{3}
                 | '{3} (?: '{0,2} (?: [^'\\] | \\. ) )* '{3}
                 | " (?: [^"\\\r\n] | \\. )* " | ' (?: [^'\\\r\n] | \\. )* ' )
    | (?P<variable> [?$]\w+ )
    | (?P<name>    (?: [^\W\d_] [\w.·-]{0,200} )? : (?: [\w.:·-] | %[0-9A-Fa-f]{2} | \\. )* )
    | (?P<tag>     @[A-Za-z]+ (?: - [A-Za-z0-9]+ )* )
    | (?P<word>    [^\W\d] \w* )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Screened:
    """What the text of a query tells.

    Args:
        form: SELECT, ASK, CONSTRUCT, DESCRIBE, or "" where it starts with none of them.
        computed: the variables that an expression gives (`AS ?x`).
        own_dataset: whether it names its graphs itself (`FROM`).
    """

    form: str
    computed: frozenset[str]
    own_dataset: bool


@functools.lru_cache(maxsize=256)
def screen(query: str) -> Screened:
    r"""Return what the text of a query tells, or refuse it before it runs.

    Text is read as the SPARQL grammar says, `\u` escapes first, so a forbidden word inside a
    literal, a comment or a name is no alarm, and none can hide.

    Raises:
        QueryRefusedError: it asks another server (SERVICE), would change data, or is longer or
            nested deeper than any honest query.

    >>> screen('ASK { ?s ?p "SERVICE" } # SERVICE').form
    'ASK'
    """
    if len(query) > MAX_CHARACTERS:
        raise QueryRefusedError(
            f"tiene más de {MAX_CHARACTERS} caracteres",
            f"it is longer than {MAX_CHARACTERS} characters",
            hint=("Acórtala", "Shorten it"),
        )
    screened = _screen(query)
    resolved = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _character, query)
    # an engine may read escapes before the grammar or inside it: both readings must be harmless
    return screened if resolved == query else _screen(resolved)


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def _screen(query: str) -> Screened:
    form = ""
    computed = set()
    own_dataset = False
    depth = repeated = 0
    previous = ""
    for token in _TOKEN.finditer(query):
        kind, text = token.lastgroup, token[0]
        if kind == "space":
            continue
        word = text.upper() if kind == "word" else ""
        if word == "SERVICE":
            raise QueryRefusedError(
                "pide datos a otro servidor (SERVICE), y aquí ninguna consulta abre conexiones",
                "it asks another server (SERVICE), and no query opens a connection here",
                where=_place(query, token.start()),
                hint=("Quita SERVICE", "Remove SERVICE"),
            )
        if not form and word in _UPDATES:
            raise QueryRefusedError(
                f"cambiaría los datos ({word}), y aquí solo se pregunta",
                f"it would change data ({word}), and here one only asks",
                where=_place(query, token.start()),
                hint=(
                    "Usa SELECT, ASK, CONSTRUCT o DESCRIBE",
                    "Use SELECT, ASK, CONSTRUCT or DESCRIBE",
                ),
            )
        if word in _FORMS:
            form = form or word
        own_dataset |= word == "FROM"
        if kind == "variable" and previous == "AS":
            computed.add(text[1:])
        if text in {"{", "(", "["}:
            depth += 1
        elif text in {"}", ")", "]"}:
            depth -= 1
        # signs nest too: each of !!!!x is inside the one before
        repeated = repeated + 1 if text in {"!", "-", "+", "^"} else 0
        if depth > MAX_NESTING or repeated > MAX_NESTING:
            raise QueryRefusedError(
                f"anida más de {MAX_NESTING} niveles",
                f"it nests more than {MAX_NESTING} levels",
                where=_place(query, token.start()),
                hint=("Escríbela más plana", "Write it flatter"),
            )
        previous = word
    return Screened(form, frozenset(computed), own_dataset)


def _place(query: str, offset: int) -> str:
    line = query.count("\n", 0, offset) + 1
    return f"{line}:{offset - query.rfind(chr(10), 0, offset)}"
