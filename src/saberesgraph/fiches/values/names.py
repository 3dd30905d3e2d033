"""Which thing of the graph a text names: for certain, narrowed, misspelt, or not at all."""

import re
from dataclasses import dataclass, field
from typing import Final, Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from saberesgraph.language import folded
from saberesgraph.namespaces import lengthen

How = Literal[
    "exact", "narrowed", "letter", "misspelt", "heading", "ambiguous", "contradicts", "unknown"
]
_TAKEN: Final = frozenset(("exact", "narrowed", "letter", "misspelt"))

# folded words by which people introduce a name or a code
_TITLES: Final[dict[str, tuple[str, ...]]] = {
    "objective": ("objetivo", "obj", "objective"),
    "principle": ("principio", "principle"),
    "statedGoal": ("ods", "sdg", "objetivo", "goal"),
    "area": ("area", "area de"),
}
# folded words that are as good as a code
_SAYINGS: Final = {("scope", "national"): ("nacional", "a nivel nacional", "todo el pais")}
_LEVELS: Final = {"Canton": ("canton", "ciudad de", "ciudad"), "Province": ("provincia",
                  "provincia de", "provincia del")}  # fmt: skip
_PLACES: Final = {"territory", "fromTerritory", "toTerritory"}
# a name in full and then one of these: the text names a part of the thing, or says more of it
_PARENTHESIS: Final = "parenthesis"
_NARROWING: Final = frozenset(
    ("que", "de", "del", "para", "con", "en", "por", "a", "al", "como", "cuya", "cuyas", "cuyo",
     "cuyos", "quien", "quienes", _PARENTHESIS)
)  # fmt: skip
# what may stand before a name and says nothing of it
_BEFORE: Final = re.compile(
    r"^(?:(?:son|por parte de|por|de|del|a|al|con) )?(?:tod[oa]s )?(?:(?:l[oa]s|el|la) )?"
)
_NARROWED_KINDS: Final = frozenset(("actor", "mentionedActor", "replicator", "assistance", "scope"))
# Two names of one list are less alike than this (91 where one holds the other, as «COE nacional»
# and «COE nacionales» would be), and a letter left out, doubled or swapped in a name of ten or
# more letters is more; of shorter names, one slip.
CLOSE: Final = 88
_SLIP_FROM: Final = 4
_LONGEST: Final = 400
_JOINED: Final = 12


@dataclass(frozen=True)
class Thing:
    """Something that a link may point to.

    Args:
        iri, code: of it.
        label: Spanish, for people.
        names: all its names, in any language.
        stated: folded case of the names that make a statement `stated`.
        level: local name of its class.
    """

    iri: str
    code: str
    label: str
    names: tuple[str, ...]
    stated: frozenset[str]
    level: str

    def __str__(self) -> str:
        """Return its name and its code, as lists show it."""
        return f"{self.label} ({self.code})"


@dataclass(frozen=True)
class Found:
    """What a text names.

    Args:
        text: the words.
        how: `exact`; `narrowed`, its name in full with words that say more; `letter`, its name
            with the letter of another principle; `misspelt`, its number with its name but for a
            slip; all these are taken. `heading`, words that only introduce a list, `ambiguous`,
            `contradicts` and `unknown` are not.
        things: those it names, or what we propose.
    """

    text: str
    how: How
    things: tuple[Thing, ...]

    @property
    def taken(self) -> bool:
        """Whether it names one thing."""
        return self.how in _TAKEN


