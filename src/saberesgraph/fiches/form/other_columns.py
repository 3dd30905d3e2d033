"""The columns of the sheets that are no fiches: submissions, actors, sources and evidence."""

from collections.abc import Iterator
from typing import Any, Final

from saberesgraph.fiches.draft import LABEL_EN, LABEL_ES, SOURCE
from saberesgraph.fiches.form.column import NARROW, WIDE, Column, Words, both, column
from saberesgraph.fiches.form.lists import Lists

# has a column of its own, that says who
_NAMED_RECEIVER: Final = "named-receiver"


def _said(key: str, heading: Words, definition: Words, **more: Any) -> Column:
    return column(key, both(heading), both(definition), **more)


def submission(known: Lists) -> tuple[Column, ...]:
    """Return the columns of a practice that an actor submits to a call.

    They follow what the 2024 guide of Intercooperación says a call looks at: who submits, its
    axes, the five criteria, and what is valued besides.
    """
    return (
        _said("code", ("Código", "Code"),
              ("Un código corto y propio, con letras minúsculas, cifras y guiones.",
               "A short code of its own, of small letters, digits and hyphens."),
              required=True, width=NARROW),
        _said("call", ("Convocatoria", "Call"),
              ("Convocatoria a la que se postula.", "Call that it answers."),
              required=True, list_="call"),
        _said(LABEL_ES, ("Título en español", "Title in Spanish"),
              ("Título corto de la práctica.", "Short title of the practice."),
              required=True, width=WIDE),
        _said(LABEL_EN, ("Título en inglés", "Title in English"),
              ("El mismo título en inglés.", "The same title in English."), width=WIDE),
        _said("applicant", ("Organización que postula", "Organisation that submits"),
              ("Si no está en la lista, agrégala en la hoja Actores.",
               "If it is not in the list, add it in the sheet Actores."),
              required=True, list_="actor"),
        _said("applicantKind", ("Clase de organización", "Kind of organisation"),
              ("Clase que la convocatoria admite.", "Kind that the call admits."),
              list_="organisation-kind"),
        _said("territory", ("Territorio", "Territory"),
              ("Lugar donde se realizó la práctica.", "Place where the practice took place."),
              several=True, list_="territory"),
        _said("axis", ("Eje", "Axis"),
              ("Tema de la convocatoria al que responde.", "Theme of the call that it serves."),
              several=True, list_="axis"),
        _said("objective", ("Objetivo del Pacto", "Compact objective"),
              ("Objetivo del Pacto Mundial al que aporta.",
               "Objective of the Global Compact that it serves."),
              several=True, list_="objective"),
        _said("planGoal", ("Objetivo de un plan", "Plan goal"),
              ("Objetivo del plan nacional o de uno local al que aporta.",
               "Goal of the national plan, or of a local one, that it serves."),
              several=True, list_="plan-goal"),
        _said("contact", ("Contacto (no se publica)", "Contact (not published)"),
              ("Correo o teléfono para el Comité. No pasa al grafo ni se publica.",
               "E-mail or telephone for the Committee. It enters no graph and is not published.")),
        _said(SOURCE, ("Fuente", "Source"),
              ("Documento o formulario del que sale; agrégalo en la hoja Fuentes si no está.",
               "Document or form that it comes from; if missing, add it in the sheet Fuentes."),
              required=True, list_="source"),
        _said("summary", ("Resumen", "Summary"),
              ("Qué se hizo, para quién y con qué resultado.",
               "What was done, for whom, and with what result."),
              width=WIDE),
        *_evidence("call-criterion", known, ("criterio", "criterion")),
        *_evidence("call-merit", known, ("mérito", "merit")),
        _said("receiver", ("Receptor", "Receiver"),
              ("Quién quiere recibir el conocimiento, si ya se sabe.",
               "Who wants to receive the knowledge, if known."),
              several=True, list_="actor"),
        _said("submittedAt", ("Fecha y hora de postulación", "Date and time of submission"),
              ("Como dd/mm/aaaa hh:mm, en hora de Ecuador continental.",
               "As dd/mm/yyyy hh:mm, in the time of mainland Ecuador.")),
        _said("references", ("Anexos y enlaces", "Attachments and links"),
              ("Direcciones web de documentos que la respaldan.",
               "Web addresses of documents that support it."), several=True),
    )  # fmt: skip


def _evidence(vocabulary: str, known: Lists, word: Words) -> Iterator[Column]:
    """One column for each item of a vocabulary: what in the practice meets it."""
    for item in known[vocabulary]:
        if item.code != _NAMED_RECEIVER:
            yield column(
                f"{vocabulary}:{item.code}",
                {lang: f"{name} ({both(word)[lang]})" for lang, name in item.names.items()},
                item.definition,
                width=WIDE,
            )


