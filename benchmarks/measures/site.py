"""The site: built, built again, and after one fiche changed."""

from collections.abc import Iterator

from measure import Measure, Numbers, Work, seconds
from ways import command


def _site(work: Work) -> tuple[str, ...]:
    return ("build", "-o", str(work.folder / "site"))


def _built(work: Work) -> Iterator[Numbers]:
    fresh = work.fresh("site")
    yield {"seconds": seconds(lambda: command(work, "build", "-o", str(fresh)))}
    files = [file for file in fresh.rglob("*") if file.is_file()]
    yield {"files": len(files), "MB": round(sum(file.stat().st_size for file in files) / 1e6)}
    (work.folder / "site").exists() or fresh.rename(work.folder / "site")


def _again(work: Work) -> Iterator[Numbers]:
    if not (work.folder / "site").exists():
        command(work, *_site(work))
    yield {"seconds": seconds(lambda: command(work, *_site(work)))}


def _changed(work: Work) -> Iterator[Numbers]:
    if not (work.folder / "site").exists():
        command(work, *_site(work))
    work.change(work.project)
    yield {"seconds": seconds(lambda: command(work, *_site(work)))}


MEASURES = {
    "built": Measure("ours, from nothing", _built, limit=1200),
    "again": Measure("ours, nothing changed", _again, limit=400),
    "changed": Measure("ours, one fiche changed", _changed, limit=400),
}
