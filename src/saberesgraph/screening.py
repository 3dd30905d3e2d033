"""Reads the text of a query without running it: its form, and what nobody may ask.

pyoxigraph's parser knows no words: it reads `SERVICE:x`, `trueSERVICE` or `1<2)#>` by what may come
next, where the grammar takes the longest token. So a text is refused if any reading asks for more
than it may, and what is ambiguous in a query that speaks of services counts against it.
"""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from saberesgraph.errors import QueryRefusedError

# Native parsers recurse: about 850 nested NOT EXISTS overflow the stack of pyoxigraph 0.5.
MAX_NESTING: Final = 100
MAX_CHARACTERS: Final = 200_000

_FORMS = {"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"}
_UPDATES = {"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "COPY", "MOVE", "ADD", "WITH"}
_OPENING, _CLOSING = {"{", "(", "["}, {"}", ")", "]"}
# As in the grammar of SPARQL 1.1, section 19.8; what matches nothing is one character of its own.
# A prefix has a bound so that no text takes quadratic time.
_TOKEN = re.compile(
    r"""
      (?P<space>   [ \t\r\n]+ )
    | (?P<comment> \#[^\r\n]* )
    | (?P<iri>     <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>  \"{3} (?: \"{0,2} (?: [^"\\] | \\[tbnrf"'\\uU] ) )* \"{3}
                 | '{3} (?: '{0,2} (?: [^'\\] | \\[tbnrf"'\\uU] ) )* '{3}
                 | " (?: [^"\\\r\n] | \\[tbnrf"'\\uU] )* "
                 | ' (?: [^'\\\r\n] | \\[tbnrf"'\\uU] )* ' )
    | (?P<variable> [?$][\w·\u0300-\u036f\u203f\u2040]+ )
    | (?P<name>    (?: [^\W\d_] [\w.·-]{0,200} )? : (?: [\w.:·-] | %[0-9A-Fa-f]{2} | \\. )* )
    | (?P<tag>     @[A-Za-z]+ (?: - [A-Za-z0-9]+ )* )
    | (?P<word>    [^\W\d] \w* )
    | (?P<other>   . )
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERANDS = {"variable", "string", "name", "iri", "word"}


@dataclass(frozen=True)
class Screened:
    """What the text of a query tells.

    Args:
        form: SELECT, ASK, CONSTRUCT, DESCRIBE, or "" where it starts with none of them.
        computed: the variables that an expression gives (`AS ?x`).
        own_dataset: whether it names its graphs itself (`FROM`).
        iris: the IRIs it names, prefixed ones written out.
    """

    form: str
    computed: frozenset[str]
    own_dataset: bool
    iris: frozenset[str]


@functools.lru_cache(maxsize=256)
def screen(query: str) -> Screened:
    r"""Return what the text of a query tells, or refuse it before it runs.

    A forbidden word inside a literal, a comment or a name is no alarm, and none can hide.

    Raises:
        QueryRefusedError: it asks another server (SERVICE), would change data, has a quote that
            is never closed, or is longer or nested deeper than any honest query.

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
    # an engine may read escapes before the grammar or inside it: both readings must be harmless
    resolved = re.sub(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})", _character, query)
    for reading in dict.fromkeys((query, resolved)):
        if reading != query:
            _screen(reading)
        if "service" in reading.casefold():
            _screen(reading, operators=True)
    return screened


def masked(query: str) -> str:
    """Return the query with every literal, comment and IRI blotted out, each as long as before.

    >>> masked('ASK { ?s <urn:p> "x" }')
    'ASK { ?s ------- --- }'
    """
    blot = {"comment", "string", "iri"}
    return "".join(
        "-" * len(text) if kind in blot else text for kind, text, _ in _tokens(query, False)
    )


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code <= 0x10FFFF else escape[0]


def _tokens(query: str, operators: bool) -> Iterator[tuple[str, str, int]]:
    """Yield kind, text and offset; with `operators`, `<` after an operand compares."""
    if not operators:
        for token in _TOKEN.finditer(query):  # every character is some token's
            yield token.lastgroup or "", token[0], token.start()
        return
    offset, previous, open_brackets = 0, "", [""]
    while found := _TOKEN.match(query, offset):
        kind, text = found.lastgroup or "", found[0]
        after = open_brackets[-1] == "(" and (previous in _OPERANDS or previous in {")", "digit"})
        # only what holds a quote or a comment's mark could hide what follows
        if kind == "iri" and after and ("#" in text or "'" in text):
            kind, text = "other", "<"
        yield kind, text, offset
        offset += len(text)
        if text in _OPENING:
            open_brackets.append(text)
        elif text in _CLOSING and len(open_brackets) > 1:
            open_brackets.pop()
        if kind not in {"space", "comment"}:
            previous = "digit" if text.isdigit() else text if text == ")" else kind


def _screen(query: str, *, operators: bool = False) -> Screened:
    form = ""
    computed, iris, prefixes, names = set(), set(), {}, set()
    own_dataset = False
    depth = repeated = 0
    before, previous, asked, since = "", "", None, 0
    for kind, text, offset in _tokens(query, operators):
        if kind in {"space", "comment"}:
            continue
        word = text.upper() if kind in {"word", "name"} else ""
        if asked is not None and text == "{":
            raise _service(query, asked)
        if kind == "word" and "SERVICE" in word:
            raise _service(query, offset)
        if kind == "name" and "SERVICE" in word and previous not in {"GRAPH", "FROM", "NAMED"}:
            # a name may hold the word, but not before a group: SERVICE:x { }, x:SERVICE ?u { }
            asked, since = offset, 0
        elif asked is not None:
            since += 1
            asked = asked if since == 1 and kind in {"variable", "iri", "name"} else None
        if not form and kind == "word" and word in _UPDATES:
            raise QueryRefusedError(
                f"cambiaría los datos ({word}), y aquí solo se pregunta",
                f"it would change data ({word}), and here one only asks",
                where=_place(query, offset),
                hint=(
                    "Usa SELECT, ASK, CONSTRUCT o DESCRIBE",
                    "Use SELECT, ASK, CONSTRUCT or DESCRIBE",
                ),
            )
        if kind == "other" and text in {'"', "'"}:
            raise QueryRefusedError(
                "tiene comillas sin cerrar o un escape que no existe",
                "it has a quote that is never closed, or an escape that does not exist",
                where=_place(query, offset),
                hint=("Cierra las comillas", "Close the quote"),
            )
        if kind == "word" and word in _FORMS:
            form = form or word
        own_dataset |= word == "FROM"
        if kind == "variable" and previous == "AS":
            computed.add(text[1:])
        elif kind == "name":
            names.add(text)
        elif kind == "iri":
            iris.add(text[1:-1])
            if before == "PREFIX":
                prefixes[previous] = text[1:-1]
        depth += (text in _OPENING) - (text in _CLOSING)
        # signs nest too: each of !!!!x is inside the one before
        repeated = repeated + 1 if text in {"!", "-", "+", "^"} else 0
        if depth > MAX_NESTING or repeated > MAX_NESTING:
            raise QueryRefusedError(
                f"anida más de {MAX_NESTING} niveles",
                f"it nests more than {MAX_NESTING} levels",
                where=_place(query, offset),
                hint=("Escríbela más plana", "Write it flatter"),
            )
        before, previous = previous, word or text
    for name in names:
        prefix, _, local = name.partition(":")
        iris.add(prefixes.get(f"{prefix}:".upper(), "") + local)
    return Screened(form, frozenset(computed), own_dataset, frozenset(iris))


def _service(query: str, offset: int) -> QueryRefusedError:
    return QueryRefusedError(
        "pide datos a otro servidor (SERVICE), y aquí ninguna consulta abre conexiones",
        "it asks another server (SERVICE), and no query opens a connection here",
        where=_place(query, offset),
        hint=("Quita SERVICE", "Remove SERVICE"),
    )


def _place(query: str, offset: int) -> str:
    line = query.count("\n", 0, offset) + 1
    return f"{line}:{offset - query.rfind(chr(10), 0, offset)}"
