"""What speaks for matches, kept by what is stated: never one entry for each pair of records."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

Pair = tuple[str, str]  # a practice and a territory, or a link and an item
Statement = tuple[str, str, str]  # an experience, a link and an item
# what each experience states by a link
Stated = Callable[[str], Mapping[str, tuple[str, ...]]]


@dataclass(frozen=True)
class Ground:
    """One thing that speaks for a match: by itself it gives `share` of its reason.

    Things of one `unit` give together what the best of them gives; most are a unit of their own.
    The practice states `item` by `link`. What experiences on record in the territory do is `named`,
    each as experience, link and item, or of some `kinds`: links and items of all that state them.
    """

    case: str
    item: str
    unit: str
    share: Decimal
    link: str
    named: tuple[Statement, ...]
    kinds: tuple[Pair, ...]


class Grounds:
    """All that speaks for matches by one reason.

    A row of a query holds for its ?practice. One without holds for each good practice that states
    its ?item by its ?link; with ?of, for those only that state so many things by that link. A row
    with ?thereItem and no ?there means each experience on record there that states it.
    """

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        """Keep the best of the rows of each thing, its cases and experiences joined."""
        ways: dict[tuple[str, ...], dict[tuple[Decimal, str], list[Mapping[str, str]]]] = {}
        shares: dict[str, Decimal] = {}
        for row in rows:
            practice = row.get("practice", "")
            place = (
                practice, row.get("territory", ""), "" if practice else row["link"],
                "" if practice else row.get("of", ""), row["item"],
            )  # fmt: skip
            said = row["share"]
            way = (shares.setdefault(said, Decimal(said)), row["case"])
            ways.setdefault(place, {}).setdefault(way, []).append(row)
        # of a practice by territory; by territory, link and item those for how many things of it
        self._own: dict[str, dict[str, list[Ground]]] = {}
        self._for_all: dict[str, dict[str, dict[str, dict[str, Ground]]]] = {}
        same: dict[Ground, Ground] = {}
        for (practice, territory, link, of, item), each in sorted(ways.items()):
            ground = _joined(item, *max(each.items()))
            ground = same.setdefault(ground, ground)
            if practice:
                self._own.setdefault(practice, {}).setdefault(territory, []).append(ground)
            else:
                links = self._for_all.setdefault(territory, {})
                links.setdefault(link, {}).setdefault(item, {})[of] = ground

    def of(self, practice: str, territory: str, stated: Stated) -> list[Ground]:
        """Return what speaks for a practice in a territory; for "", in every territory."""
        found = [*self._own.get(practice, {}).get(territory, ())]
        for link, items in self._for_all.get(territory, {}).items():
            states = stated(link).get(practice, ())
            for item in states:
                if item in items:
                    ways = items[item]
                    found += (ways[of] for of in ("", str(len(states))) if of in ways)
        if len(found) > 1:
            best: dict[str, Ground] = {}
            for ground in found:
                kept = best.get(ground.item)
                if kept is None or (ground.share, ground.case) > (kept.share, kept.case):
                    best[ground.item] = ground
            found = [best[item] for item in sorted(best)]
        return found


def _joined(item: str, way: tuple[Decimal, str], rows: list[Mapping[str, str]]) -> Ground:
    share, case = way
    first = rows[0]
    named, kinds = set(), set()
    for row in rows:
        done = (row.get("thereLink") or row["link"], row.get("thereItem") or item)
        if row.get("there"):
            named.add((row["there"], *done))
        elif row.get("thereItem"):
            kinds.add(done)
    unit = first.get("unit") or item
    return Ground(
        case, item, unit, share, first["link"], tuple(sorted(named)), tuple(sorted(kinds))
    )
