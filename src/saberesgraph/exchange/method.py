"""Why a record has its kind: the method of the 2021 catalogue, step by step.

The steps, what they are required for and which fields speak of them are data
(`ontology/method/steps.ttl`); two queries beside them read the records. Here their rows are only
put together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from saberesgraph.errors import UnknownNameError
from saberesgraph.namespaces import PROLOGUE, local_name, shorten
from saberesgraph.practice.card import KINDS, codes
from saberesgraph.project import Project
from saberesgraph.store import Store

SUPPORTED: Final = "supported"
OPEN: Final = "open"
CONTRADICTED: Final = "contradicted"


@dataclass(frozen=True)
class Told:
    """What a field of a record says of a step.

    Args:
        field: the local name of its property.
        text: a number, words, or the prefixed name of a thing.
        printed: what the source prints as verdict, "" where it judges nothing.
    """

    field: str
    text: str
    printed: str


@dataclass(frozen=True)
class Step:
    """One step of the method for one record.

    `holds` is "yes", "partly" or "no" where the record gives a verdict or a number, "told" where
    only words or links speak of the step, and "" where nothing does.
    """

    key: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    holds: str
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Kind:
    """Whether the fields of a record support that it is of a kind; steps by their keys.

    Args:
        key: `good_practice`, `lesson_learned` or `lesson_not_learned`.
        against: steps that the record denies.
        silent: steps that its form asks about and that it says nothing of.
        unasked: steps that its form has no field for: who evaluated it may have known.
    """

    key: str
    label: Mapping[str, str]
    against: tuple[str, ...]
    silent: tuple[str, ...]
    unasked: tuple[str, ...]

    @property
    def conclusion(self) -> str:
        """`contradicted`, `open` or `supported`, as far as the form of the record asks."""
        return CONTRADICTED if self.against else OPEN if self.silent else SUPPORTED


@dataclass(frozen=True)
class Account:
    """A record by the method: every step in order, its own kind, and every kind it could have.

    `names` holds the labels of all things that fields name, by prefixed name.
    """

    code: str
    label: Mapping[str, str]
    kind: str
    steps: tuple[Step, ...]
    kinds: tuple[Kind, ...]
    names: Mapping[str, Mapping[str, str]]

    @property
    def own(self) -> Kind:
        """What the method says of the kind that the source gives the record."""
        return next(kind for kind in self.kinds if kind.key == self.kind)


def account(project: Project, store: Store, code: str) -> Account:
    """Return why a record has its kind, or what its fields do not support of it.

    Raises:
        UnknownNameError: no record has that code.
        QuerySyntaxError: a rule of the method is not valid SPARQL.
    """
    known = codes(store)
    wanted = code.strip().upper()
    if wanted not in known:
        raise UnknownNameError(code, known)
    return accounts(project, store)[wanted]


def accounts(project: Project, store: Store) -> dict[str, Account]:
    """Return the account of every record, by code, in the order of their source.

    Raises:
        QuerySyntaxError: a rule of the method is not valid SPARQL.
    """
    told: dict[tuple[str, str], list[tuple[str, Told]]] = {}
    for row in _rows(project, store, "steps"):
        said = Told(local_name(row["field"]), shorten(row["value"]), row["printed"])
        told.setdefault((row["code"], shorten(row["step"])), []).append((row["holds"], said))
    lacking: dict[tuple[str, str, str], list[str]] = {}
    for row in _rows(project, store, "kinds"):
        key = (row["code"], KINDS[local_name(row["kind"])], row["why"])
        lacking.setdefault(key, []).append(shorten(row["step"]))
    labels, definitions = _texts(store, "skos:prefLabel"), _texts(store, "skos:definition")
    order = [
        shorten(row["step"])
        for row in store.select(
            f"{PROLOGUE} SELECT ?step {{ ?step a sab:MethodStep ; sab:position ?n }} ORDER BY ?n"
        ).records()
    ]
    found = {}
    for code, own in _kinds(store):
        steps = tuple(
            _step(step, labels[step], definitions[step], told.get((code, step), []))
            for step in order
        )
        found[code] = Account(
            code,
            labels[f"practice:{code}"],
            own,
            steps,
            tuple(
                Kind(
                    key,
                    labels[f"sab:{name}"],
                    *(
                        tuple(
                            step.partition(":")[2]
                            for step in order
                            if step in lacking.get((code, key, why), ())
                        )
                        for why in ("against", "silent", "unasked")
                    ),
                )
                for name, key in KINDS.items()
            ),
            {
                said.text: labels[said.text]
                for step in steps
                for said in step.told
                if said.text in labels
            },
        )
    return found


def _step(
    curie: str,
    label: Mapping[str, str],
    definition: Mapping[str, str],
    said: Iterable[tuple[str, Told]],
) -> Step:
    holds = {each for each, _ in said}
    # a verdict or a number says more than words
    known = next((each for each in ("no", "partly", "yes", "told") if each in holds), "")
    return Step(curie.partition(":")[2], label, definition, known, tuple(each for _, each in said))


def _rows(project: Project, store: Store, name: str) -> list[dict[str, str]]:
    rule = next(file for file in project.method_files if file.stem == name)
    return store.select(rule.read_text(encoding="utf-8")).records()


def _kinds(store: Store) -> Iterator[tuple[str, str]]:
    """Yield the code and the kind of each record, in the order of their source."""
    rows = store.select(
        f"{PROLOGUE} SELECT ?code ?kind {{ ?p a sab:Experience , ?kind ; skos:notation ?code }}"
    ).records()
    own = {
        row["code"]: KINDS[local_name(row["kind"])]
        for row in rows
        if local_name(row["kind"]) in KINDS
    }
    for code in codes(store):
        if code in own:
            yield code, own[code]


def _texts(store: Store, predicate: str) -> dict[str, dict[str, str]]:
    """Return the texts of everything that has them, by prefixed name and language."""
    found: dict[str, dict[str, str]] = {}
    property_ = f"{predicate}|rdfs:label" if predicate == "skos:prefLabel" else predicate
    for row in store.select(
        f"{PROLOGUE} SELECT ?s ?o (LANG(?o) AS ?lang) {{ ?s {property_} ?o }}"
    ).records():
        found.setdefault(shorten(row["s"]), {})[row["lang"]] = row["o"]
    return found
