"""Drafts as bytes, from the child that read a document to its parent, and back."""

import json
from dataclasses import asdict
from typing import Any

from saberesgraph.fiches.draft import (
    Draft,
    Drafts,
    Leftover,
    Oddity,
    Place,
    Remark,
    Sureness,
    Text,
)


def packed(drafts: Drafts) -> bytes:
    """Return the drafts of a document as bytes, for `unpacked`."""
    return json.dumps(asdict(drafts)).encode()


def unpacked(content: bytes) -> Drafts:
    """Return what `packed` gave; a document has no rows of evidence.

    >>> place = Place("a.txt", 3)
    >>> draft = Draft("good_practice", "BP1_AH", place, {"finding": Text("Hubo.", place)})
    >>> drafts = Drafts((draft,), (Leftover(place, "x", "por", "for"),))
    >>> unpacked(packed(drafts)) == drafts
    True
    """
    said = json.loads(content)
    return Drafts(
        tuple(map(_draft, said["drafts"])),
        tuple(Leftover(**_placed(each)) for each in said["leftovers"]),
        tuple(Remark(**_placed(each)) for each in said["remarks"]),
    )


def _draft(said: dict[str, Any]) -> Draft:
    fields = {
        name: Text(text["text"], Place(**text["place"]), Sureness(text["sureness"]))
        for name, text in said["fields"].items()
    }
    oddities = tuple(Oddity(**_placed(each)) for each in said["oddities"])
    remarks = tuple(Remark(**_placed(each)) for each in said["remarks"])
    place = Place(**said["place"])
    return Draft(said["kind"], said["code"], place, fields, oddities, remarks=remarks)


def _placed(said: dict[str, Any]) -> dict[str, Any]:
    return {**said, "place": Place(**said["place"])}
