"""The graph as a network: experiences and what they are linked with, with the evidence."""

from saberesgraph.network.building import build
from saberesgraph.network.insights import Insight, insights
from saberesgraph.network.kinds import KINDS, LINKS
from saberesgraph.network.layout import positions
from saberesgraph.network.neighbourhood import asserted, focus
from saberesgraph.network.projections import actors, practices, principles
from saberesgraph.network.similarity import Similar, similar

__all__ = [
    "KINDS",
    "LINKS",
    "Insight",
    "Similar",
    "actors",
    "asserted",
    "build",
    "focus",
    "insights",
    "positions",
    "practices",
    "principles",
    "similar",
]
