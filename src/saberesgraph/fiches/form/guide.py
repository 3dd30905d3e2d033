"""What the first sheet of the workbook says, and invented examples: in both languages."""

from collections.abc import Mapping
from typing import Final

from saberesgraph.fiches.form import columns

TITLE: Final = (
    "Fichas de buenas prácticas, lecciones, postulaciones e intercambios",
    "Records of good practices, lessons, submissions and exchanges",
)
STEPS: Final = (
    (
        "Llena una fila por ficha en Prácticas o en Lecciones, o una por postulación en "
        "Postulaciones. Escribe desde la fila 4; debajo de cada título se explica qué va.",
        "Fill one row a record in Prácticas or Lecciones, or one a submission in Postulaciones. "
        "Write from row 4 on; below each heading it says what goes there.",
    ),
    (
        "En las columnas con lista, elige de ella. Si hacen falta varios valores, sepáralos con "
        "punto y coma (;): Quito (1701); Manta (1308). También sirven solo el código o el nombre. "
        "Todas las listas están en Vocabularios.",
        "In columns with a list, choose from it. Where several values are needed, separate them "
        "with a semicolon (;): Quito (1701); Manta (1308). The code or the name alone will do. "
        "All lists stand in Vocabularios.",
    ),
    (
        'Un valor que lleva punto y coma va entre comillas: "uno; dos".',
        'A value that has a semicolon goes in quotes: "one; two".',
    ),
    (
        "Un título oscuro es obligatorio, y su explicación lo dice. No inventes: si la fuente no "
        "trae un dato, agrega una fila en Anomalías, con la clase «Ausente en la fuente» y «Sí» en "
        "«Declara que falta». Si la fuente dice «No aplica» o «No registra», escríbelo así.",
        "A dark heading is required, and its explanation says so. Invent nothing: if the source "
        "lacks something, add a row in Anomalías, of the kind “Absent in the source”, with “Sí” "
        "in “Declares it absent”. Where the source says “No aplica” or “No registra”, write "
        "that.",
    ),
    (
        "De una convocatoria se llenan también Comité (una fila por persona), Evaluaciones (una "
        "por postulación y evaluador) y Decisiones (una por postulación); de lo que después se "
        "comparte, Intercambios y sus Pasos (una fila por paso, el más viejo primero).",
        "Of a call, fill also Comité (one row a person), Evaluaciones (one a submission and "
        "assessor) and Decisiones (one a submission); of what is shared afterwards, Intercambios "
        "and its Pasos (one row a step, the oldest first).",
    ),
    (
        "Evidencia es opcional: dice qué palabras de la fuente respaldan cada enlace. Sin ella "
        "vale lo que escribiste en la ficha.",
        "Evidencia is optional: it says which words of the source back each link. Without it, "
        "what you wrote in the record counts.",
    ),
    (
        "Si un actor o un documento no está en la lista, agrégalo en Actores o en Fuentes y usa "
        "su código.",
        "If an actor or a document is not in the list, add it in Actores or Fuentes and use its "
        "code.",
    ),
    (
        "No cambies la primera fila, que está oculta, ni los nombres de las hojas. Puedes mover u "
        "ocultar columnas.",
        "Change neither the first row, which is hidden, nor the names of the sheets. You may move "
        "or hide columns.",
    ),
    (
        "Deja fuera los datos personales. La columna Contacto no se publica. De quien evalúa pasa "
        "solo lo que escribas en Persona: su nombre o, si no debe publicarse, un código.",
        "Leave personal data out. The column Contacto is not published. Of an assessor, only what "
        "you write in Persona enters: a name or, where it should not be published, a code.",
    ),
    (
        "Revisa con: saberesgraph import ARCHIVO. No escribe nada hasta que lo pidas con --write.",
        "Check with: saberesgraph import FILE. It writes nothing until you ask with --write.",
    ),
)

