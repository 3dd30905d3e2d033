"""Fiches that bear one code: none of them can be taken before a person chooses."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from saberesgraph.fiches.draft import Draft, Place, Remark

# of the places of a code that stands more than once
_SHOWN: Final = 5


def told_apart(drafts: Iterable[Draft]) -> list[Draft]:
    """Return fiches of some files, with a remark that rejects those whose code stands again."""
    drafts = list(drafts)
    places: dict[str, list[Place]] = {}
    for draft in drafts:
        if draft.code:
            places.setdefault(draft.code, []).append(draft.at("code"))
    return [_told(draft, places.get(draft.code, [])) for draft in drafts]


def _told(draft: Draft, same: list[Place]) -> Draft:
    if len(same) < 2:
        return draft
    place = draft.at("code")
    others = [str(other) for other in same[: _SHOWN + 1] if other != place]
    listed = ", ".join(others[:_SHOWN]) + (", …" if len(same) > _SHOWN + 1 else "")
    remark = Remark(
        place,
        "code",
        f"El código está también en {listed}: deja uno",
        f"The code stands also in {listed}: leave one",
        draft.code,
        rejects=True,
    )
    return replace(draft, remarks=(*draft.remarks, remark))
