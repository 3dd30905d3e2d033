"""Codes for fiches that come without one: the next free number of their kind and area."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from saberesgraph.fiches.draft import LABEL_ES, LETTERS, Draft, Remark, Text
from saberesgraph.fiches.importing.on_file import Filed
from saberesgraph.fiches.values.names import Things
from saberesgraph.language import folded

# numbers that no fiche reaches
_BEYOND: Final = 10**8
_CODE: Final = re.compile(r"(?P<prefix>[A-Z]{2})(?P<number>[0-9]{1,9})_(?P<area>[A-Z]+)")


def coded(drafts: Iterable[Draft], filed: Mapping[str, Filed], areas: Things) -> list[Draft]:
    """Return the drafts, each with a code.

    A fiche without a code that has kind, area and title of one on record is that one, so that a
    form may be imported again; else it gets the next number, with a remark that says so.
    """
    given = list(drafts)
    last: dict[tuple[str, str], int] = {}
    for code in (*filed, *(draft.code for draft in given)):
        match = _CODE.fullmatch(code)
        if match:
            key = (match["prefix"], match["area"])
            last[key] = max(last.get(key, 0), int(match["number"]))
    titles = {
        (record.kind, folded(record.labels.get("es", ""))): code
        for code, file in filed.items()
        if (record := file.record)
    }
    return [draft if draft.code else _coded(draft, last, titles, areas) for draft in given]


def _coded(
    draft: Draft,
    last: dict[tuple[str, str], int],
    titles: Mapping[tuple[str, str], str],
    areas: Things,
) -> Draft:
    title = draft.fields.get(LABEL_ES)
    if title and (known := titles.get((draft.kind, folded(title.text)))):
        return _with(draft, known, "Es la ficha de ese título", "It is the record of that title")
    area = draft.fields.get("area")
    found = areas.find(area.text) if area else None
    if not found or not found.taken:
        return draft  # without an area there is no code to propose: the shapes will say so
    prefix, ending = LETTERS[draft.kind], found.things[0].code
    last[prefix, ending] = last.get((prefix, ending), 0) + 1
    code = f"{prefix}{last[prefix, ending]}_{ending}"
    return _with(
        draft,
        code,
        "No traía código: se le da el siguiente libre. Anótalo en tu archivo",
        "It had no code: it gets the next free one. Note it in your file",
    )


def free_code(draft: Draft, areas: Things, number: int) -> str:
    """Return a code that no fiche has, to check one that has none; it is written nowhere."""
    area = draft.fields.get("area")
    found = areas.find(area.text) if area else None
    ending = found.things[0].code if found and found.taken else "X"
    return f"{LETTERS.get(draft.kind, 'XX')}{_BEYOND + number}_{ending}"


def _with(draft: Draft, code: str, es: str, en: str) -> Draft:
    place = draft.at("code")
    remark = Remark(place, "code", es, en, proposed=code)
    fields = {**draft.fields, "code": Text(code, place)}
    return replace(draft, code=code, fields=fields, remarks=(*draft.remarks, remark))
