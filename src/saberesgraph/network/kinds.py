"""What the network is made of: the kinds of node and the links between them."""

from typing import Final

# the links drawn, and the kind of node each leads to
LINKS: Final = {
    "area": "area",
    "objective": "objective",
    "principle": "principle",
    "territory": "territory",
    "actor": "actor",
    "mentionedActor": "actor",
    "replicator": "actor",
    "derivedGoal": "goal",
}
KINDS: Final = (
    "practice",
    "lesson",
    "area",
    "objective",
    "principle",
    "territory",
    "actor",
    "goal",
)
EXPERIENCES: Final = frozenset({"practice", "lesson"})
DERIVED: Final = "derived"
