"""Publishing: makes the graphs that a store holds the ones we have, whole or not at all."""

from saberesgraph.publishing.comparison import Comparison, Difference, compare
from saberesgraph.publishing.publication import Outcome, publish
from saberesgraph.publishing.ways import GraphStore, StagedUpdate, Update, Way

__all__ = [
    "Comparison",
    "Difference",
    "GraphStore",
    "Outcome",
    "StagedUpdate",
    "Update",
    "Way",
    "compare",
    "publish",
]
