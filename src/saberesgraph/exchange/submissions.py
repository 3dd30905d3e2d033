"""What each submission says and on what it rests, and who reviewed it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from saberesgraph.exchange.calls import Told
from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.results import natural
from saberesgraph.store import Store


@dataclass(frozen=True)
class Review:
    """What one member of the committee recommended; `at` is an ISO date and time."""

    assessor: str
    at: str
    verdict: str
    remark: str


@dataclass(frozen=True)
class Submission:
    """A practice that was offered in a call.

    Attributes:
        submitted_at: an ISO date and time with its zone, "" if there is none.
        told: its links, each with what was written.
        evidence: what it writes for each criterion and merit; `item` is the criterion.
        rationale: the same in our words, by criterion.
        references: addresses that it gives.
    """

    curie: str
    call: str
    label: Mapping[str, str]
    summary: str
    submitted_at: str
    submitted_printed: str
    sources: tuple[str, ...]
    references: tuple[str, ...]
    told: tuple[Told, ...]
    evidence: tuple[Told, ...]
    rationale: Mapping[str, str]
    reviews: tuple[Review, ...]

    @property
    def code(self) -> str:
        """What its prefixed name ends with."""
        return self.curie.partition(":")[2]

    @property
    def links(self) -> dict[str, tuple[Told, ...]]:
        """Its links by the local name of their property."""
        names = dict.fromkeys(told.link for told in self.told)
        return {name: tuple(each for each in self.told if each.link == name) for name in names}


def submissions(store: Store) -> dict[str, Submission]:
    """Return all submissions by prefixed name, in the order of their codes."""
    read = _Reader(store)
    return {curie: read.submission(curie) for curie in sorted(read.calls, key=natural)}


class _Reader:
    def __init__(self, store: Store) -> None:
        self._store = store
        self._short: Callable[[str], str] = cache(shorten)
        self.calls = {
            self._short(row["this"]): self._short(row["call"])
            for row in self._rows("?this ?call", "?this a sab:Submission ; sab:call ?call")
        }
        self._said: dict[str, dict[str, list[str]]] = {}
        self._labels: dict[str, dict[str, str]] = {}
        for row in self._rows(
            "?this ?p ?o (LANG(?o) AS ?lang)",
            "VALUES ?p { skos:prefLabel sab:summary sab:submittedAt sab:submittedPrinted"
            " dcterms:source dcterms:references } ?this a sab:Submission ; ?p ?o",
        ):
            this, name = self._short(row["this"]), local_name(row["p"])
            if name == "prefLabel":
                self._labels.setdefault(this, {})[row["lang"]] = row["o"]
            value = self._short(row["o"]) if name == "source" else row["o"]
            self._said.setdefault(this, {}).setdefault(name, []).append(value)
        self._statements = self._by_this(
            "?link ?item ?basis ?printed",
            "?node a sab:SubmissionStatement ; sab:submission ?this ; sab:link ?link ;"
            " sab:item ?item OPTIONAL { ?node sab:basis/skos:notation ?basis }"
            " OPTIONAL { ?node sab:asPrinted ?printed }",
        )
        self._evidence = self._by_this(
            "?item ?basis ?printed ?rationale",
            "?this sab:criterionEvidence ?node . ?node sab:criterion ?item"
            " OPTIONAL { ?node sab:basis/skos:notation ?basis }"
            " OPTIONAL { ?node sab:asPrinted ?printed }"
            " OPTIONAL { ?node sab:rationale ?rationale }",
        )
        self._reviews = self._by_this(
            "?assessor ?at ?verdict ?remark",
            "?node a sab:Review ; sab:submission ?this ; sab:assessor ?assessor"
            " OPTIONAL { ?node sab:reviewedAt ?at } OPTIONAL { ?node sab:callVerdict ?verdict }"
            " OPTIONAL { ?node sab:remark ?remark }",
        )

    def submission(self, curie: str) -> Submission:
        said = self._said.get(curie, {})
        evidence = self._evidence.get(curie, [])

        def one(name: str) -> str:
            return min(said.get(name, [""]))

        return Submission(
            curie,
            self.calls[curie],
            self._labels.get(curie, {}),
            one("summary"),
            one("submittedAt"),
            one("submittedPrinted"),
            tuple(sorted(said.get("source", ()), key=natural)),
            tuple(sorted(said.get("references", ()))),
            tuple(
                Told(local_name(row["link"]), self._short(row["item"]), row["basis"],
                     row["printed"], "")
                for row in self._statements.get(curie, ())
            ),
            tuple(
                Told("criterionEvidence", self._short(row["item"]), row["basis"], row["printed"],
                     "")
                for row in evidence
            ),
            {self._short(row["item"]): row["rationale"] for row in evidence},
            tuple(
                Review(self._short(row["assessor"]), row["at"], self._short(row["verdict"]),
                       row["remark"])
                for row in self._reviews.get(curie, ())
            ),
        )  # fmt: skip

    def _by_this(self, what: str, pattern: str) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        rows = self._rows(f"?this {what}", pattern)
        for row in sorted(rows, key=lambda row: tuple(map(natural, row.values()))):
            found.setdefault(self._short(row["this"]), []).append(row)
        return found

    def _rows(self, what: str, pattern: str) -> list[dict[str, str]]:
        return list(
            self._store.select(f"{PROLOGUE}SELECT DISTINCT {what} WHERE {{ {pattern} }}").records()
        )