EXAMPLE_NOTE: Final = (
    "Ejemplo inventado: muestra cómo se llena una fila de cada hoja. Esta hoja no se importa.",
    "Invented example: it shows how a row of each sheet is filled in. This sheet is not imported.",
)
EXAMPLE_HEADINGS: Final = (
    ("Columna", "Column"), ("Qué va", "What goes there"), ("Ejemplo inventado", "Invented example"),
)  # fmt: skip
# a fiche is in Spanish, whatever the language of the form
_PRACTICE: Final = {
    "code": "BP99_GF",
    "label-es": "Ferias de trámites en parroquias alejadas",
    "label-en": "Paperwork fairs in remote parishes",
    "section": "3.2",
    "finding": "Acercar los trámites a las parroquias evita viajes y pérdidas de jornales.",
    "context": "Las oficinas estaban a más de tres horas y los turnos se agotaban.",
    "advice": "Acordar el calendario con cada junta parroquial antes de anunciarlo.",
    "causeEffect": "Con la oficina cerca, más familias completan su regularización.",
    "limitations": "En temporada de lluvias no se llega a dos parroquias.",
    "contribution": "Trámites terminados por feria.",
    "beneficiaries": "Familias en movilidad humana y comunidades que las acogen.",
    "effectiveness": "Funciona donde la junta parroquial convoca.",
    "goals": "Que ninguna familia deje un trámite por la distancia.",
    "assistedPopulation": "1.250",
    "budgetUSD": "12.500",
    "replication": "Otras juntas parroquiales con un equipo móvil.",
    "institutionalLinks": "Aporta al plan de regularización.",
    "differentiatingFactors": "La feria va a donde está la gente.",
    "sustainabilityRationale": "Las juntas la incluyeron en su presupuesto.",
    "keyword": "trámites; ferias; parroquias",
    "references": "https://example.org/ferias",
}
EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    columns.PRACTICES: _PRACTICE,
    columns.COMMITTEE: {
        "code": "ejemplo-oim-1",
        "label-es": "Evaluadora 1",
        "role": "oim-representative",
        "memberOf": "oim",
        "recusedFrom": "ejemplo-talleres",
        "contact": "evaluadora@example.org",
    },
    columns.REVIEWS: {
        "submission": "ejemplo-ferias",
        "assessor": "ejemplo-oim-1",
        "reviewedAt": "20/11/2024 10:30",
        "callVerdict": "changes-requested",
        "verdict:call-criterion:innovation": "yes",
        "criterion:call-criterion:innovation": "En la provincia no había ferias móviles.",
        "verdict:call-criterion:effectiveness": "partly",
        "criterion:call-criterion:effectiveness": "Cuenta los trámites, no las personas.",
        "remark": "Conviene oír a una junta parroquial.",
    },
    columns.DECISIONS: {
        "submission": "ejemplo-ferias",
        "callVerdict": "changes-requested",
        "decidedOn": "28/11/2024",
        "signatory": "ejemplo-oim-1",
        "requestedChange": "Decir a cuántas personas llegó; Agregar el costo de cada feria",
    },
    columns.EXCHANGES: {
        "code": "ejemplo-norte-sur",
        "label-es": "Ferias de trámites, del norte al sur",
        "label-en": "Paperwork fairs, from north to south",
        "giver": "gad-ejemplo-norte",
        "recipient": "gad-ejemplo-sur",
        "exchanged": "ejemplo-ferias",
        "fromTerritory": "1701",
        "toTerritory": "1308",
        "modality": "technical",
        "startDate": "10/02/2025",
        "learned": "Sin la junta parroquial nadie llega a la feria.",
    },
    columns.STEPS: {
        "exchange": "ejemplo-norte-sur",
        "exchangeStatus": "agreed",
        "date": "20/01/2025",
        "remark": "Se firmó el plan de visitas.",
    },
}
"""Of each sheet that has one, by key of the column; what a list offers is by its code."""
VOCABULARY_HEADINGS: Final = (
    ("Lista", "List"), ("Valor", "Value"), ("Qué es", "What it is"),
)  # fmt: skip
