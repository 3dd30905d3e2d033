"""The sheets of the form people fill and their columns, made from shapes, ontology and lists.

Headings are the names of the shapes, helps the definitions of the ontology, and what is required
is what the shapes require: when one of them changes, so does the form.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SECTION, SOURCE
from saberesgraph.fiches.form.asked import Asked
from saberesgraph.fiches.form.column import (
    CRITERION,
    MIDDLE,
    NARROW,
    VERDICT,
    WIDE,
    Column,
    Words,
    both,
    column,
)
from saberesgraph.fiches.form.exchange_columns import (
    committee,
    decisions,
    exchanges,
    reviews,
    steps,
)
from saberesgraph.fiches.form.lists import Lists, lists
from saberesgraph.fiches.form.other_columns import (
    ACTOR,
    ANOMALY,
    EVIDENCE,
    SOURCE_DOCUMENT,
    submission,
)
from saberesgraph.namespaces import ONTOLOGY, expand
from saberesgraph.practice.form import Field, fields
from saberesgraph.project import Project
from saberesgraph.reading import read

VERSION: Final = 2
"""Of the layout; a reader takes this one and all before it."""
STAMP: Final = f"saberesgraph/{VERSION}"
"""In cell A1 of the first sheet, whose row is hidden."""

READ_ME: Final = "Léame"
PRACTICES: Final = "Prácticas"
LESSONS: Final = "Lecciones"
SUBMISSIONS: Final = "Postulaciones"
COMMITTEE: Final = "Comité"
REVIEWS: Final = "Evaluaciones"
DECISIONS: Final = "Decisiones"
EXCHANGES: Final = "Intercambios"
STEPS: Final = "Pasos"
ACTORS: Final = "Actores"
SOURCES: Final = "Fuentes"
EVIDENCES: Final = "Evidencia"
ANOMALIES: Final = "Anomalías"
EXAMPLE: Final = "Ejemplo"
OBSERVATIONS: Final = "Observaciones"
"""Of a review copy: what was said of its files, and what found no place."""
VOCABULARIES: Final = "Vocabularios"
LISTS: Final = "Listas"
DATA_SHEETS: Final = (
    PRACTICES, LESSONS, SUBMISSIONS, COMMITTEE, REVIEWS, DECISIONS, EXCHANGES, STEPS, ACTORS,
    SOURCES, EVIDENCES, ANOMALIES,
)  # fmt: skip
"""Whose rows are data; nothing is read from the others."""

KEY_ROW: Final = 1
HEADING_ROW: Final = 2
HELP_ROW: Final = 3
FIRST_ROW: Final = 4

REMARKS: Final = "remarks"
"""Key of the column of remarks of a review copy; a reader passes over it."""

REFERENCES: Final = "references"
LEARNED_IN: Final = "learnedIn"

# list and width by the local name of a property; those in _SINGLE hold one value
_LISTS: Final = {
    "area": "area",
    "territory": "territory",
    "scope": "scope",
    "assistance": "assistance",
    "population": "population",
    "actor": "actor",
    "mentionedActor": "actor",
    "replicator": "actor",
    "statedGoal": "goal",
    "principle": "principle",
    "objective": "objective",
    "planGoal": "plan-goal",
    LEARNED_IN: "exchange",
    "sustainability": "sustainability",
    "lessonSign": "lesson-sign",
}
_SINGLE: Final = {"area", "scope", "sustainability", "lessonSign"}
# what no printed form has room for
_ASIDE: Final = ("planGoal", LEARNED_IN)
_FIGURE: Final[Words] = (
    "Un número, o «No aplica» o «No registra».",
    "A number, or “No aplica” (not applicable) or “No registra” (not recorded).",
)


@dataclass(frozen=True)
class Form:
    """The sheets that hold data, by their name, and the lists that their columns offer."""

    sheets: Mapping[str, tuple[Column, ...]]
    lists: Lists

    def headings(self, language: str) -> dict[str, str]:
        """Return what people call each field, by its key; as its first sheet calls it."""
        return {
            column.key: column.heading[language]
            for columns in reversed(list(self.sheets.values()))
            for column in columns
        }


def form(project: Project) -> Form:
    """Return the form of a project.

    Raises:
        InputError, RdfSyntaxError: a file of the project cannot be read.
    """
    triples = tuple(read(project.graph_files).triples)
    known = lists(triples)
    asked = Asked((*triples, *read(project.shape_files).triples))
    sheets = {
        PRACTICES: _fiche("good_practice", asked, known),
        LESSONS: _fiche("lesson_learned", asked, known),
        SUBMISSIONS: submission(known),
        COMMITTEE: committee(asked),
        REVIEWS: reviews(asked, known),
        DECISIONS: decisions(asked),
        EXCHANGES: exchanges(asked),
        STEPS: steps(asked),
        ACTORS: ACTOR,
        SOURCES: SOURCE_DOCUMENT,
        EVIDENCES: EVIDENCE,
        ANOMALIES: ANOMALY,
    }
    return Form(sheets, known)


def _fiche(kind: str, asked: Asked, known: Lists) -> tuple[Column, ...]:
    """The columns of a kind of fiche, in the order of its printed form."""
    required = asked.required(kind)
    found = list(_identity(kind, asked, required))
    for field in fields(kind):
        if field.content == "criteria":
            found += _criteria(known, ONTOLOGY + field.name in required)
            continue
        found.append(_column(field, asked, required))
        if field.name == "territory":
            found.append(_column(Field("scope", "links"), asked, required))
    found += (_column(Field(name, "links"), asked, required) for name in _ASIDE)
    found.append(
        column(
            REFERENCES,
            both(("Referencias", "References")),
            both(("Direcciones web que la ficha cita.", "Web addresses that the record cites.")),
            several=True,
        )
    )
    return tuple(found)


def _identity(kind: str, asked: Asked, required: set[str]) -> tuple[Column, ...]:
    label = expand("skos:prefLabel") in required
    return (
        column(
            "code",
            both(("Código", "Code")),
            both(
                (
                    "Clase, número y área, como BP1_AH (BP buena práctica, LA lección aprendida, "
                    "LN lección no aprendida).",
                    "Kind, number and area, such as BP1_AH (BP good practice, LA lesson learned, "
                    "LN lesson not learned).",
                )
            ),
            required=expand("skos:notation") in required,
            width=NARROW,
        ),
        *(
            (
                column(
                    "kind",
                    both(("Clase de lección", "Kind of lesson")),
                    both(
                        (
                            "Aprendida si ya cambió la forma de trabajar.",
                            "Learned if it has already changed how people work.",
                        )
                    ),
                    required=True,
                    list_="kind",
                ),
            )
            if kind != "good_practice"
            else ()
        ),
        column(
            LABEL_ES,
            both(("Título en español", "Title in Spanish")),
            both(("Título corto de la ficha.", "Short title of the record.")),
            required=label,
            width=WIDE,
        ),
        column(
            LABEL_EN,
            both(("Título en inglés", "Title in English")),
            both(("El mismo título en inglés.", "The same title in English.")),
            required=label,
            width=WIDE,
        ),
        column(
            SOURCE,
            both(("Fuente", "Source")),
            both(("Documento del que sale la ficha.", "Document that the record comes from.")),
            required=expand("dcterms:source") in required,
            several=True,
            list_="source",
        ),
        column(
            SECTION,
            asked.heading("section"),
            asked.definition("section"),
            required=ONTOLOGY + "section" in required,
            width=NARROW,
        ),
    )


def _column(field: Field, asked: Asked, required: set[str]) -> Column:
    definition = asked.definition(field.name)
    if field.content == "figure":
        figure = both(_FIGURE)
        definition = {key: f"{words} {figure[key]}" for key, words in definition.items()}
    several = field.content == "keywords" or (
        field.content == "links" and field.name not in _SINGLE
    )
    return column(
        field.name,
        asked.heading(field.name),
        definition,
        required=ONTOLOGY + field.name in required,
        several=several,
        list_=_LISTS.get(field.name),
        width=WIDE if field.content == "prose" else MIDDLE,
    )


def _criteria(known: Lists, required: bool) -> list[Column]:
    """Two columns for each criterion of a lesson: the verdict and its reason."""
    found = []
    for item in known["criterion"]:
        why = {"es": "Por qué sí o por qué no.", "en": "Why, or why not."}
        found += [
            column(
                VERDICT + item.code, item.names, item.definition, required=required, list_="verdict"
            ),
            column(
                CRITERION + item.code,
                {"es": f"{item.names['es']}: razón", "en": f"{item.names['en']}: reason"},
                why,
                width=WIDE,
            ),
        ]
    return found
