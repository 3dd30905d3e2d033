"""What goes between a server and the keeper of its data: a query there, an answer back."""

import json
from dataclasses import dataclass
from typing import Final, Self

from saberesgraph.store import Dataset

# what an answer begins with
DONE: Final = b"k"
FAILED: Final = b"x"


@dataclass(frozen=True)
class Asked:
    """A query, the format of its answer, and the graphs it is asked over, if any are named."""

    query: str
    form: str
    dataset: Dataset | None = None

    def packed(self) -> bytes:
        """Return it as bytes, for `unpacked`."""
        graphs = (self.dataset.default, self.dataset.named) if self.dataset else None
        # a lone surrogate, which no UTF-8 holds, comes out as it went in
        return json.dumps([self.query, self.form, graphs]).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Self:
        """Return what `packed` gave.

        >>> asked = Asked("ASK {}", "json", Dataset(("urn:a",)))
        >>> Asked.unpacked(asked.packed()) == asked
        True
        """
        query, form, graphs = json.loads(content)
        return cls(query, form, Dataset(*map(tuple, graphs)) if graphs else None)
