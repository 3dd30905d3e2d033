"""What people and machines may write: texts, terms and bytes that nobody thought of."""

from typing import Final

import pyoxigraph as ox
from hypothesis import strategies as st

from test_turtle import IRIS, LITERALS

# what has broken readers and writers elsewhere, beside any other text
NASTY: Final = (
    "=1+1", "+cmd|' /C calc'!A0", "-7", "@SUM(A1)", "\t=1", "\r=1", "'=1", '"', '""', "'", "`", "|",
    "\\", "\\|", "\\\\|", "a|b", "a\nb", "a\r\nb", "a\rb", "\x00", "\x0b\x0c", "\x1b[31m", "\x85",
    "\u2028", "\u2029", "\ufeff", "\ufffe", "\ufffd", "\u202e", "\U0010ffff", "]]>", "<!--", "-->",
    "</script><script>x()</script>", "<img src=x onerror=y()>", "&amp;", "&#13;", "%0A",
    "::error::", "{0}", "{?x}", "{{", "[a](b:c)", "![a](b)", "# a", "- a", "1. a", "***", "---",
    "~~~", "```", "https://x.org", "www.x.org", "a@b.org", " a ", "", "\u00a0", "é", "e\u0301", "ﬁ",
    "ǅ", "ß", "İ", "\\u0022", "${x}", "$(x)", "%s", "../../x", "null", "NaN", "1e400", "007", "_:b",
    "a\tb",
)  # fmt: skip
WORDS: Final = st.one_of(
    st.sampled_from(NASTY),
    st.text(max_size=20),
    st.lists(st.sampled_from(NASTY), min_size=2, max_size=4).map("".join),
)
TEXTS: Final = st.one_of(
    st.builds(lambda value: ox.Literal(value), WORDS),
    st.builds(lambda value: ox.Literal(value, language="es"), WORDS),
    st.builds(lambda value: ox.Literal(value, datatype=ox.NamedNode("urn:type")), WORDS),
)
TERMS: Final = st.one_of(TEXTS, LITERALS, IRIS)
TRIPLES: Final = st.lists(st.builds(ox.Triple, IRIS, IRIS, st.one_of(IRIS, TEXTS, LITERALS)))

_TURTLE: Final = (
    "@prefix : <urn:p#> .", "PREFIX a: <urn:a/>", "@base <urn:b> .", "<urn:a>", ":b", "a:c", "a",
    "[", "]", "(", ")", ".", ";", ",", '"x"', "'y'", '"""z\n"""', "@es", "^^", "<urn:t>", "1", "1.",
    "-.5", "1e9", "true", "_:n", "# note\n", "\n", "<<", ">>", "<<(", ")>>", "\\u0041", "{", "}",
    "\ufeff", "\x00", "é", '"""', "<", "<a b>", "@prefix", ":", "a:b\\.c", "<<<", "{|", "|}", "~",
)  # fmt: skip
STATEMENTS: Final = st.lists(
    st.sampled_from(
        [
            "<urn:a> a <urn:b> .", '<urn:a> <urn:p> "x"@es , 1 , 1.50 .', "<urn:a> a (1 []) .",
            "[] <urn:p> [ <urn:q> true ] .", "# a note\n", "@prefix x: <urn:x#> .", "x:a x:b x:c .",
            "_:b <urn:p> _:b .", '<urn:é> <urn:p> """a\n"b" """ .', "PREFIX y: <urn:y/>\n", "\n",
            "y:a y:b 'c\\u0041' ; y:d -1e3 .", "<urn:a> <urn:p> <urn:b#c> ;; .", "x:a x:p x:\\, .",
        ]
    ),
    max_size=8,
).map(" ".join)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn) -> bytes:
    """Turtle with something cut out, doubled or put in."""
    content = draw(STATEMENTS).encode()
    start, end = sorted((draw(st.integers(0, len(content))), draw(st.integers(0, len(content)))))
    put = draw(st.one_of(st.sampled_from(_TURTLE).map(str.encode), st.binary(max_size=4)))
    return content[:start] + put + content[draw(st.sampled_from([start, end])) :]


FILES: Final = st.one_of(
    STATEMENTS.map(str.encode),
    spoilt(),
    st.lists(st.sampled_from(_TURTLE), max_size=15).map(lambda words: " ".join(words).encode()),
    st.binary(max_size=60),
)
