"""The one list of prefixes, used by files, queries, reports and pages alike."""

from typing import Final

# the permanent address of the project, below which everything of ours has its name
PERMANENT: Final = "https://w3id.org/saberesgraph/"
ONTOLOGY: Final = "https://w3id.org/saberesgraph/ontology#"
RESOURCE: Final = "https://w3id.org/saberesgraph/id/"
ASSERTED_GRAPH: Final = "https://w3id.org/saberesgraph/graph/asserted"
DERIVED_GRAPH: Final = "https://w3id.org/saberesgraph/graph/derived"
QUERIES_GRAPH: Final = "https://w3id.org/saberesgraph/graph/queries"

SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SHACL: Final = "http://www.w3.org/ns/shacl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
RDF_TYPE: Final = RDF + "type"

_RESOURCE_KINDS = (
    "practice", "alignment", "anomaly", "assessment", "area", "territory", "actor", "actor-type",
    "assistance", "population", "sustainability", "criterion", "verdict", "scope", "lesson-sign",
    "anomaly-kind", "source", "crosswalk", "rule", "country", "call", "call-statement",
    "call-criterion", "call-merit", "axis", "organisation-kind", "submission",
    "submission-statement", "criterion-evidence", "call-element", "call-figure", "call-measure",
    "call-verdict", "finalist", "committee-seat", "committee-role", "committee-member", "review",
    "decision", "evaluation-outcome", "method-step", "match-reason", "modality", "exchange",
    "exchange-step", "exchange-status", "plan", "plan-level", "plan-goal", "plan-correspondence",
    "query", "geometry", "criterion-state",
)  # fmt: skip

PREFIXES: Final[dict[str, str]] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": RDF,
    "rdfs": RDFS,
    "sab": ONTOLOGY,
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sdg": "http://metadata.un.org/sdg/",
    "sdgo": "http://metadata.un.org/sdg/ontology#",
    "sh": SHACL,
    "shape": "https://w3id.org/saberesgraph/shape#",
    "skos": SKOS,
    "vann": "http://purl.org/vocab/vann/",
    "void": "http://rdfs.org/ns/void#",
    # http, although rdflib's own constant for it says https
    "wgs84": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "xsd": XSD,
    "objective": RESOURCE + "gcm/objective/",
    "principle": RESOURCE + "gcm/principle/",
    "status": RESOURCE + "figure-status/",
    **{kind: f"{RESOURCE}{kind}/" for kind in _RESOURCE_KINDS},
}

# what a SPARQL query of ours starts with
PROLOGUE: Final = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def expand(curie: str) -> str:
    """Return the IRI of a prefixed name; KeyError for an unknown prefix.

    >>> expand("objective:7")
    'https://w3id.org/saberesgraph/id/gcm/objective/7'
    """
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """Return the prefixed name of an IRI, or the IRI itself where no prefix fits.

    >>> shorten("https://w3id.org/saberesgraph/id/territory/0401")
    'territory:0401'
    >>> shorten("urn:isbn:1")
    'urn:isbn:1'
    """
    fits = [(base, prefix) for prefix, base in PREFIXES.items() if iri.startswith(base)]
    if not fits:
        return iri
    base, prefix = max(fits)
    return f"{prefix}:{iri.removeprefix(base)}"


def lengthen(name: str) -> str:
    """Return the IRI that `shorten` gave this name to, or left as it was.

    >>> lengthen("area:AH"), lengthen("urn:isbn:1")
    ('https://w3id.org/saberesgraph/id/area/AH', 'urn:isbn:1')
    """
    return expand(name) if name.partition(":")[0] in PREFIXES else name


def local_name(iri: str) -> str:
    """Return what follows the last `/` or `#` of an IRI.

    >>> local_name("https://w3id.org/saberesgraph/ontology#finding")
    'finding'
    """
    return iri.replace("#", "/").rsplit("/", 1)[-1]