ACTOR: Final = (
    _said("code", ("Código", "Code"),
          ("Con letras minúsculas, cifras y guiones, como ministerio-salud.",
           "Of small letters, digits and hyphens, such as ministerio-salud."),
          required=True, width=NARROW),
    _said("actorKind", ("Organización o grupo", "Organisation or group"),
          ("Grupo, si se nombra solo una clase de actor, como «socios implementadores».",
           "Group, if only a kind of actor is named, such as “implementing partners”."),
          required=True, list_="actor-kind"),
    _said(LABEL_ES, ("Nombre en español", "Name in Spanish"),
          ("Como lo escribe la fuente, con su sigla.", "As the source writes it, with acronym."),
          required=True, width=WIDE),
    _said(LABEL_EN, ("Nombre en inglés", "Name in English"),
          ("El mismo nombre en inglés.", "The same name in English."), required=True, width=WIDE),
    _said("altLabel", ("Otros nombres", "Other names"),
          ("Siglas y otras formas del nombre en español.",
           "Acronyms and other forms of the Spanish name."), several=True),
    _said("classification", ("Tipo de actor", "Actor type"),
          ("", ""), required=True, list_="actor-type"),
    _said(SOURCE, ("Fuente", "Source"),
          ("Documento que lo nombra.", "Document that names it."),
          required=True, several=True, list_="source"),
)  # fmt: skip
SOURCE_DOCUMENT: Final = (
    _said("code", ("Código", "Code"),
          ("Con letras minúsculas, cifras y guiones, como catalogo-2026.",
           "Of small letters, digits and hyphens, such as catalogo-2026."),
          required=True, width=NARROW),
    _said(LABEL_ES, ("Título en español", "Title in Spanish"),
          ("Como lo lleva el documento.", "As the document bears it."),
          required=True, width=WIDE),
    _said(LABEL_EN, ("Título en inglés", "Title in English"),
          ("El mismo título en inglés.", "The same title in English."), required=True, width=WIDE),
    _said("publisher", ("Quién lo publica", "Publisher"),
          ("La organización que responde por el documento.",
           "The organisation that answers for the document."), required=True),
    _said("issued", ("Año", "Year"),
          ("Año en que se publicó; vacío si no consta.",
           "Year of its publication; empty if it is not on record."), width=NARROW),
    _said("url", ("Dirección web", "Web address"), ("Dónde se lee.", "Where it can be read.")),
)  # fmt: skip
EVIDENCE: Final = (
    _said("code", ("Código", "Code"), ("De la ficha.", "Of the record."),
          required=True, width=NARROW),
    _said("link", ("Enlace", "Link"), ("Qué campo se respalda.", "Which field is backed."),
          required=True, list_="link"),
    _said("item", ("Elemento", "Item"),
          ("Con qué enlaza, como está en la ficha; vacío para cifras y palabras clave.",
           "What it links to, as in the record; empty for figures and keywords."), width=WIDE),
    _said("printed", ("Lo impreso", "As printed"),
          ("Las palabras de la fuente, tal como están.", "The words of the source, as they are."),
          required=True, width=WIDE),
    _said("basis", ("Fundamento", "Basis"),
          ("Declarado, si lo impreso es un nombre del elemento; vacío para cifras y palabras.",
           "Stated, if what is printed is a name of the item; empty for figures and words."),
          list_="basis"),
    _said("field", ("Campo que lo dice", "Field that says so"),
          ("Vacío, si es el mismo campo.", "Empty, if it is the same field."), list_="field"),
    _said("name", ("Nombre del nodo", "Name of the node"),
          ("Lo escribe el programa; déjalo como está.", "The program writes it; leave it.")),
)  # fmt: skip
ANOMALY: Final = (
    _said("code", ("Código", "Code"), ("De la ficha.", "Of the record."),
          required=True, width=NARROW),
    _said("field", ("Campo", "Field"), ("Dónde está la rareza.", "Where the oddity stands."),
          required=True, list_="field"),
    _said("kind", ("Clase", "Kind"), ("", ""), required=True, list_="anomaly-kind"),
    _said("printed", ("Lo impreso", "As printed"),
          ("Las palabras de la fuente; vacío si falta.", "The words of the source; or empty."),
          width=WIDE),
    _said("resolution-es", ("Qué se hizo, en español", "What was done, in Spanish"),
          ("Qué decidiste y por qué.", "What you decided, and why."), required=True, width=WIDE),
    _said("resolution-en", ("Qué se hizo, en inglés", "What was done, in English"),
          ("Lo mismo en inglés.", "The same in English."), width=WIDE),
    _said("absence", ("Declara que falta", "Declares it absent"),
          ("Sí, si la fuente no trae ese campo.", "Yes (Sí), if the source lacks that field."),
          list_="yes", width=NARROW),
    _said("name", ("Nombre del nodo", "Name of the node"),
          ("Lo escribe el programa; déjalo como está.", "The program writes it; leave it.")),
)  # fmt: skip
