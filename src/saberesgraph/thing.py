"""What experiences are linked with: areas, actors, territories, concepts of every scheme."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from saberesgraph.namespaces import PROLOGUE, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store

# what is read of a thing, and whether it is another thing
_READ: Final = {
    "rdf:type": True,
    "skos:prefLabel": False,
    "skos:altLabel": False,
    "skos:definition": False,
    "dcterms:rights": False,
    "skos:notation": False,
    "skos:broader": True,
    "skos:inScheme": True,
    "sdgo:isTargetOf": True,
    "geo:sfTouches": True,
    "org:classification": True,
    "dcterms:source": True,
    "rdfs:seeAlso": False,
    "schema:url": False,
    "sab:iso3166": False,
    "sab:seat": False,
}


@dataclass(frozen=True)
class Thing:
    """Something with a code and names, by its prefixed name.

    `said` holds every other value by the prefixed name of its property; what stands for another
    thing is a prefixed name, the rest is text.
    """

    curie: str
    label: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    definition: Mapping[str, str] = field(default_factory=dict)
    rights: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """What its prefixed name starts with: `area`, `territory`, `sdg`."""
        return self.curie.partition(":")[0]

    @property
    def code(self) -> str:
        """What its prefixed name ends with."""
        return self.curie.partition(":")[2]

    @property
    def types(self) -> tuple[str, ...]:
        """Its classes."""
        return self.said.get("rdf:type", ())

    def is_a(self, name: str) -> bool:
        """Return whether it is of a class of our ontology, by its local name.

        >>> Thing("territory:17", {}, said={"rdf:type": ("sab:Province",)}).is_a("Province")
        True
        """
        return f"sab:{name}" in self.types

    def one(self, curie: str) -> str | None:
        """Return the first value of a property, or None."""
        return next(iter(self.said.get(curie, ())), None)

    def name(self, language: str) -> str:
        """Return its label in a language, or in another, or its code."""
        return self.label.get(language) or next(iter(self.label.values()), self.code)


def things(store: Store) -> dict[str, Thing]:
    """Return everything that has a code and is no experience, by prefixed name, in order."""
    short = cache(shorten)
    found: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for row in store.select(
        PROLOGUE
        + f"""SELECT ?thing ?p ?o (LANG(?o) AS ?lang) WHERE {{
            VALUES ?p {{ {" ".join(_READ)} }}
            ?thing skos:notation ?code ; ?p ?o
            FILTER NOT EXISTS {{ ?thing a sab:Experience }}
        }}"""
    ).records():
        curie = short(row["p"])
        value = short(row["o"]) if _READ[curie] else row["o"]
        found.setdefault(short(row["thing"]), {}).setdefault(curie, []).append((row["lang"], value))
    return {
        curie: _thing(curie, said)
        for curie, said in sorted(found.items(), key=lambda pair: natural(pair[0]))
    }


def _thing(curie: str, said: dict[str, list[tuple[str, str]]]) -> Thing:
    names: dict[str, tuple[str, ...]] = {}
    for language, name in sorted(said.pop("skos:altLabel", ())):
        names[language] = (*names.get(language, ()), name)
    return Thing(
        curie,
        label=dict(sorted(said.pop("skos:prefLabel", ()), reverse=True)),
        names=dict(sorted(names.items(), reverse=True)),
        definition=dict(sorted(said.pop("skos:definition", ()), reverse=True)),
        rights=dict(sorted(said.pop("dcterms:rights", ()), reverse=True)),
        said={
            key: tuple(sorted((value for _, value in values), key=natural))
            for key, values in said.items()
        },
    )
