"""The parts that pages of things are made of, whatever the thing."""

from collections.abc import Iterable

from saberesgraph.crosswalk import Entry
from saberesgraph.language import translator
from saberesgraph.practice.evidence import Evidence
from saberesgraph.results import natural
from saberesgraph.site.connections import Connections
from saberesgraph.site.content import Content
from saberesgraph.site.things.view import Fact, Gap, Listing, Records, View, ranked
from saberesgraph.thing import Thing


class Parts:
    """Makes tables, lists and sentences from what is known."""

    def __init__(self, content: Content, entries: tuple[Entry, ...]) -> None:
        self.content = content
        self.known: Connections = content.connections
        self.entries = entries
        self.t = translator(content.language)
        cited = {e.item for e in self.known.evidence if e.link == "objective"}
        self.objectives = [
            thing.curie for thing in self.known.all_of("objective") if thing.curie in cited
        ]

    def page(
        self,
        kind: str,
        thing: Thing,
        facts: Iterable[Fact],
        gaps: Iterable[Gap | None],
        records: Iterable[Records],
        listings: Iterable[Listing],
    ) -> View:
        """Return the page of a thing, without what is empty."""
        t = self.t
        outside = tuple(
            Fact(t("Véase", "See"), address=address)
            for address in thing.said.get("rdfs:seeAlso", ())
            if address.startswith(("https://", "http://"))
        )
        records = tuple(each for each in records if each.evidence)
        kept = [gap for gap in gaps if gap is not None]
        if not records and not kept:
            kept.append(Gap(t("Ninguna experiencia del catálogo lo nombra.",
                              "No experience of the catalogue names it.")))  # fmt: skip
        return View(
            kind,
            (*facts, *outside),
            tuple(kept),
            records,
            tuple(each for each in listings if each.things),
        )

    def records(
        self,
        found: list[Evidence],
        *,
        title: str = "",
        anchor: str = "",
        at: str = "",
        derived: bool = False,
    ) -> Records:
        """Return a table of records, in the order of the source."""
        t = self.t
        number = len(self.known.records(found))
        title = title or (
            t("Experiencias derivadas", "Derived experiences")
            if derived
            else t("Experiencias", "Experiences")
        )
        order = {curie: place for place, curie in enumerate(self.known.cards)}
        return Records(
            anchor or ("derived" if derived else "records"),
            f"{title} ({number})",
            tuple(sorted(found, key=lambda e: (order[e.practice], natural(e.item)))),
            at=at,
            derived=derived,
        )

    def along(
        self,
        found: list[Evidence],
        link: str,
        title: str = "",
        without: Iterable[str] = (),
        note: str = "",
    ) -> Listing:
        """Return what the same records are linked with by another link."""
        t = self.t
        titles = {
            "objective": t("Objetivos del Pacto que lo acompañan", "Compact objectives beside it"),
            "principle": t("Principios rectores que lo acompañan", "Guiding principles beside it"),
            "actor": t("Actores involucrados", "Actors involved"),
        }
        return Listing(
            f"{link}s",
            title or titles[link],
            ranked(self.known.together(self.known.records(found), link), without),
            note,
        )

    @property
    def who_where(self) -> str:
        """What actors and places of the same records do not say."""
        return self.t(
            "Una ficha nombra varios lugares y actores sin decir quién estuvo en cuál.",
            "A record names several places and actors without saying who was in which.",
        )

    def by_area(self, found: list[Evidence], *, derived: bool = False) -> Listing:
        """Return the areas of some records."""
        return Listing(
            "areas",
            self.t("Por área", "By area"),
            ranked(self.known.together(self.known.records(found), "area")),
            derived=derived,
        )

    def in_provinces(self, found: list[Evidence]) -> Listing:
        """Return the provinces of some records, and how many records are in none."""
        t = self.t
        records = self.known.records(found)
        elsewhere = [curie for curie in records if not self.known.provinces([curie])]
        national = sum("scope" in self.known.of.get(curie, {}) for curie in elsewhere)
        nowhere = len(elsewhere) - national
        left_out = [
            *([t(f"{national} de alcance nacional", f"{national} of national scope")]
              if national else []),
            *([t(f"{nowhere} sin lugar en su ficha", f"{nowhere} without a place in the record")]
              if nowhere else []),
        ]  # fmt: skip
        return Listing(
            "provinces",
            t("Provincias, con sus cantones", "Provinces, with their cantons"),
            ranked(self.known.provinces(records)),
            t("Además: ", "Besides: ") + ", ".join(left_out) + "." if left_out else "",
        )

    def silent(
        self, found: list[Evidence], link: str, all_things: list[str], what: str, where: str
    ) -> Gap | None:
        """Return which things no record of some is linked with; None for nothing to say."""
        there = self.known.together(self.known.records(found), link)
        silent = tuple(thing for thing in all_things if thing not in there)
        if not silent or not found:
            return None
        words = self.t(
            f"{len(silent)} de los {len(all_things)} {what} no constan {where}:",
            f"{len(silent)} of the {len(all_things)} {what} are not recorded {where}:",
        )
        return Gap(words, silent)

    def silent_places(self, found: list[Evidence]) -> Iterable[Gap | None]:
        """Yield in which provinces no record of some is."""
        there = self.known.provinces(self.known.records(found))
        every = [thing.curie for thing in self.known.all_of("territory", "Province")]
        silent = tuple(curie for curie in every if curie not in there)
        if found and silent:
            yield Gap(
                self.t(
                    f"No consta en {len(silent)} de las {len(every)} provincias:",
                    f"It is not recorded in {len(silent)} of the {len(every)} provinces:",
                ),
                silent,
            )

    def silent_areas(self, found: list[Evidence]) -> Gap | None:
        """Return which areas no record of some is of."""
        there = self.known.together(self.known.records(found), "area")
        every = [thing.curie for thing in self.known.all_of("area")]
        silent = tuple(curie for curie in every if curie not in there)
        if not found or not silent:
            return None
        return Gap(
            self.t(
                f"No consta en {len(silent)} de las {len(every)} áreas:",
                f"It is not recorded in {len(silent)} of the {len(every)} areas:",
            ),
            silent,
        )

    def crosswalk_facts(self, entries: list[Entry]) -> tuple[Fact, ...]:
        """Return what the crosswalk says of an objective."""
        t = self.t
        goals = tuple(e.to for e in entries if e.to and "." not in e.to)
        targets = tuple(e.to for e in entries if "." in e.to)
        unexpanded = [e.printed for e in entries if not e.to]
        corrected = [f"{e.printed} → {e.number}" for e in entries if e.corrected]
        facts = (
            Fact(t("ODS por la correspondencia", "SDGs by the crosswalk"),
                 " / ".join(f"«{words}»" for words in unexpanded), goals),
            Fact(t("Metas por la correspondencia", "Targets by the crosswalk"), "", targets),
            Fact(t("Números corregidos", "Numbers corrected"), "; ".join(corrected)),
            Fact(t("Correspondencia", "Crosswalk"),
                 things=tuple(sorted({e.source for e in entries}))),
        )  # fmt: skip
        return tuple(fact for fact in facts if fact.words or fact.things)

    def place_facts(self, thing: Thing) -> Iterable[Fact]:
        """Yield what is said of a territory."""
        t = self.t
        if not thing.is_a("Country"):
            yield Fact(t("Código INEC", "INEC code"), thing.code)
        for name, curie in (("ISO 3166", "sab:iso3166"), (t("Cabecera", "Seat"), "sab:seat")):
            if value := thing.one(curie):
                yield Fact(name, value)
        if within := thing.said.get("skos:broader"):
            yield Fact(t("Dentro de", "Within"), things=within)
        if beside := thing.said.get("geo:sfTouches"):
            yield Fact(t("Limita con", "Borders on"), things=beside)
