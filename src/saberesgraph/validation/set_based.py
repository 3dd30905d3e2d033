"""Whether a constraint in SPARQL finds the same asked once as asked of one focus node at a time.

SHACL asks a constraint once for each focus node, with $this bound before (SHACL § 5.3.1). One that
names the class of its focus nodes itself, first of all, may be asked once for them all. What is not
surely of that form waits for $this, and is asked SHACL's way.
"""

import re
from collections.abc import Collection, Mapping

# SHACL § 5.2.1: what may not meet a variable that is bound before; and what SHACL alone binds,
# whose names tell capitals apart: a ?path of the query's own is none of it
_OTHERWISE = re.compile(
    r"(?i:\b(?:MINUS|VALUES|SERVICE)\b)|[$?](?:PATH|shapesGraph|currentShape)\b"
    r"|(?i:\bAS\s+)[$?]this\b"
)
_CLASS = re.compile(
    r"^[^{]*\{\s*[$?]this\s+(?:a|rdf:type)(?:/rdfs:subClassOf\*)?\s+"
    r"(?:<(?P<iri>[^>]*)>|(?P<prefix>[\w-]*):(?P<name>[\w-]+))\s*[.;]"
)
_INNERMOST = re.compile(r"(\w*)\s*\{([^{}]*)\}")
_STATED = re.compile(r"[$?]this\s+[\w<^(|!:?$]|[\w>)*+]\s+[$?]this\s*(?:[.;,]|$)")
_THIS = re.compile(r"[$?]this\b")


def waits(select: str, classes: Collection[str], prefixes: Mapping[str, str]) -> bool:
    """Return whether a constraint must be asked of each focus node by itself.

    Args:
        select: its text, without prologue.
        classes: whose instances are its focus nodes, by IRI; none where it has other targets.
        prefixes: of its names.

    >>> shown = {"ex": "urn:x:"}
    >>> waits("SELECT $this { $this a ex:A ; ex:n ?n FILTER (?n > 1) }", {"urn:x:A"}, shown)
    False
    >>> waits("SELECT $this { $this ex:n ?n FILTER (?n > 1) }", {"urn:x:A"}, shown)
    True
    """
    text = re.sub(r'"(?:[^"\\]|\\.)*"', '""', select)
    named = _CLASS.match(text)
    if not named or _OTHERWISE.search(text):
        return True
    iri = named["iri"] or prefixes.get(named["prefix"] or "", "") + (named["name"] or "")
    if {iri} != set(classes):
        return True
    if re.search(r"\bGROUP\s+BY\b", text) and not re.search(r"GROUP\s+BY[^{}]*[$?]this\b", text):
        return True
    return _out_of_scope(text)


def _out_of_scope(text: str) -> bool:
    """Whether a group within names $this and does not say what it stands for."""
    body = text[text.index("{") + 1 : text.rindex("}")]
    if len(re.findall(r"\bSELECT\b", text, re.IGNORECASE)) > 1:
        return True
    while found := _INNERMOST.search(body):
        word, group = found.groups()
        # OPTIONAL and EXISTS see what is bound around them
        seen = word.upper() in {"OPTIONAL", "EXISTS"}
        if not seen and _THIS.search(group) and not _STATED.search(group):
            return True
        body = body[: found.start()] + " " + body[found.end() :]
    return False
