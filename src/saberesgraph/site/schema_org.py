"""What pages tell search engines, in the words of schema.org: only what the graph states.

Addresses are the permanent ones, which lead to wherever the site stands.
"""

from typing import Any, Final

from saberesgraph import dcat
from saberesgraph.namespaces import PERMANENT, lengthen
from saberesgraph.practice.card import Card
from saberesgraph.site.content import Content
from saberesgraph.thing import Thing

Data = dict[str, Any]

_CONTEXT: Final = "https://schema.org"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_TERMS: Final = ("objective", "principle", "area", "sdg")
_DUMPS: Final = {
    "data/saberes.trig": "application/trig",
    "graph/asserted.ttl": "text/turtle",
    "graph/derived.ttl": "text/turtle",
}


def practice(content: Content, card: Card) -> Data:
    """Return a record as a creative work; its account is in Spanish, its titles in both."""
    links = content.connections.of.get(f"practice:{card.code}", {})
    other = next((text for key, text in card.label.items() if key != content.language), "")
    document = card.source.get("document")
    about = [
        _term(content, e.item)
        for name in ("area", "objective", "principle")
        for e in links.get(name, ())
    ]
    return _kept(
        {
            "@context": _CONTEXT,
            "@type": "CreativeWork",
            "@id": lengthen(f"practice:{card.code}"),
            "url": lengthen(f"practice:{card.code}"),
            "identifier": card.code,
            "name": card.label.get(content.language, card.code),
            "alternateName": other,
            "genre": content.kinds[card.kind],
            "inLanguage": "es",
            "abstract": card.prose.get("finding", card.prose.get("description", "")),
            "keywords": card.keywords,
            "about": about,
            "spatialCoverage": [_place(content, e.item) for e in links.get("territory", ())],
            "mentions": [
                {"@type": "Organization", "@id": lengthen(e.item), "name": content.name(e.item)}
                for e in links.get("actor", ())
                if _is_organisation(content, e.item)
            ],
            "license": LICENCE,
            "isPartOf": {"@type": "Dataset", "@id": dcat.DATASET, "name": dcat.TITLE},
            "isBasedOn": _source(content, f"source:{document}") if document else None,
        }
    )


def dataset(content: Content, *, served: bool) -> Data:
    """Return the data set; of a server also where to take it and how to search it."""
    sources = [t for t in content.connections.things.values() if t.is_a("SourceDocument")]
    countries = [t for t in content.connections.things.values() if t.is_a("Country")]
    found: Data = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": dcat.DATASET,
        "url": dcat.DATASET,
        "name": dcat.TITLE,
        "description": dcat.DESCRIPTION[content.language],
        "inLanguage": ["es", "en"],
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creditText": dcat.CREDIT,
        "spatialCoverage": [_place(content, each.curie) for each in countries],
        "isBasedOn": [_source(content, each.curie) for each in sources],
    }
    if not served:
        return found
    found["distribution"] = [
        {"@type": "DataDownload", "contentUrl": PERMANENT + path, "encodingFormat": media}
        for path, media in _DUMPS.items()
    ]
    found.pop("@context")
    site = {
        "@type": "WebSite",
        "@id": PERMANENT,
        "url": PERMANENT,
        "name": dcat.TITLE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{PERMANENT}search.html?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }
    return {"@context": _CONTEXT, "@graph": [found, site]}


def thing(content: Content, thing: Thing) -> Data | None:
    """Return what a page is of: an organisation, a place or a term; None for what is none."""
    if thing.kind in _TERMS:
        found = _term(content, thing.curie)
    elif thing.kind == "territory":
        found = _place(content, thing.curie)
    elif _is_organisation(content, thing.curie):
        found = {
            "@type": "Organization",
            "@id": lengthen(thing.curie),
            "name": thing.name(content.language),
        }
    else:
        return None
    names = {name for each in thing.names.values() for name in each} | set(thing.label.values())
    more = {
        "url": found["@id"],
        "alternateName": sorted(names - {found["name"]}),
        "description": thing.definition.get(content.language, ""),
        "containedInPlace": [_place(content, e) for e in thing.said.get("skos:broader", ())]
        if thing.kind == "territory"
        else [],
    }
    return _kept({"@context": _CONTEXT, **found, **more})


def _is_organisation(content: Content, curie: str) -> bool:
    found = content.connections.things.get(curie)
    return found is not None and "org:Organization" in found.types


def _term(content: Content, curie: str) -> Data:
    found = content.connections.things.get(curie)
    schemes = found.said.get("skos:inScheme", ()) if found else ()
    return _kept(
        {
            "@type": "DefinedTerm",
            "@id": lengthen(curie),
            "termCode": found.one("skos:notation") if found else "",
            "name": content.name(curie),
            "inDefinedTermSet": list(map(lengthen, schemes)),
        }
    )


def _place(content: Content, curie: str) -> Data:
    found = content.connections.things.get(curie)
    kind = "Country" if found and found.is_a("Country") else "AdministrativeArea"
    return {"@type": kind, "@id": lengthen(curie), "name": content.name(curie)}


def _source(content: Content, curie: str) -> Data:
    return {"@type": "CreativeWork", "@id": lengthen(curie), "name": content.name(curie)}


def _kept(data: Data) -> Data:
    """Return what is said: nothing empty."""
    return {key: value for key, value in data.items() if value not in ("", [], None)}
