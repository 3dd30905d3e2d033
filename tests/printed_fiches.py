"""Invented fiches and the pages that print them: what document tests put into disorder."""

import textwrap
from collections.abc import Mapping, Sequence

Fields = Mapping[str, str]

# Names of places are real; organisations, figures and words are made up for the tests.
COMEDORES: Fields = {
    "area": "ASISTENCIA HUMANITARIA",
    "label-es": "Abrir comedores itinerantes en mercados barriales para que las familias en "
    "tránsito coman caliente una vez al día.",
    "finding": "Los comedores itinerantes llegaron a mercados donde ninguna cocina fija funcionaba "
    "y sirvieron almuerzos a familias que dormían en las terminales.",
    "context": "En las terminales de Loja y Macará las familias pasan hasta tres noches sin "
    "cocina. Los mercados cierran a media tarde y dejan libres sus puestos, sus fogones y el agua.",
    "advice": "Conviene firmar con cada administración de mercado un horario de uso y dejar los "
    "fogones limpios; quien reparte los vales no debe ser quien cocina.",
    "causeEffect": "Cuando la comida sale de un mercado del barrio, las familias conocen a sus "
    "vecinas, y los conflictos por el uso de la plaza disminuyen.",
    "limitations": "En invierno las lluvias cortan la vía y el camión cocina no llega.",
    "contribution": "Número de almuerzos servidos y número de mercados con acuerdo de uso.",
    "beneficiaries": "familias en tránsito y vendedoras de los mercados que cocinan con ellas.",
    "effectiveness": "Es efectiva si nueve de cada diez vales entregados se cambian el mismo día "
    "por un almuerzo completo en el comedor.",
    "goals": "Meta: Seguridad alimentaria. Los comedores itinerantes sostienen la alimentación "
    "de las familias durante los días que dura su paso.",
    "assistedPopulation": "4,350",
    "territory": "Loja, Macará, Santa Rosa y Zamora.",
    "assistance": "Alimentación y vales de comida",
    "actor": "Red Tejiendo Rutas, Fundación Puerta Abierta del Sur, administraciones de mercado.",
    "budgetUSD": "27,800 USD",
    "replication": "Municipios con mercados propios y organizaciones que tengan un camión cocina.",
    "institutionalLinks": "Los comedores sirven al objetivo de que nadie en tránsito pase un día "
    "sin comer, que la red se fijó para el sur del país.",
    "principle": "a) Centrarse en las personas.\nf) Derechos humanos.",
    "objective": "Objetivo 7: Abordar y reducir las vulnerabilidades en la migración.\n"
    "Objetivo 15: Proporcionar a los migrantes acceso a servicios básicos.",
    "differentiatingFactors": "La red presta el camión cocina y forma a las vendedoras que lo "
    "atienden, de modo que el comedor sigue cuando el proyecto termina.",
    "sustainability": "Media",
    "sustainabilityRationale": "Los mercados ponen el lugar y el agua; el gas y los víveres "
    "dependen todavía de donaciones que se renuevan cada semestre.",
    "keyword": "Comedores, mercados, vales, familias en tránsito.",
}
BITACORA: Fields = {
    "area": "ASISTENCIA HUMANITARIA",
    "label-es": "Llevar una bitácora única de albergues para que ninguna persona duerma fuera "
    "por falta de aviso entre refugios.",
    "finding": "La bitácora única mostró que había camas libres en un albergue mientras otro "
    "rechazaba personas a dos cuadras de distancia.",
    "context": "Cada albergue anotaba sus camas en un cuaderno propio y avisaba por teléfono, "
    "cuando alguien contestaba, antes de las ocho de la noche.",
    "advice": "Nombrar una persona de guardia que cierre la bitácora cada noche y llame a los "
    "albergues que no hayan anotado sus camas.",
    "causeEffect": "Al ver todos la misma lista de camas, la derivación tarda minutos y las "
    "noches en la calle bajan sin abrir ningún albergue nuevo.",
    "contribution": "Cantidad de derivaciones hechas con la bitácora antes de medianoche.",
    "beneficiaries": "personas que buscan cama y equipos de guardia de los albergues.",
    "effectiveness": "La efectividad se ve en las noches sin cama por persona, que la bitácora "
    "misma permite contar al final de cada mes.",
    "goals": "Meta: Alojamiento. La bitácora aprovecha las camas que ya existen en la ciudad.",
    "assistedPopulation": "980",
    "territory": "Cuenca, Azogues",
    "assistance": "Alojamiento temporal",
    "actor": "Mesa de Albergues Río Yanuncay, guardias voluntarias.",
    "budgetUSD": "3,200 USD",
    "replication": "Cualquier ciudad con tres o más albergues y una línea de teléfono común.",
    "institutionalLinks": "La bitácora de camas cumple el compromiso de la mesa de albergues "
    "de no dejar a nadie fuera por falta de información.",
    "principle": "g) Perspectiva de género.\nj) Enfoque pansocial.",
    "objective": "Objetivo 3: Proporcionar información exacta y oportuna en todas las etapas "
    "de la migración.",
    "differentiatingFactors": "La bitácora no guarda nombres: solo camas, horas y albergues.",
    "sustainability": "Alta",
    "sustainabilityRationale": "Cuesta una línea de teléfono y una hoja compartida, y los "
    "albergues la llevan ya por su cuenta.",
    "keyword": "Albergues, bitácora, camas, derivación.",
}
GUIAS: Fields = {
    "area": "GESTIÓN DE FRONTERAS",
    "label-es": "Se colocan guías de lectura fácil en los puentes para que las personas entiendan "
    "cada paso del trámite.",
    "finding": "Las guías de lectura fácil redujeron las filas en los puentes durante las mañanas "
    "de mayor cruce.",
    "description": "Se colocaron guías con dibujos y frases cortas a la entrada de cada puente, "
    "y se corrigieron con quienes hacían la fila.",
    "context": "El trámite tenía siete pasos que nadie explicaba, y los carteles anteriores eran "
    "copias de la norma en letra pequeña.",
    "goals": "Meta: Información. Las guías acercan el trámite a quien lo hace por primera vez.",
    "beneficiaries": "Personas que cruzan los puentes de Huaquillas y Macará por primera vez.",
    "principle": "a) Centrarse en las personas.",
    "objective": "Objetivo 3: Proporcionar información exacta y oportuna en todas las etapas "
    "de la migración.",
    "success": "Las guías se entienden sin ayuda y el personal de los puentes las pide para "
    "otros trámites.",
    "challenges": "El viento y el sol gastan las guías impresas en dos meses y no hay fondo "
    "para cambiarlas.",
    "territory": "Huaquillas, Macará",
    "actor": "Taller Letra Clara, equipos de los puentes.",
    "differentiatingFactors": "El taller probó cada guía con personas que leen poco antes de "
    "imprimirla.",
    "effectiveness": "La lección es efectiva mientras las guías estén al día con el trámite.",
    "criterion:important": "Sí, debido a que las filas crecían por dudas que un dibujo resuelve.",
    "criterion:useful": "Sí, debido a que el personal repite menos las mismas explicaciones.",
    "criterion:equitable": "No, debido a que las guías están solo en castellano.",
    "criterion:economical": "Sí, debido a que cada guía cuesta menos que una hora de fila.",
    "keyword": "Guías, lectura fácil, puentes.",
}

