"""What each named query is asked: its defaults, and each parameter at least once."""

from dataclasses import dataclass, field
from pathlib import Path

from saberesgraph.language import folded
from saberesgraph.project import find

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Case:
    query: str
    given: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """The golden file's name."""
        values = (f"{name}-{folded(value)}" for name, value in self.given.items())
        return "_".join([self.query, *values]).replace(" ", "-")


# codes, IRIs, and names with and without accents
_GIVEN: dict[str, list[dict[str, str]]] = {
    "actor-activities": [{"actor": "oim", "area": "PC"}],
    "actor-coverage": [{"type": "local-government"}],
    "actor-pairs": [{"minimum": "4"}, {"actor": "socios implementadores"}],
    "actor-practices": [{"actor": "oim"}],
    "actor-territories": [{"actor": "oim", "territory": "1701"}],
    "assistance-practices": [{"assistance": "alojamiento temporal y asistencia al refugio"}],
    "population-practices": [{"population": "Poblacion LGBTIQ+"}],
    "area-actors": [{"area": "gestion de fronteras"}],
    "border-provinces": [{"objective": "7"}],
    "budget-per-person": [{"area": "ISE"}],
    "call-axes": [{"call": "2024"}],
    "call-conditions": [{"call": "2024"}],
    "call-criteria": [{"call": "2024"}],
    "call-dates": [{"call": "2024"}],
    "call-elements": [{"call": "first"}],
    "call-figures": [{"call": "first"}],
    "call-organisations": [{"call": "2024"}],
    "cheapest-practices": [{"objective": "7"}],
    "committee-seats": [{"call": "2024"}],
    "crosswalk": [{"objective": "9"}],
    "experiences": [{"area": "ME"}],
    "finalists": [{"call": "first"}],
    "goal-practices": [{"goal": "3"}],
    "keyword-practices": [{"text": "SALUD"}],
    "lesson-answers": [{"lesson": "ln2_gn", "minimum": "1"}],
    "lesson-verdicts": [{"criterion": "useful", "verdict": "yes"}],
    "local-government-practices": [{"unstated": "sí"}],
    "normalised-statements": [{"practice": "BP1_AH"}],
    "objective-by-province": [{"objective": "15"}],
    "objective-gaps": [{"area": "GF"}],
    "objective-pairs": [{"minimum": "5"}],
    "objective-practices": [
        {"objective": "15", "territory": "El Oro"},
        {"objective": "7", "territory": "Tulcan", "national": "sí"},
    ],
    "plan-by-territory": [{"plan": "pnd-2024-2025"}],
    "plan-coverage": [{"plan": "agenda-2030"}],
    "plan-gaps": [{"plan": "gcm", "territory": "El Oro"}],
    "plan-practices": [{"goal": "sdg:16"}],
    "exchange-steps": [{"practice": "BP1_AH"}],
    "practice-exchanges": [{"practice": "BP1_AH"}],
    "exchanges": [
        {"territory": "Tulcan", "status": "completed", "modality": "Cooperación triangular"}
    ],
    "exchanges-given": [{"territory": "04", "status": "En marcha", "modality": "technical"}],
    "principle-pairs": [{"minimum": "3"}],
    "principle-practices": [{"principle": "perspectiva de genero"}],
    "record-fields": [{"practice": "BP1_AH"}],
    "replicators": [{"actor": "socios-implementadores"}, {"type": "un-system", "area": "AH"}],
    "similar-practices": [{"practice": "LN1_GN", "minimum": "1"}],
    "source-anomalies": [{"practice": "BP1_AH"}, {"kind": "repeated-figure"}],
    "sustainability-by-actor": [{"minimum": "5"}],
    "target-coverage": [{"goal": "http://metadata.un.org/sdg/16"}],
    "target-practices": [{"target": "16.b"}],
    "territory-objectives": [{"territory": "Manta"}],
    "territory-opportunities": [{"territory": "Huaquillas"}],
    "territory-practices": [{"territory": "0707", "national": "true"}],
    "text-search": [{"text": "género"}],
}
# data/ holds no exchange, and invents none: tests/test_exchanges.py asks of a made-up graph
EMPTY = {"exchange-steps", "exchanges", "exchanges-given", "practice-exchanges"}
QUERIES = tuple(sorted(file.stem for file in find(ROOT).query_files))
CASES = tuple(Case(query, given) for query in QUERIES for given in ({}, *_GIVEN.get(query, ())))
