"""What an import would do: every fiche and every other row, with all that is doubtful."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path

from saberesgraph.fiches.draft import Draft, Leftover, Place, Remark, Text
from saberesgraph.fiches.record import Record
from saberesgraph.fiches.sheets.grid import Row
from saberesgraph.fiches.sheets.mapping import Mappings


class Change(Enum):
    """What becomes of one thing; the value is its name in reports."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Step:
    """One thing that was read, and what becomes of it.

    Args:
        code: of the fiche, or prefixed name of what another row describes.
        title: what people call it.
        change: what becomes of it.
        origin: as it was read.
        file: that is written, relative to data/.
        turtle: what the file would hold, "" where that cannot be said.
        remarks: all that a person should know of it.
        reading: the fiche as it was understood, None for what is no fiche or has no code.
        below: rows that say more of it, by the prefixed name of what each describes.
    """

    code: str
    title: str
    change: Change
    origin: Draft | Row
    file: Path
    turtle: str
    remarks: tuple[Remark, ...]
    reading: Record | None = None
    below: Mapping[str, Row] = field(default_factory=dict)

    @property
    def place(self) -> Place:
        """Where it was read."""
        return self.origin.place

    @property
    def fields(self) -> Mapping[str, Text]:
        """What each field says."""
        return self.origin.fields if isinstance(self.origin, Draft) else self.origin.values


@dataclass(frozen=True)
class Plan:
    """All that would be done, in the order of the files, and what found no place.

    Args:
        steps: one for each thing read.
        leftovers: text that no fiche took.
        remarks: on the files as a whole.
        mapping: how sheets without keys were read.
        before: what each file of data/ held when it was compared, by path relative to data/.
    """

    steps: tuple[Step, ...]
    leftovers: tuple[Leftover, ...]
    remarks: tuple[Remark, ...]
    mapping: Mappings
    before: Mapping[Path, bytes | None]

    @cached_property
    def counts(self) -> Counter[Change]:
        """How many things there are of each change."""
        return Counter(step.change for step in self.steps)

    @property
    def refused(self) -> bool:
        """Whether something cannot be taken, so that nothing is written."""
        return bool(self.counts[Change.REJECTED]) or any(each.rejects for each in self.remarks)

    @property
    def texts(self) -> dict[Path, str]:
        """What is to be written, by file relative to data/."""
        written = {Change.NEW, Change.CHANGED}
        return {step.file: step.turtle for step in self.steps if step.change in written}
