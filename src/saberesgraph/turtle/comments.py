"""The comments of a Turtle file, and the statement that each stands above."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

# https://www.w3.org/TR/turtle/#sec-grammar-grammar; the text was parsed before, so what is no
# string, address or comment needs to be told apart only as far as full stops go
_TOKEN: Final = re.compile(
    r"""
    (?P<comment>\#[^\r\n]*)
  | (?P<blank>[ \t\r\n]+)
  | (?P<string>"{3}(?:[^"\\]++|\\.|"(?!""))*+"{3} | '{3}(?:[^'\\]++|\\.|'(?!''))*+'{3}
      | "(?:[^"\\]++|\\.)*+" | '(?:[^'\\]++|\\.)*+')
  | (?P<address><(?:[^\x00-\x20<>"{}|^`\\]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*>)
  | (?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
  | (?P<number>[+-]?(?:[0-9]+\.?[0-9]*[eE][+-]?[0-9]+|\.[0-9]+(?:[eE][+-]?[0-9]+)?
      |[0-9]+(?:\.[0-9]+)?))
  | (?P<word>(?:\\.|[^\s\\.,;"'<>\[\](){}\#^|~@])
      (?:\\.|[^\s\\.,;"'<>\[\](){}\#^|~@]|\.+(?=\\|[^\s\\.,;"'<>\[\](){}\#^|~@]))*)
  | (?P<stop>\.)
  | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True)
class Comments:
    """Lines of comments, each with its `#`; an empty one parts two blocks.

    Args:
        header: above the prefixes.
        above: above a subject, by its node as N-Triples writes it.
        end: after all subjects.
    """

    header: tuple[str, ...] = ()
    above: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    end: tuple[str, ...] = ()


NO_COMMENTS: Final = Comments()


@dataclass
class Part:
    """One statement or directive of a file.

    Args:
        start: where it begins in the text; comments in and above it may come before.
        directive: whether it is a prefix, a base or the like.
        comments: above it, then in it and beside its end.
    """

    start: int
    directive: bool
    comments: list[str]


def parts(text: str) -> Iterator[Part]:
    """Yield each statement of valid Turtle, and last an empty one with what follows them."""
    part = Part(-1, directive=False, comments=[])
    until = ""  # what ends a directive without a full stop
    done: Part | None = None  # ended on this line
    lines = 0  # line ends since the last comment or token
    for token in _TOKEN.finditer(text):
        kind = str(token.lastgroup)
        if kind == "blank":
            ends = token[0].count("\n") or token[0].count("\r")
            lines += ends
            if done and ends:
                yield done
                done = None
            continue
        if kind == "comment":
            above = (done or part).comments
            if above and part.start < 0 and not done and lines > 1:
                above.append("")
            above.append(token[0].rstrip())
            lines = 0
            continue
        if done:
            yield done
            done = None
        if part.start < 0:
            part.start = token.start()
            word = token[0].upper()
            part.directive = word in {"PREFIX", "BASE", "VERSION"} or kind == "tag"
            until = {"PREFIX": "address", "BASE": "address", "VERSION": "string"}.get(word, "stop")
        lines = 0
        if kind == until:
            done, part = part, Part(-1, directive=False, comments=[])
    if done:
        yield done
    yield part


def read(text: str) -> tuple[tuple[str, ...], list[Part], tuple[str, ...]]:
    """Return the header, the statements, and the comments after them, of valid Turtle."""
    *every, last = parts(text)
    first = next((n for n, part in enumerate(every) if not part.directive), len(every))
    header: list[str] = []
    for part in every[:first]:
        header += part.comments
    statements = every[first:]
    if not first and statements:  # no prefixes: the first comments are those of the file
        header, statements[0].comments = statements[0].comments, []
    return tuple(header), statements, tuple(last.comments)
