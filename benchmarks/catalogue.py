"""A made-up catalogue of any size, as skewed as the real one, whole and valid.

Each made-up fiche takes its texts from one real fiche and each kind of link, with its evidence and
its oddities, from another of the same kind, all drawn with a seed: so kinds, areas, objectives,
territories, actors, statuses and oddities are as frequent as in the catalogue. What identifies a
fiche (code, title, texts, people assisted) is its own. Fiche number n is the same in every
catalogue with its seed, so parts can be made apart.

Run as `python benchmarks/catalogue.py FOLDER COUNT [--seed 1] [--defects 0.05]`: writes a project
with ontology/, queries/, data/ and one file a fiche in the form of `fmt`, and beside them
defects.csv if some are seeded.
"""

import argparse
import csv
import os
import random
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from defects import Seeded, damaged
from saberesgraph.fiches import rdf
from saberesgraph.fiches.file import text
from saberesgraph.fiches.importing.on_file import on_file
from saberesgraph.fiches.record import Anomaly, Figure, Record
from saberesgraph.project import find

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("ontology", "queries", "data")
_FIRST = 1001  # codes of the real catalogue are far below
_SLICE = 500  # fiches that a process makes at once: bounds memory
_FIGURES = ("assistedPopulation", "budgetUSD")
# a shape looks at both
_TOGETHER = {"mentionedActor": "actor", "scope": "territory"}
_SHARED = 0.25  # of the figures of people, as in the catalogue
_NEIGHBOURS = 4  # fiches that may share one
_MOST_PEOPLE = 100_000
_REPEATED = Anomaly(
    name="",
    field="sab:assistedPopulation",
    kind="repeated-figure",
    printed="repetida",
    resolution={"es": "La misma cifra está en otra ficha; se conserva y no debe sumarse."},
    absence=False,
)


def practices(count: int, seed: int) -> Iterator[ox.Triple]:
    """Yield the statements of made-up fiches; the same seed gives the same ones."""
    for record in records(range(count), seed):
        yield from rdf.triples(record)


def records(places: Sequence[int], seed: int) -> Iterator[Record]:
    """Yield made-up fiches by their places in the catalogue, which count from 0."""
    for place in places:
        yield _record(place, random.Random(f"{seed}/{place}"))  # noqa: S311 (no secret)


def write(folder: Path, count: int, seed: int, defects: float = 0, jobs: int = 0) -> list[Seeded]:
    """Write a whole project to a new folder, and return the defects seeded.

    Args:
        folder: that does not exist.
        count: of made-up fiches, beside the real ones.
        seed: the same gives the same files.
        defects: share of the made-up fiches that have one.
        jobs: processes; as many as processors if 0.

    Raises:
        FileExistsError: there is such a folder.
    """
    folder.mkdir(parents=True)
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part)
    every = range(count)
    starts = range(0, count, _SLICE)
    slices = [_Slice(folder, every[n : n + _SLICE], seed, defects) for n in starts]
    with ProcessPoolExecutor(jobs or os.cpu_count()) as pool:
        seeded = [one for found in pool.map(_write, slices) for one in found]
    if defects:
        with (folder / "defects.csv").open("w", encoding="utf-8", newline="") as out:
            rows = csv.writer(out)
            rows.writerow(("file", "defect", "shapes"))
            rows.writerows((one.file, one.defect, " ".join(sorted(one.shapes))) for one in seeded)
    return seeded


@dataclass(frozen=True)
class _Slice:
    folder: Path
    places: range
    seed: int
    defects: float


def _write(part: _Slice) -> list[Seeded]:
    seeded = []
    for place, record in zip(part.places, records(part.places, part.seed), strict=True):
        name = f"data/practices/{record.code}.ttl"
        draw = random.Random(f"{part.seed}/{place}/defect")  # noqa: S311 (no secret)
        content = text(record)
        if draw.random() < part.defects:
            content, defect = damaged(content, record.code, draw)
            seeded.append(Seeded(name, defect.name, defect.shapes))
        (part.folder / name).write_text(content, encoding="utf-8")
    return seeded


@cache
def _real() -> dict[str, tuple[Record, ...]]:
    """The real fiches by kind."""
    real: dict[str, tuple[Record, ...]] = {}
    for _, filed in sorted(on_file(find(ROOT)).items()):
        if filed.record:
            real[filed.record.kind] = (*real.get(filed.record.kind, ()), filed.record)
    return real


def _record(place: int, draw: random.Random) -> Record:
    number = _FIRST + place
    every = [one for ones in _real().values() for one in ones]
    base = draw.choice(every)
    alike = _real()[base.kind]
    apart = {*(link.link for one in every for link in one.links), *_FIGURES}
    owner = {name: draw.choice(alike) for name in sorted(apart)}
    owner |= {name: owner[other] for name, other in _TOGETHER.items()}
    area = next(link.item for link in owner["area"].links if link.link == "area")
    code = f"{base.code[:2]}{number}_{area.rpartition('/')[2]}"
    people, repeated = _people(owner["assistedPopulation"].population, place, draw)
    odd = [one for one in base.anomalies if one.field.removeprefix("sab:") not in apart]
    for name, other in owner.items():
        odd += [one for one in other.anomalies if one.field == f"sab:{name}"]
    odd = [one for one in odd if one.kind != _REPEATED.kind] + [_REPEATED] * repeated
    return replace(
        base,
        code=code,
        labels={language: f"{label} ({number})" for language, label in base.labels.items()},
        prose={name: f"{said} ({number})" for name, said in base.prose.items()},
        population=people,
        budget=_dollars(owner["budgetUSD"].budget, draw),
        links=tuple(
            replace(link, name=link.name.replace(other.code, code))
            for name, other in owner.items()
            for link in other.links
            if link.link == name
        ),
        anomalies=tuple(replace(one, name=f"{code}-{n}") for n, one in enumerate(odd, 1)),
    )


def _people(real: Figure, place: int, draw: random.Random) -> tuple[Figure, bool]:
    """A figure of its own, or one that few neighbours share, and whether that is so.

    The last digit, which no real figure has, says how the place was multiplied: so no two places
    have one figure.
    """
    if real.value is None:
        return real, False
    if draw.random() < _SHARED:
        value = place // _NEIGHBOURS * 10 + 9
        return Figure(Decimal(value), "", f"{value:,}"), True
    times = draw.choice([n for n in range(4) if not n or place * 10**n <= _MOST_PEOPLE])
    value = (place + 1) * 10 ** (times + 1) + times + 1
    return Figure(Decimal(value), "", f"{value:,}"), False


def _dollars(real: Figure, draw: random.Random) -> Figure:
    """A round sum around a real one."""
    if real.value is None:
        return real
    value = max(500, round(float(real.value) * draw.lognormvariate(0, 1) / 500) * 500)
    return Figure(Decimal(f"{value}.0"), "", f"{value:,} USD")


def main() -> None:
    """Write a catalogue to the folder named."""
    parser = argparse.ArgumentParser(description="Write a made-up catalogue.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--defects", type=float, default=0, help="share of fiches with one")
    parser.add_argument("--jobs", type=int, default=0, help="processes (one a processor)")
    options = parser.parse_args()
    write(options.folder, options.count, options.seed, options.defects, options.jobs)


if __name__ == "__main__":
    main()
