"""What the page of each kind of thing says: areas, objectives, goals, territories, actors."""

from collections.abc import Callable
from typing import Final

from saberesgraph.results import natural
from saberesgraph.site.things.parts import Parts
from saberesgraph.site.things.view import Fact, Gap, Listing, Records, View
from saberesgraph.thing import Thing

_SEEN: Final = ("actor", "replicator", "mentionedActor")


class Maker(Parts):
    """Makes the view of each kind of thing."""

    def view(self, thing: Thing) -> View:
        """Return the view of a thing."""
        makers: dict[str, Callable[[Thing], View]] = {
            "area": self._area,
            "objective": self._objective,
            "principle": self._principle,
            "sdg": self._goal,
            "territory": self._territory,
            "actor": self._actor,
        }
        return makers[thing.kind](thing)

    def _area(self, thing: Thing) -> View:
        t = self.t
        found = self.known.linking([thing.curie], ["area"])
        return self.page(
            t("Área de trabajo", "Area of work"),
            thing,
            (),
            [
                self.silent(
                    found,
                    "objective",
                    self.objectives,
                    t("objetivos del Pacto que el catálogo cita", "Compact objectives cited"),
                    t("en esta área", "in this area"),
                )
            ],
            [self.records(found)],
            [
                self.along(found, "objective", t("Objetivos del Pacto", "Compact objectives")),
                self.along(found, "principle", t("Principios rectores", "Guiding principles")),
                self.along(found, "actor"),
                self.in_provinces(found),
            ],
        )

    def _objective(self, thing: Thing) -> View:
        t = self.t
        found = self.known.linking([thing.curie], ["objective"])
        entries = [e for e in self.entries if e.objective == thing.curie]
        return self.page(
            t("Objetivo del Pacto Mundial", "Objective of the Global Compact"),
            thing,
            self.crosswalk_facts(entries),
            [*self.silent_places(found), self.silent_areas(found)],
            [self.records(found)],
            [
                self.by_area(found),
                self.along(found, "principle"),
                self.along(found, "objective", without=[thing.curie]),
                self.in_provinces(found),
                self.along(found, "actor"),
            ],
        )

    def _principle(self, thing: Thing) -> View:
        found = self.known.linking([thing.curie], ["principle"])
        return self.page(
            self.t("Principio rector del Pacto Mundial", "Guiding principle of the Compact"),
            thing,
            (),
            [*self.silent_places(found), self.silent_areas(found)],
            [self.records(found)],
            [
                self.by_area(found),
                self.along(found, "objective"),
                self.along(found, "principle", without=[thing.curie]),
                self.in_provinces(found),
            ],
        )

    def _goal(self, thing: Thing) -> View:
        t = self.t
        stated = self.known.linking([thing.curie], ["statedGoal"])
        derived = self.known.linking([thing.curie], ["derivedGoal"])
        targets = [
            target.curie
            for target in self.known.all_of("sdg")
            if thing.curie in target.said.get("sdgo:isTargetOf", ())
        ]
        reached = {
            target: len(self.known.records(self.known.linking([target], ["derivedTarget"])))
            for target in targets
        }
        leading = {e.objective for e in self.entries if e.to == thing.curie}
        sources = {e.source for e in self.entries if e.to == thing.curie}
        gaps = [Gap(t("De ninguna ficha consta que declare este ODS: los ODS se imprimieron con "
                      "íconos que se perdieron, y no se sabe cuáles eran. Lo que sigue se deriva "
                      "de los objetivos del Pacto.",
                      "Of no record is it known that it states this SDG: SDGs were printed as "
                      "icons that were lost, and which they were is unknown. What follows is "
                      "derived from the objectives of the Compact."))]  # fmt: skip
        if not leading:
            gaps.append(Gap(t("La correspondencia no nombra este ODS para ningún objetivo.",
                              "The crosswalk names this SDG for no objective.")))  # fmt: skip
        if whole := [e for e in self.entries if not e.to]:
            printed = " / ".join(dict.fromkeys(e.printed for e in whole))
            gaps.append(Gap(
                t(f"Da «{printed}», que no se reparte entre los 17 ni se cuenta aquí, a:",
                  f"It gives “{printed}”, which is neither shared out among the 17 nor counted "
                  "here, to:"),
                tuple(sorted({e.objective for e in whole}, key=natural)),
            ))  # fmt: skip
        return self.page(
            t("Objetivo de Desarrollo Sostenible", "Sustainable Development Goal"),
            thing,
            (Fact(t("Correspondencia", "Crosswalk"), things=tuple(sorted(sources))),)
            if sources
            else (),
            gaps if not stated else gaps[1:],
            [self.records(stated), self.records(derived, derived=True)],
            [
                Listing(
                    "objectives",
                    t("Objetivos del Pacto que llevan a él", "Compact objectives that lead to it"),
                    tuple(
                        (o, len(self.known.records(self.known.linking([o], ["objective"]))))
                        for o in sorted(leading, key=natural)
                    ),
                    t("Según la correspondencia; delante, cuántas experiencias los declaran.",
                      "By the crosswalk; before each, how many experiences state it."),
                ),
                Listing(
                    "targets",
                    t("Sus metas", "Its targets"),
                    tuple((target, reached[target]) for target in targets),
                    t("Delante, a cuántas experiencias llegan las reglas.",
                      "Before each, how many experiences the rules reach."),
                    derived=True,
                    marked=True,
                ),
                self.by_area(derived, derived=True),
            ],
        )  # fmt: skip

    def _territory(self, thing: Thing) -> View:
        t = self.t
        kind = next(
            (name for name in ("Country", "Province", "Canton") if thing.is_a(name)), "Territory"
        )
        within = self.known.parts(thing.curie)
        deeper = [part for province in within for part in self.known.parts(province)]
        found = self.known.linking([thing.curie, *within, *deeper], ["territory"])
        national = self.known.linking(
            [e.item for e in self.known.evidence if e.link == "scope"][:1], ["scope"]
        )
        gaps = [
            self.silent(
                found,
                "objective",
                self.objectives,
                t("objetivos del Pacto que el catálogo cita", "Compact objectives cited"),
                t("aquí", "here"),
            )
        ]
        if kind == "Country":
            gaps = list(self.silent_places(found))
        if not found:
            gaps = [Gap(t("Ninguna ficha nombra este territorio. Que no conste no prueba que nadie "
                          "trabaje aquí.",
                          "No record names this territory. That none does is no proof that nobody "
                          "works here."))]  # fmt: skip
        counts = self.known.provinces(self.known.records(found))
        parts = tuple(
            (
                part,
                counts[part]
                if kind == "Country"
                else len(self.known.records(self.known.linking([part], ["territory"]))),
            )
            for part in within
        )
        return self.page(
            self.content.name(f"sab:{kind}"),
            thing,
            tuple(self.place_facts(thing)),
            gaps,
            [
                # all that happens in the country is listed by its provinces, with their counts
                self.records(found, at=t("Lugar", "Place") if within else "")
                if kind != "Country"
                else self.records(self.known.linking([thing.curie], ["territory"])),
                Records(
                    "national",
                    t("De alcance nacional", "Of national scope"),
                    tuple(national),
                    t("No nombran un lugar: valen para todo el país y no se cuentan en ninguno.",
                      "They name no place: they hold for the whole country and are counted in "
                      "none."),
                ),
            ],
            [
                Listing(
                    "parts",
                    t("Sus provincias", "Its provinces")
                    if kind == "Country"
                    else t("Sus cantones en las fuentes", "Its cantons in the sources"),
                    parts,
                ),
                self.along(found, "objective", t("Objetivos de estas experiencias",
                                                  "Objectives of these experiences")),
                self.along(found, "actor", t("Actores de estas experiencias",
                                              "Actors of these experiences"),
                           note=self.who_where),
                self.by_area(found),
                self.along(found, "principle", t("Principios rectores", "Guiding principles")),
            ],
        )  # fmt: skip

    def _actor(self, thing: Thing) -> View:
        t = self.t
        found = {link: self.known.linking([thing.curie], [link]) for link in _SEEN}
        involved = found["actor"]
        gaps = []
        if not involved:
            gaps.append(Gap(t("Ninguna ficha lo pone entre los actores involucrados.",
                              "No record lists it among the actors involved.")))  # fmt: skip
        titles = {
            "actor": t("Experiencias en las que participa", "Experiences it takes part in"),
            "replicator": t("Experiencias que podría replicar", "Experiences it could replicate"),
            "mentionedActor": t("Experiencias que solo lo mencionan",
                                "Experiences that only mention it"),
        }  # fmt: skip
        return self.page(
            t("Actor", "Actor"),
            thing,
            (
                Fact(t("Tipo", "Type"), things=thing.said.get("org:classification", ())),
                Fact(
                    t("Cómo se le nombra", "How it is named"),
                    t("grupo: la fuente no dice cuál organización",
                      "group: the source does not say which organisation")
                    if thing.is_a("ActorGroup")
                    else t("organización con nombre propio", "organisation with a name of its own"),
                ),
            ),
            gaps,
            [self.records(found[link], title=titles[link], anchor=link) for link in _SEEN],
            [
                self.along(involved, "actor", t("Con quién aparece", "Whom it appears with"),
                           without=[thing.curie]),
                self.in_provinces(involved),
                self.along(involved, "territory", t("Lugares", "Places"), note=self.who_where),
                self.along(involved, "objective"),
                self.by_area(involved),
            ],
        )  # fmt: skip