_PACT = "Relación con el Pacto Mundial para la Migración Segura"
_PRACTICE = (
    ("finding", "Hallazgo"),
    (
        "",
        "Condiciones y contexto relevantes: limitaciones o consejos en términos de aplicabilidad "
        "y replicabilidad",
    ),
    ("context", "Contexto :"),
    ("advice", "Consejos en términos de aplicabilidad :"),
    ("causeEffect", "Relación causa -efecto:"),
    ("limitations", "Limitaciones:"),
    ("", "Contribución y beneficiarios previstos"),
    ("contribution", "Contribución:"),
    ("beneficiaries", "Beneficiarias/os previstas/os:"),
    ("effectiveness", "Efectividad:"),
    ("goals", "Metas del proyecto:"),
    ("assistedPopulation", "# de población asistida"),
    ("territory", "Territorio"),
    ("assistance", "Tipo de asistencia"),
    ("actor", "Actores involucrados (ONG, Gobierno,\nEmpresa)"),
    ("budgetUSD", "Presupuesto aproximado"),
    ("replication", "Potencial de replicación y por quién"),
    ("institutionalLinks", "Vínculos ascendentes a objetivos más\nelevados de la Institución"),
    ("", "Relación con ODS"),
    ("", _PACT),
    ("", "Principios rectores Objetivos"),
    ("principle", ""),
    ("objective", ""),
    ("differentiatingFactors", "Factores diferenciadores (Valor agregado de OIM)"),
    ("sustainability", "Sostenibilidad:"),
    ("sustainabilityRationale", ""),
    ("keyword", "Palabras clave"),
)
_LESSON = (
    ("finding", "Hallazgo"),
    ("description", "Descripción de la lección"),
    ("context", "Contexto y condiciones previas relacionadas"),
    ("goals", "Metas del proyecto:"),
    ("beneficiaries", "Beneficiarios"),
    ("", "Relación con ODS"),
    ("", _PACT),
    ("", "Principios rectores Objetivos"),
    ("principle", ""),
    ("objective", ""),
    ("", "Tipo de lección"),
    ("", "Lección positiva Lección negativa"),
    ("success", "Éxito / Cuestiones positivas"),
    ("challenges", "Desafíos, dificultades, problemas"),
    ("", "Lección aprendida"),
    ("title", ""),
    ("", "Lección no aprendida"),
    ("territory", "Territorio"),
    ("actor", "Actores involucrados (ONG,\nGobierno, Empresa)"),
    ("differentiatingFactors", "Factores diferenciadores (Valor\nagregado de OIM)"),
    ("effectiveness", "Efectividad"),
    ("criterion:important", "IMPORTANTE"),
    ("criterion:useful", "ÚTIL"),
    ("criterion:equitable", "EQUITATIVO"),
    ("criterion:economical", "ECONÓMICO"),
    ("keyword", "Palabras clave"),
)
_IN_LINE = {
    "context",
    "advice",
    "causeEffect",
    "limitations",
    "contribution",
    "beneficiaries",
    "sustainability",
    "territory",
    "assistedPopulation",
    "actor",
}


