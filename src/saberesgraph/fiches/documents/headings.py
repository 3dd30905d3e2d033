"""Headings of the printed form, as printers and readers of images spell them."""

from typing import Final, Literal, NamedTuple

from rapidfuzz.distance import Levenshtein

from saberesgraph.fiches.documents.words import squash, squashed

# `line`: alone, or with a colon before its value; `table`: the value may follow at once;
# `colon`: a colon follows, also in the middle of a line; `capitals`: as `table`, in capitals
Style = Literal["line", "table", "colon", "capitals"]


class Heading(NamedTuple):
    """A heading: what it opens, its words, and what may follow them."""

    field: str
    words: str
    more: str
    style: Style


class Found(NamedTuple):
    """A heading found in a text.

    Args:
        field: what it opens.
        printed: as printed.
        end: where its value begins in the text.
        mended: whether it was printed with a slip.
    """

    field: str
    printed: str
    end: int
    mended: bool


CONDITIONS: Final = "conditions"
PLANNED: Final = "planned"
COMPACT: Final = "compact"
GUIDING: Final = "guiding"
LEARNED: Final = "learned"
NOT_LEARNED: Final = "notLearned"

_PRINTED: Final[tuple[tuple[str, str, str, Style], ...]] = (
    ("area", "Área a la que corresponde", "", "table"),
    ("code", "Código", "", "table"),
    ("kind", "Buena práctica", "", "line"),
    ("finding", "Hallazgo", "", "line"),
    (
        CONDITIONS,
        "Condiciones y contexto relevantes",
        "limitaciones o consejos en términos de aplicabilidad y replicabilidad",
        "line",
    ),
    ("context", "Contexto y condiciones previas", "relacionadas", "line"),
    ("context", "Contexto", "", "colon"),
    ("advice", "Consejos en términos de aplicabilidad", "y replicabilidad", "colon"),
    ("causeEffect", "Relación causa-efecto", "", "colon"),
    ("limitations", "Limitaciones", "", "colon"),
    (PLANNED, "Contribución y beneficiarios previstos", "", "line"),
    (PLANNED, "Contribución y beneficiarias/os previstas/os", "", "line"),
    ("contribution", "Contribución", "", "colon"),
    ("beneficiaries", "Beneficiarias/os previstas/os", "", "colon"),
    ("beneficiaries", "Beneficiarios previstos", "", "colon"),
    ("beneficiaries", "Beneficiarios/as previstos/as", "", "colon"),
    ("beneficiaries", "Beneficiarios/as previstas/os", "", "colon"),
    ("beneficiaries", "Beneficiarias previstas", "", "colon"),
    ("beneficiaries", "Beneficiarios", "", "line"),
    ("beneficiaries", "Beneficiarias/os", "", "line"),
    ("effectiveness", "Efectividad", "", "line"),
    ("goals", "Metas del proyecto", "", "line"),
    ("assistedPopulation", "de población asistida", "", "table"),
    ("assistedPopulation", "Número de población asistida", "", "table"),
    ("assistedPopulation", "Nº de población asistida", "", "table"),
    ("territory", "Territorio", "", "table"),
    ("assistance", "Tipo de asistencia", "", "table"),
    ("actor", "Actores involucrados", "", "table"),
    ("budgetUSD", "Presupuesto aproximado", "", "table"),
    ("replication", "Potencial de replicación", "y por quién", "table"),
    (
        "institutionalLinks",
        "Vínculos ascendentes a objetivos",
        "más elevados de la Institución",
        "table",
    ),
    ("statedGoal", "Relación con ODS", "", "line"),
    ("statedGoal", "Relación con los ODS", "", "line"),
    (COMPACT, "Relación con el Pacto Mundial", "para la Migración Segura", "line"),
    (
        COMPACT,
        "Relación con el Pacto Mundial",
        "para la Migración Segura, Ordenada y Regular",
        "line",
    ),
    (GUIDING, "Principios rectores Objetivos", "", "line"),
    (GUIDING, "Principios rectores", "", "line"),
    (GUIDING, "Objetivos", "", "line"),
    ("differentiatingFactors", "Factores diferenciadores", "", "table"),
    ("sustainability", "Sostenibilidad", "", "line"),
    ("keyword", "Palabras clave", "", "line"),
    ("description", "Descripción de la lección", "", "table"),
    ("lessonSign", "Tipo de lección", "", "line"),
    ("success", "Éxito / Cuestiones positivas", "", "line"),
    ("challenges", "Desafíos, dificultades, problemas", "", "line"),
    (LEARNED, "Lección aprendida", "", "line"),
    (NOT_LEARNED, "Lección no aprendida", "", "line"),
    ("criterion:important", "Importante", "", "capitals"),
    ("criterion:useful", "Útil", "", "capitals"),
    ("criterion:equitable", "Equitativo", "", "capitals"),
    ("criterion:equitable", "Equitativa", "", "capitals"),
    ("criterion:economical", "Económico", "", "capitals"),
    ("criterion:economical", "Económica", "", "capitals"),
)
HEADINGS: Final = tuple(
    Heading(field, squash(words), squash(more), style) for field, words, more, style in _PRINTED
)
_LONGEST: Final = sorted(HEADINGS, key=lambda heading: -len(heading.words + heading.more))
_LONGEST_HEADING: Final = 300
_OPENING: Final = '#*"“«( '


