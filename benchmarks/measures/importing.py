"""An import: as many fiches in a workbook as the catalogue has, up to 5,000, into the real one."""

from collections.abc import Iterator

from catalogue import ROOT, records
from measure import Measure, Numbers, Work, seconds
from saberesgraph.fiches.form.columns import form
from saberesgraph.fiches.form.workbook import workbook
from saberesgraph.fiches.importing.planning import Request, plan
from saberesgraph.project import find

_MOST = 5_000


def _planned(work: Work) -> Iterator[Numbers]:
    project = find(ROOT)
    asked = form(project)
    rows = min(work.size, _MOST)
    path = work.folder / "fichas.xlsx"
    path.write_bytes(workbook(asked, records(range(rows), 1), "es"))
    yield {"rows": rows}
    yield {"seconds": seconds(lambda: plan(project, asked, Request([path])))}


MEASURES = {"planned": Measure("ours, read, interpreted and checked", _planned, limit=600)}
