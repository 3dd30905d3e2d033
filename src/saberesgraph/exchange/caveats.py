"""What a proposal must say aloud: what no stated fact tells, ties, and who is left out."""

from itertools import groupby
from typing import Final

from saberesgraph.exchange.facts import Facts, Texts
from saberesgraph.exchange.match import Match, points
from saberesgraph.language import LANGUAGES
from saberesgraph.results import natural

# a match that fewer reasons speak for is thin
ENOUGH: Final = 4
_GAPS: Final = {
    "es": "Que algo no conste en el catálogo no prueba que falte en el territorio.",
    "en": "That something is not in the catalogue does not prove that the territory lacks it.",
}

_GROUPS: Final = {
    "es": "Entre quienes dan hay grupos, no organizaciones: la fuente no dice cuáles. Pregunta a "
    "la OIM Ecuador quién participó.",
    "en": "Among the givers are groups, not organisations: the source does not say which. Ask IOM "
    "Ecuador who took part.",
}


def missing(known: Facts, practice: str, territory: str) -> tuple[Texts, ...]:
    """Return what no stated fact tells of a practice and a territory."""
    found: list[Texts] = []
    if territory not in known.there:
        name = known.name(territory)
        found.append(
            {
                "es": f"Experiencias en {name['es']}: no consta ninguna",
                "en": f"Experiences in {name['en']}: none is on record",
            }
        )
    for field, why in known.missing.get(practice, ()):
        names, causes = known.name(field), known.name(why)
        found.append(
            {
                language: f"{_sentence(names[language])}: {causes[language].lower()}"
                for language in LANGUAGES
            }
        )
    return tuple(found)


def of_territory(
    known: Facts, territory: str, shown: tuple[Match, ...], total: int, alike: list[str]
) -> tuple[Texts, ...]:
    """Return what is to be said of all that a territory could receive.

    `total` is how many matches there are, `alike` the territories that get the very same.
    """
    name = known.name(territory)
    there = known.there.get(territory, ())
    proposed = set(known.proposed_to(territory))
    held = [each for each in there if each in known.practices]
    national = sorted(known.practices - proposed - set(held), key=natural)
    notes: list[Texts] = []
    if there:
        notes.append(
            {
                "es": f"Experiencias que constan en {name['es']}: {len(there)}.",
                "en": f"Experiences on record in {name['en']}: {len(there)}.",
            }
        )
    else:
        notes.append(
            {
                "es": f"No consta ninguna experiencia en {name['es']}: la evidencia es escasa, y "
                "solo cuentan lo que declara cada práctica y la frontera.",
                "en": f"No experience is on record in {name['en']}: the evidence is thin, and only "
                "what each practice states and the border count.",
            }
        )
    if held:
        notes.append(
            {
                "es": f"No se propone lo que ya consta allí: {_codes(held)}.",
                "en": f"What is on record there already is not proposed: {_codes(held)}.",
            }
        )
    if national:
        notes.append(
            {
                "es": f"Tampoco lo que llega a todo el país: {_codes(national)}.",
                "en": f"Neither is what reaches the whole country: {_codes(national)}.",
            }
        )
    notes.append(
        {
            "es": "No se proponen lecciones: enseñan qué hacer o evitar, y no son una práctica "
            "que alguien pueda entregar.",
            "en": "Lessons are not proposed: they teach what to do or avoid, and are no practice "
            "that somebody could hand over.",
        }
    )
    if alike:
        names = [known.name(each) for each in alike]
        notes.append(
            {
                "es": "Nada de lo que consta lo distingue de: "
                f"{', '.join(each['es'] for each in names)}. Reciben las mismas propuestas, con "
                "los mismos puntos.",
                "en": "Nothing on record tells it apart from: "
                f"{', '.join(each['en'] for each in names)}. They get the same proposals, with "
                "the same points.",
            }
        )
    return (*notes, *_of_all(known, shown, total), _GAPS)


def of_practice(
    known: Facts, practice: str, shown: tuple[Match, ...], total: int
) -> tuple[Texts, ...]:
    """Return what is to be said of all that could receive a practice; `total` is how many."""
    if not total:
        return (
            {
                "es": "Llega a todo el país o consta en todos sus territorios: a ninguno se le "
                "propone.",
                "en": "It reaches the whole country or is on record in all its territories: it is "
                "proposed to none.",
            },
        )
    notes: list[Texts] = []
    if not known.linked(practice, "sab:territory"):
        notes.append(
            {
                "es": "La práctica no nombra ningún lugar: la evidencia es escasa.",
                "en": "The practice names no place: the evidence is thin.",
            }
        )
    notes.append(
        {
            "es": "No se propone a los territorios donde ya consta, ni a una provincia si se "
            "propone a un cantón suyo.",
            "en": "It is not proposed to territories where it is on record already, nor to a "
            "province if it is to a canton of it.",
        }
    )
    return (*notes, *_of_all(known, shown, total), _GAPS)


def _of_all(known: Facts, shown: tuple[Match, ...], total: int) -> tuple[Texts, ...]:
    """Ties among those shown and at the cut, what is cut off, thin ones, and groups that give."""
    notes: list[Texts] = []
    for score, matches in groupby(shown, key=lambda match: match.score):
        together = list(matches)
        if (tied := together[0].tied) > 1:
            last = len(together) < tied
            told = {language: points(score, language) for language in LANGUAGES}
            notes.append(
                {
                    "es": f"Empate de {tied} con {told['es']} puntos: van por código"
                    + (f"; sin mostrar: {tied - len(together)}." if last else "."),
                    "en": f"{tied} are tied at {told['en']} points: they go by code"
                    + (f"; not shown: {tied - len(together)}." if last else "."),
                }
            )
    if len(shown) < total:
        notes.append(
            {
                "es": f"Se muestran {len(shown)} de {total}.",
                "en": f"{len(shown)} of {total} are shown.",
            }
        )
    if thin := sum(match.thin for match in shown):
        notes.append(
            {
                "es": f"Con evidencia escasa: {thin} de {len(shown)}.",
                "en": f"With thin evidence: {thin} of {len(shown)}.",
            }
        )
    if any(giver not in known.named for match in shown for giver in match.givers):
        notes.append(_GROUPS)
    return tuple(notes)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _codes(practices: list[str]) -> str:
    return ", ".join(each.partition(":")[2] for each in sorted(practices, key=natural))