@dataclass(frozen=True)
class Things:
    """The things of one kind, by all that may name them."""

    kind: str
    things: tuple[Thing, ...]
    _by_iri: dict[str, Thing] = field(default_factory=dict, repr=False)
    _by_name: dict[str, dict[str, Thing]] = field(default_factory=dict, repr=False)
    _by_code: dict[str, dict[str, Thing]] = field(default_factory=dict, repr=False)
    _by_both: dict[str, dict[str, Thing]] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        """Index all that names each thing."""
        titles = _TITLES.get(self.kind, ())
        for thing in self.things:
            self._by_iri[thing.iri] = thing
            code = folded(thing.code)
            self._by_code.setdefault(code, {})[thing.iri] = thing
            levels = _LEVELS.get(thing.level, ()) if self.kind in _PLACES else ()
            names = [name for name in dict.fromkeys(map(folded, thing.names)) if name]
            for name in names:
                for other in names:  # Protección (PR)
                    self._by_both.setdefault(f"{name} {other}", {})[thing.iri] = thing
                self._by_name.setdefault(name, {})[thing.iri] = thing
                for both in (f"{code} {name}", f"{name} {code}", *(f"{w} {name}" for w in levels)):
                    self._by_both.setdefault(both, {})[thing.iri] = thing
                for title in titles:
                    for both in (f"{title} {code} {name}", f"{title} {name} {code}"):
                        self._by_both.setdefault(both, {})[thing.iri] = thing
                    if not name.isdecimal():
                        self._by_both.setdefault(f"{title} {name}", {})[thing.iri] = thing
            sayings = _SAYINGS.get((self.kind, thing.code), ())
            for both in (*(f"{title} {code}" for title in titles), *sayings):
                self._by_both.setdefault(both, {})[thing.iri] = thing

    def of(self, iri: str) -> Thing | None:
        """Return the thing of an IRI."""
        return self._by_iri.get(iri)

    def exactly(self, text: str) -> tuple[Thing, ...]:
        """Return what a text names for certain, whatever its case, accents and marks."""
        bare = text.strip()
        iri = lengthen(bare.strip("<>"))
        if iri in self._by_iri:
            return (self._by_iri[iri],)
        wanted = folded(bare)
        for index in (self._by_name, self._by_code, self._by_both):
            if wanted in index:
                return tuple(index[wanted].values())
        return ()

    def find(self, text: str) -> Found:
        """Return what a text of one thing names."""
        text = text.strip()
        if len(text) > _LONGEST:
            return Found(text, "unknown", ())
        exact = self.exactly(text)
        if exact:
            return Found(text, "exact" if len(exact) == 1 else "ambiguous", exact)
        coded = self._coded(text)
        if coded:
            return coded
        if self.kind in _NARROWED_KINDS:
            named, others = self._narrowed(text)
            if named:
                return Found(text, "unknown" if others else "narrowed", (*named, *others))
        return Found(text, "unknown", self.close(text) or self.mentioned(text)[:3])

    def close(self, text: str) -> tuple[Thing, ...]:
        """Return the things whose name is spelt almost so, best first, three at most."""
        wanted = folded(text)[:_LONGEST]
        if wanted.isdecimal():  # 24 looks like 2 and 4; 401 may have lost the zero of 0401
            padded = [t for t in self.things if t.code.isdecimal() and t.code == f"0{wanted}"]
            return tuple(padded)
        scores = {
            name: score
            for name, score, _ in process.extract(
                wanted, list(self._by_name), scorer=fuzz.ratio, score_cutoff=CLOSE, limit=5
            )
        }
        if len(wanted) >= _SLIP_FROM:
            for name in self._by_name:
                if len(name) >= _SLIP_FROM and OSA.distance(wanted, name, score_cutoff=1) <= 1:
                    scores.setdefault(name, CLOSE)
        best = sorted(scores, key=lambda name: (-scores[name], name))
        found = {iri: thing for name in best for iri, thing in self._by_name[name].items()}
        return tuple(found.values())[:3]

    def _coded(self, text: str) -> Found | None:
        """Read a code and a name that are not of one thing, or not spelt so."""
        titles = "|".join(sorted(_TITLES.get(self.kind, ()), key=len, reverse=True))
        title = rf"(?:(?:{titles})\s+)?" if titles else ""
        before = re.fullmatch(
            rf"{title}(?P<code>[\w-]{{1,12}})\s*[.:)–-]\s*(?P<name>.+)", text, re.IGNORECASE | re.S
        )
        after = re.fullmatch(r"(?P<name>.+?)\s*\((?P<code>[^()]+)\)\W*", text, re.S)
        for match in filter(None, (before, after)):
            code, name = match["code"], match["name"]
            by_code = tuple(self._by_code.get(folded(code), {}).values())
            by_name = self.exactly(name)
            if self.kind == "principle" and match is before and len(code) <= 2 and by_name:
                # the name decides, whatever letter or number stands before it
                return Found(text, "letter", by_name[:1])
            if by_code and by_name:
                return Found(text, "contradicts", (*by_name, *by_code))
            if by_code and match is before:
                near = self.close(name)
                same = near and near[0] in by_code
                if same and self.kind == "objective":
                    return Found(text, "misspelt", by_code)
                return Found(text, "unknown" if same else "contradicts", near or by_code)
        return None

    def _narrowed(self, text: str) -> tuple[tuple[Thing, ...], tuple[Thing, ...]]:
        """What a text names in full with more words, and what else those words name."""
        tokens = _BEFORE.sub("", folded(text.replace("(", f" {_PARENTHESIS} "))).split()
        for end in range(len(tokens), 0, -1):
            named = tuple(self._by_name.get(" ".join(tokens[:end]), {}).values())
            if len(named) == 1 and (end == len(tokens) or tokens[end] in _NARROWING):
                return named, tuple(
                    t for t in self.mentioned(" ".join(tokens[end:])) if t not in named
                )
        return (), ()

    def mentioned(self, text: str) -> tuple[Thing, ...]:
        """Return the things of which a text holds a name, whole."""
        words = f" {folded(text[:_LONGEST])} "
        found = {
            iri: thing
            for name, things in self._by_name.items()
            if len(name) >= _SLIP_FROM and f" {name} " in words
            for iri, thing in things.items()
        }
        return tuple(found.values())