def printed(code: str, fiche: Fields) -> dict[str, list[str]]:
    """Return the lines that print each field, by its name: its heading and its text.

    What has no field goes by its heading; `head` is area, code and title.
    """
    practice = code.startswith("BP")
    title = textwrap.wrap(f"{code}: {fiche['label-es']}", 80)
    head = [f"ÁREA A LA QUE CORRESPONDE {fiche['area']}", f"CÓDIGO {code}"]
    found = {"head": [*head, "BUENA PRÁCTICA", "", *title, ""] if practice else head}
    for name, heading in _PRACTICE if practice else _LESSON:
        if name == "title":
            found[name] = ["", *textwrap.wrap(f"{code}: {fiche['label-es']}", 40), ""]
        elif not name:
            found[heading] = [heading, ""]
        elif name in fiche:
            found[name] = _field(name, heading, fiche[name], practice=practice)
    return found


def _field(name: str, heading: str, text: str, *, practice: bool) -> list[str]:
    if name in {"principle", "objective"}:
        return [line for item in text.split("\n") for line in textwrap.wrap(item, 45)] + [""]
    if heading and name in _IN_LINE and (practice or name == "territory"):
        first, _, last = heading.rpartition("\n")
        return [*([first] if first else []), *textwrap.wrap(f"{last} {text}", 90)]
    return [*heading.split("\n"), "", *textwrap.wrap(text, 90), ""]


def page(fiche: Mapping[str, list[str]], first: str, last: str) -> list[str]:
    """Return the lines of a page: the fields of a fiche from one to another."""
    names = list(fiche)
    chosen: Sequence[str] = names[names.index(first) : names.index(last) + 1]
    return [line for name in chosen for line in fiche[name]]