def _slips(words: str) -> int:
    """How many characters a reader of images may have got wrong in a heading."""
    return len(words) // 7 if len(words) >= 10 else 0


def _prefix(letters: str, words: str, allowed: int) -> int:
    """Return how many letters of a text are these words, but for slips; 0 where none are."""
    if letters.startswith(words):
        return len(words)
    if not allowed or not letters:
        return 0
    best = (allowed + 1, 0)
    for length in range(len(words) - allowed, len(words) + allowed + 1):
        if 0 < length <= len(letters):
            slips = Levenshtein.distance(letters[:length], words, score_cutoff=allowed)
            best = min(best, (slips, length), key=lambda pair: (pair[0], -pair[1]))
    return best[1] if best[0] <= allowed else 0


def _fits(heading: Heading, head: str, after: str) -> bool:
    """Say whether what follows a heading on its line is what its style lets follow."""
    after = after.strip()
    colon = not after or after[0] in ":.;)"
    match heading.style:
        case "line" | "colon":
            return colon
        case "capitals":
            return colon or "".join(filter(str.isalpha, head)).isupper()
    return colon or not after[0].islower()


def _parenthesis(text: str, end: int) -> int:
    """Step over `(ONG, Gobierno, Empresa)` after a heading, also where a page ends in it."""
    rest = text[end:].lstrip()
    if rest.startswith("(") and ")" not in rest and len(rest) < 40:
        return len(text)
    if rest.startswith("(") and 0 < (close := rest.find(")")) < 60:
        return len(text) - len(rest) + close + 1
    return end


def at_start(text: str) -> Found | None:
    r"""Return the heading that a text begins with.

    Args:
        text: a line, and those that follow it where a heading may take more than one.

    >>> at_start("Relación causa -efecto : La guía")
    Found(field='causeEffect', printed='Relación causa -efecto', end=25, mended=False)
    >>> at_start("Actores involucrados (ONG, Gobierno,\nEmpresa) OIM").printed
    'Actores involucrados (ONG, Gobierno, Empresa)'
    """
    start = len(text) - len(text.lstrip(_OPENING))
    if start == len(text):
        return None
    letters, places = squashed(text[:_LONGEST_HEADING])
    first = len(squash(text.partition("\n")[0]))
    for slips in (False, True):
        for heading in _LONGEST:
            words = heading.words
            if slips and first < 0.6 * len(words):
                continue
            if text[start].islower() and (slips or heading.field != "assistedPopulation"):
                continue
            taken = _prefix(letters, words, _slips(words) if slips else 0)
            if taken and (found := _found(heading, text, letters, places, taken)):
                return found
    return _with_junk(text.partition("\n")[0])


def _found(
    heading: Heading, text: str, letters: str, places: list[int], taken: int
) -> Found | None:
    """Return a heading whose first words take so many letters, if what follows fits."""
    more = heading.more
    taken += _prefix(letters[taken:], more, _slips(more)) if more else 0
    end = places[taken - 1] + 1
    if text[end : end + 1].isalpha():
        return None
    if heading.style in {"table", "line"}:
        end = _parenthesis(text, end)
    line_end = text.find("\n", end) if "\n" in text[end:] else len(text)
    if not _fits(heading, text[:end], text[end:line_end]):
        return None
    mended = letters[:taken] not in {heading.words, heading.words + more}
    printed = " ".join(text[:end].split())
    while end < line_end and text[end] in " :.;":
        end += 1
    return Found(heading.field, printed, end, mended)


def _with_junk(line: str) -> Found | None:
    """Return a heading that stands alone in a line but for one or two letters before it."""
    letters = squash(line)
    for heading in _LONGEST:
        whole = heading.words + heading.more
        junk = len(letters) - len(whole)
        if heading.style != "line" or len(whole) < 10 or not letters.endswith(whole):
            continue
        if 0 < junk <= 2 and line[:1].isupper():
            return Found(heading.field, line.strip(), len(line), mended=True)
    return None


def inside(text: str) -> tuple[int, Found] | None:
    """Return the first heading with a colon in the middle of a line, after a sentence."""
    for place, character in enumerate(text[:-1]):
        if character in ".;)?!" and text[place + 1] == " ":
            rest = text[place + 2 : place + _LONGEST_HEADING]
            for heading in _LONGEST:
                if heading.style != "colon" or not rest[:1].isupper():
                    continue
                letters, places = squashed(rest[:90])
                taken = _prefix(letters, heading.words, 0)
                if not taken:
                    continue
                end = places[taken - 1] + 1
                after = rest[end:]
                if after.lstrip().startswith(":"):
                    value = end + len(after) - len(after.lstrip(" :"))
                    return place + 2, Found(heading.field, rest[:end].strip(), value, mended=False)
    return None
