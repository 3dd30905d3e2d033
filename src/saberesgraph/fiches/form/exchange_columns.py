"""The columns of the sheets of a call's committee, its reviews and decisions, and of exchanges.

Headings are the names of the shapes or the labels of the ontology, helps its definitions, and what
is required is what the shapes require.
"""

from collections.abc import Iterator
from typing import Any, Final

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SOURCE
from saberesgraph.fiches.form.asked import Asked
from saberesgraph.fiches.form.column import (
    CRITERION,
    NARROW,
    VERDICT,
    WIDE,
    Column,
    Words,
    both,
    column,
)
from saberesgraph.fiches.form.lists import Lists
from saberesgraph.namespaces import expand, shorten

JUDGED: Final = ("call-criterion", "call-merit")
"""Vocabularies of what a review judges."""

# prefixed names of the properties whose local name is the key, where they are none of ours
_ELSEWHERE: Final = {
    "memberOf": "org:memberOf",
    "startDate": "schema:startDate",
    "endDate": "schema:endDate",
    "date": "dcterms:date",
    SOURCE: "dcterms:source",
    LABEL_ES: "skos:prefLabel",
    LABEL_EN: "skos:prefLabel",
    "code": "skos:notation",
}
# what the ontology says of these is of several classes
_GENERAL: Final = {"call", "submission", "callVerdict"}
_CODE: Final = (
    "Un código corto y propio, con letras minúsculas, cifras y guiones.",
    "A short code of its own, of small letters, digits and hyphens.",
)
_MOMENT: Final = (
    "Como dd/mm/aaaa hh:mm, en hora de Ecuador continental.",
    "As dd/mm/yyyy hh:mm, in the time of mainland Ecuador.",
)
_DAY: Final = ("Como dd/mm/aaaa.", "As dd/mm/yyyy.")
_SUBMISSION: Final[dict[str, Any]] = {
    "note": (
        "Código de la postulación; puede estar en la hoja Postulaciones.",
        "Code of the submission; it may stand in the sheet Postulaciones.",
    ),
    "list_": "submission",
}
_IN_COMITE: Final = (
    "Su código; puede estar en la hoja Comité.",
    "The code; it may stand in the sheet Comité.",
)
_SOURCE: Final = (
    "Acta, oficio o formulario del que sale; agrégalo en la hoja Fuentes si no está.",
    "Minutes, letter or form that it comes from; if missing, add it in the sheet Fuentes.",
)


class _Sheet:
    """Makes the columns of one class; without those that are always required a row says nothing."""

    def __init__(self, cls: str, asked: Asked, always: tuple[str, ...]) -> None:
        self._asked = asked
        self._required = asked.required(cls) | {_property(key) for key in always}

    def made(
        self, key: str, note: Words = ("", ""), heading: Words | None = None, **more: Any
    ) -> Column:
        """The column of a property: what the ontology says of it, and a note on how to fill it."""
        said = {} if key in {*_ELSEWHERE, *_GENERAL} else self._asked.definition(key)
        words = both(note)
        return column(
            key,
            both(heading) if heading else self._asked.heading(key),
            {each: " ".join(filter(None, (said.get(each), words[each]))) for each in words},
            required=_property(key) in self._required and key != LABEL_EN,
            **more,
        )

    def source(self) -> Column:
        """The column of the document that a row comes from."""
        return self.made(SOURCE, _SOURCE, ("Fuente", "Source"), several=True, list_=SOURCE)


def _property(key: str) -> str:
    return expand(_ELSEWHERE.get(key, f"sab:{key}"))


def committee(asked: Asked) -> tuple[Column, ...]:
    """Return the columns of the members of a committee."""
    sheet = _Sheet("CommitteeMember", asked, ("code",))
    return (
        sheet.made("code", _CODE, ("Código", "Code"), width=NARROW),
        sheet.made(
            LABEL_ES,
            (
                "Nombre, o un código si no debe publicarse.",
                "Name, or a code where it should not be published.",
            ),
            ("Persona", "Person"),
        ),
        sheet.made(
            LABEL_EN,
            ("Solo si en inglés se dice de otra manera.", "Only where English says it otherwise."),
            ("Persona, en inglés", "Person, in English"),
        ),
        sheet.made(
            "call",
            ("Convocatoria de cuyo comité es miembro.", "Call of whose committee it is a member."),
            ("Convocatoria", "Call"),
            list_="call",
        ),
        sheet.made("role", list_="committee-role"),
        sheet.made(
            "memberOf",
            (
                "Organización a la que pertenece la persona; si falta, agrégala en Actores.",
                "Organisation that the person belongs to; if missing, add it in Actores.",
            ),
            ("Organización propia", "Own organisation"),
            several=True,
            list_="actor",
        ),
        sheet.made("recusedFrom", several=True, **_SUBMISSION),
        sheet.made(
            "contact",
            (
                "Correo o teléfono. No pasa al grafo ni se publica.",
                "E-mail or telephone. It enters no graph and is not published.",
            ),
            ("Contacto (no se publica)", "Contact (not published)"),
        ),
        sheet.source(),
    )


