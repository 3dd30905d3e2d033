"""The links of a fiche: what each field names, and the evidence of each link."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from saberesgraph.fiches.draft import Evidence
from saberesgraph.fiches.form.items import code_of
from saberesgraph.fiches.record import Link, Record
from saberesgraph.fiches.values.known import Known
from saberesgraph.fiches.values.names import Found, Thing
from saberesgraph.fiches.values.notes import Notes, backed, prefixed
from saberesgraph.fiches.values.pieces import pieces
from saberesgraph.language import folded
from saberesgraph.namespaces import local_name

# in the order of the files
LINKS: Final = (
    "area", "territory", "scope", "assistance", "population", "actor", "mentionedActor",
    "replicator", "statedGoal", "principle", "objective", "planGoal",
    "sustainability", "lessonSign",
)  # fmt: skip
# what the form has no room of its own for: said in the prose of another field
ELSEWHERE: Final = {
    "population": "beneficiaries",
    "mentionedActor": "finding",
    "replicator": "replication",
    "scope": "territory",
}
NOTHING: Final = frozenset(("entre otros", "entre otras", "etc", "otros", "otras"))
_IN_NAMES: Final = {"mentionedActor": "mentioned", "statedGoal": "goal", "lessonSign": "sign"}
_CODED: Final = re.compile(r"(?:(?:objetivo|principio)\s+)?\w{1,2}\s?[.:)]\s*", re.IGNORECASE)


def links(notes: Notes, known: Known, on_file: Record | None) -> tuple[Link, ...]:
    """Return the links that a draft states, each with its evidence; notes what is doubtful."""
    linker = _Linker(notes, known, on_file)
    found = [link for name in LINKS for link in linker.links(name)]
    linker.tell_idle_evidence()
    order = {name: place for place, name in enumerate(LINKS)}
    return tuple(sorted(found, key=lambda link: order[link.link]))


def usual_name(code: str, link: str, item: str) -> str:
    """Return the local name that the evidence of a link has where nothing else is said.

    >>> usual_name("BP1_AF", "mentionedActor", "https://w3id.org/saberesgraph/id/actor/omt")
    'BP1_AF-mentioned-omt'
    """
    return f"{code}-{_IN_NAMES.get(link, link)}-{local_name(item)}"


class _Linker:
    def __init__(self, notes: Notes, known: Known, on_file: Record | None) -> None:
        self._notes, self._known = notes, known
        self._code = notes.draft.code
        self._on_file = on_file.links if on_file else ()
        self._evidence: dict[tuple[str, str], Evidence] = {}
        for row in notes.draft.evidence:
            name = backed(row)
            things = known.things.get(name)
            for thing in things.exactly(row.item)[:1] if things else ():
                self._evidence[name, thing.iri] = row
        self._used: set[tuple[str, str]] = set()

    def links(self, name: str) -> Iterator[Link]:
        said = self._notes.draft.fields.get(name)
        if name == "area" and not self._notes.filled:
            yield from self._area(said.text if said else "")
            return
        if said is None and name == "replicator" and not self._notes.filled:
            yield from self._replicators()
        if said is None or not said.text.strip():
            return
        decided = self._decided(name)
        seen = set()
        for link, printed, thing, stated in self._named(name, said.text, decided):
            if (link, thing.iri) in seen:
                self._notes.remark(
                    name,
                    f"{thing.label} está dos veces; vale una. Quita la otra",
                    f"{thing.label} stands twice; one counts. Remove the other",
                    read=printed,
                )
                continue
            seen.add((link, thing.iri))
            yield self._link(link, name, printed, thing, stated)

    def _area(self, text: str) -> Iterator[Link]:
        """The area of a document: what its heading names, or else its code."""
        things = self._known.things["area"]
        code = self._code.rpartition("_")[2]
        by_code = next((thing for thing in things.things if thing.code == code), None)
        if (text and self._decided("area").get(folded(text))) or things.exactly(text):
            for link, printed, thing, stated in self._named("area", text, self._decided("area")):
                yield self._link(link, "area", printed, thing, stated)
        elif by_code:
            self._notes.remark(
                "area",
                f"por el código es {by_code}",
                f"by its code it is {by_code}",
                read=text,
                proposed=str(by_code),
            )
            field = "area" if text else "code"
            if text:
                resolution = f"El encabezado no nombra ningún área; por el código es {by_code}."
                self._notes.odd("area", "heading-contradicts-code", text, resolution)
            yield self._link("area", field, text or self._code, by_code, stated=False)

    def _replicators(self) -> Iterator[Link]:
        """Those whom the first sentence on replication names, as documents print it."""
        said = self._notes.draft.fields.get("replication")
        if said is None:
            return
        things = self._known.things["replicator"]
        decided = self._decided("replicator")
        first = re.split(r"(?<=\w\w)\.\s", said.text, maxsplit=1)[0]
        seen: set[str] = set()
        for printed, found in pieces(first, things, decided):
            named = decided[folded(printed)] if found is None else found.things[: found.taken]
            before = () if named else tuple(self._before("replicator", printed))
            if self._notes.accepts and len(before) == 1:
                named = before
            for thing in named:
                if thing.iri not in seen:
                    seen.add(thing.iri)
                    stated = (found is None or found.how == "exact") and _stated(printed, thing)
                    yield self._link("replicator", "replication", printed, thing, stated)
        if not seen:
            self._notes.remark(
                "replicator",
                "no se reconoce a quién puede replicarla. Escríbelo si el texto lo dice",
                "who may replicate it is not recognised. Write it if the text says so",
                read=first,
                proposed="; ".join(map(str, self._before("replicator", first))),
                place=said.place,
            )

    def tell_idle_evidence(self) -> None:
        """Say which rows of evidence back no link."""
        rows = {id(row) for key, row in self._evidence.items() if key in self._used}
        for row in self._notes.draft.evidence:
            name = backed(row)
            if name in LINKS and id(row) not in rows:
                self._notes.remark(
                    name,
                    "esta fila de evidencia no respalda ningún enlace de la ficha y no se usa. "
                    "Quítala, o agrega el enlace en la ficha",
                    "this row of evidence backs no link of the record and is not used. "
                    "Remove it, or add the link to the record",
                    read=row.item,
                    place=row.place,
                )

    def _decided(self, name: str) -> dict[str, list[Thing]]:
        """What the record on file holds that the same printed words mean."""
        found: dict[str, list[Thing]] = {}
        for link in self._on_file:
            thing = self._known.things[link.link].of(link.item) if link.link == name else None
            if thing:
                found.setdefault(folded(link.printed), []).append(thing)
        return found

    def _named(
        self, name: str, text: str, decided: dict[str, list[Thing]]
    ) -> Iterator[tuple[str, str, Thing, bool]]:
        """Each thing that a field names: link, as printed, the thing, whether it is stated."""
        things = self._known.things[name]
        found = list(pieces(text, things, decided))
        levels = {each.things[0].level for _, each in found if each and each.taken}
        for printed, each in found:
            if each is None:
                for thing in decided[folded(printed)]:
                    yield name, printed, thing, _stated(printed, thing)
                continue
            if each.how == "ambiguous":
                each = self._by_neighbours(name, each, levels)
            elif each.how == "unknown" and not each.things:
                each = Found(each.text, "unknown", tuple(self._before(name, each.text)))
            if name == "territory" and not each.taken:
                scope = self._known.things["scope"].find(printed)
                if scope.taken:
                    yield "scope", printed, scope.things[0], False
                    continue
            if each.taken:
                self._tell_taken(name, each)
                thing = each.things[0]
                stated = each.how == "exact" and _stated(printed, thing)
                yield name, printed, thing, stated
            elif each.how == "heading" or folded(printed) in NOTHING:
                self._notes.remark(
                    name,
                    "no nombra nada y no se usa",
                    "it names nothing and is not used",
                    read=printed,
                )
            elif self._notes.accepts and len(each.things) == 1 and each.how == "unknown":
                thing = each.things[0]
                self._notes.remark(
                    name,
                    f"se tomó lo que se propuso: {thing}",
                    f"what was proposed was taken: {thing}",
                    read=printed,
                    proposed=str(thing),
                )
                yield name, printed, thing, False
            else:
                self._reject(name, each)

    def _by_neighbours(self, name: str, found: Found, levels: set[str]) -> Found:
        """Decide between a province and a canton of one name by the rest of the list."""
        level = next(iter(levels)) if len(levels) == 1 else ""
        fit = [thing for thing in found.things if thing.level == level]
        if name != "territory" or len(fit) != 1:
            return found
        word = {"Canton": ("el cantón", "canton"), "Province": ("la provincia", "province")}
        es, en = word.get(level, ("el país", "country"))
        self._notes.remark(
            name,
            f"nombra varios lugares; se toma {es} porque los demás de la lista lo son. "
            f"Si es otro, escribe su código",
            f"it names several places; the {en} is taken as the others of the list are such. "
            f"If it is another, write its code",
            read=found.text,
            proposed=str(fit[0]),
        )
        self._notes.odd(
            name,
            "ambiguous-place",
            found.text,
            f"Es nombre de varios lugares; por los demás de la lista se toma {es}.",
        )
        return Found(found.text, "narrowed", tuple(fit))

    def _tell_taken(self, name: str, found: Found) -> None:
        thing = found.things[0]
        if found.how == "letter":
            printed = re.split(r"[.:)\s]", found.text.strip(), maxsplit=1)[0]
            why = (
                "Se imprimió un número en lugar de la letra"
                if printed.isdecimal()
                else f"La letra {printed} es de otro principio"
            )
            es = f"{why}; por el nombre es el principio {thing.code}."
            self._notes.odd(name, "principle-letter", found.text, es)
            en = f"the name decides: it is principle {thing.code}, whatever stands before it"
        elif found.how == "misspelt":
            es = f"El título del objetivo {thing.code} está mal copiado; el número es claro."
            self._notes.odd(name, "misprint", found.text, es)
            en = f"the title of objective {thing.code} is miscopied; its number is clear"
        elif found.how == "narrowed" and not self._notes.declares(name, "ambiguous-place"):
            es = f"Se toma como {thing}, con palabras que lo precisan."
            en = f"it is taken as {thing}, with words that narrow it"
        else:
            return
        es = es[0].lower() + es[1:].rstrip(".")
        self._notes.remark(name, es, en, read=found.text, proposed=str(thing))

    def _reject(self, name: str, found: Found) -> None:
        proposed = "; ".join(map(str, found.things))
        if found.how == "ambiguous":
            es, en = "nombra varias cosas. Escribe el código de una", "it names several things. "
            en += "Write the code of one"
        elif found.how == "contradicts":
            es = "su código y su nombre son de cosas distintas. Deja el que vale"
            en = "its code and its name are of different things. Keep the right one"
        else:
            es = "no es nada conocido en este campo. Escribe un nombre o un código de su lista"
            en = "it is nothing known in this field. Write a name or a code of its list"
        self._notes.remark(name, es, en, read=found.text, proposed=proposed, rejects=True)

    def _before(self, name: str, text: str) -> Iterable[Thing]:
        """What other fiches decided that these words mean."""
        things = self._known.things[name]
        for iri in self._known.decided.get((name, folded(text)), ()):
            thing = things.of(iri)
            if thing:
                yield thing

    def _link(self, link: str, field: str, printed: str, thing: Thing, stated: bool) -> Link:
        """A link with its evidence, which stands in a field."""
        row = self._evidence.get((link, thing.iri))
        name = usual_name(self._code, link, thing.iri)
        if row is not None:
            self._used.add((link, thing.iri))
            basis = "Stated" if folded(code_of(row.basis)).startswith(("stated", "decl")) else ""
            return Link(
                link,
                thing.iri,
                basis or "Normalised",
                row.printed or printed,
                prefixed(code_of(row.field) or ELSEWHERE.get(link, link)),
                row.name if self._own_name(row.name) else name,
            )
        kept = next((k for k in self._on_file if (k.link, k.item) == (link, thing.iri)), None)
        if kept and (self._notes.filled or field == "code" or self._notes.says(kept)):
            return kept
        basis = "Stated" if stated else "Normalised"
        own = ELSEWHERE.get(link, link) if field == link else field
        return Link(link, thing.iri, basis, printed, prefixed(own), name)

    def _own_name(self, name: str) -> bool:
        """Whether a node may have this name: it is part of an address, and of this fiche."""
        return bool(re.fullmatch(rf"{re.escape(self._code)}-[\w-]{{1,120}}", name, re.ASCII))


def _stated(printed: str, thing: Thing) -> bool:
    """Whether words are a Spanish name of a thing, as the shape AlignmentShape-stated asks."""
    bare = printed.removesuffix(".").lower()
    coded = thing.level in {"GuidingPrinciple", "CompactObjective"}
    return bare in thing.stated or (coded and _CODED.sub("", bare, count=1) in thing.stated)