def reviews(asked: Asked, known: Lists) -> tuple[Column, ...]:
    """Return the columns of what a member finds of a submission."""
    sheet = _Sheet("Review", asked, ("submission", "assessor"))
    return (
        sheet.made("submission", heading=("Postulación", "Submission"), **_SUBMISSION),
        sheet.made("assessor", _IN_COMITE, list_="committee-member"),
        sheet.made("reviewedAt", _MOMENT),
        sheet.made(
            "callVerdict",
            ("Lo que el evaluador recomienda al comité.", "What the assessor recommends."),
            ("Recomendación", "Recommendation"),
            list_="call-verdict",
        ),
        *_judged(known),
        sheet.made("remark", width=WIDE),
        sheet.source(),
    )


def _judged(known: Lists) -> Iterator[Column]:
    """Two columns for each criterion and merit: the verdict and its reason."""
    for item in (item for vocabulary in JUDGED for item in known[vocabulary]):
        name = shorten(item.iri)
        yield column(VERDICT + name, item.names, item.definition, list_="verdict")
        yield column(
            CRITERION + name,
            {"es": f"{item.names['es']}: razón", "en": f"{item.names['en']}: reason"},
            {"es": "Por qué sí o por qué no.", "en": "Why, or why not."},
            width=WIDE,
        )


def decisions(asked: Asked) -> tuple[Column, ...]:
    """Return the columns of what the committee decided."""
    sheet = _Sheet("Decision", asked, ("submission",))
    return (
        sheet.made("submission", heading=("Postulación", "Submission"), **_SUBMISSION),
        sheet.made(
            "callVerdict",
            ("Lo que el comité decidió.", "What the committee decided."),
            ("Veredicto", "Verdict"),
            list_="call-verdict",
        ),
        sheet.made("decidedOn", _DAY),
        sheet.made("signatory", _IN_COMITE, several=True, list_="committee-member"),
        sheet.made("requestedChange", several=True, width=WIDE),
        sheet.source(),
    )


def exchanges(asked: Asked) -> tuple[Column, ...]:
    """Return the columns of exchanges; their steps have a sheet of their own."""
    sheet = _Sheet("Exchange", asked, ("code",))
    parties: dict[str, Any] = {"several": True, "list_": "actor"}
    places: dict[str, Any] = {"several": True, "list_": "territory"}
    return (
        sheet.made("code", _CODE, ("Código", "Code"), width=NARROW),
        sheet.made(
            LABEL_ES,
            ("Título corto del intercambio.", "Short title of the exchange."),
            ("Título en español", "Title in Spanish"),
            width=WIDE,
        ),
        sheet.made(
            LABEL_EN,
            ("El mismo título en inglés.", "The same title in English."),
            ("Título en inglés", "Title in English"),
            width=WIDE,
        ),
        sheet.made("giver", **parties),
        sheet.made("recipient", **parties),
        sheet.made("facilitator", **parties),
        sheet.made(
            "exchanged",
            (
                "Código de la ficha o de la postulación; puede estar en este mismo archivo.",
                "Code of the record or of the submission; it may stand in this same file.",
            ),
            several=True,
            list_="exchanged",
        ),
        sheet.made("fromTerritory", **places),
        sheet.made("toTerritory", **places),
        sheet.made("modality", list_="modality"),
        sheet.made(
            "call",
            (
                "Convocatoria de la que salió; vacío si de ninguna.",
                "Call that it came from; empty if none.",
            ),
            ("Convocatoria", "Call"),
            list_="call",
        ),
        sheet.made("startDate", _DAY, ("Comienzo", "Start")),
        sheet.made("endDate", _DAY, ("Fin", "End")),
        sheet.made("learned", width=WIDE),
        sheet.source(),
    )


def steps(asked: Asked) -> tuple[Column, ...]:
    """Return the columns of the steps of exchanges, one a row, the oldest first."""
    sheet = _Sheet("ExchangeStep", asked, ("exchange",))
    return (
        sheet.made(
            "exchange",
            (
                "Código de una fila de la hoja Intercambios. Una fila por paso, el más viejo "
                "primero.",
                "Code of a row of the sheet Intercambios. One row a step, the oldest first.",
            ),
            ("Intercambio", "Exchange"),
            list_="exchange",
        ),
        sheet.made("exchangeStatus", list_="exchange-status"),
        sheet.made(
            "date",
            (f"Día en que se dio el paso. {_DAY[0]}", f"Day of the step. {_DAY[1]}"),
            ("Fecha", "Date"),
        ),
        sheet.made("remark", width=WIDE),
    )
