"""Runs strangers' queries in child processes that can open nothing, and kills them at their limits.

pyoxigraph has no time limit, no switch for SERVICE, and dies with its process when a query is
nested too deep: so the query's text is screened first, and then runs in a process of its own.

On Linux the child cannot open a file or a connection, and its memory is limited. On macOS the same
is asked of the system but for memory, and was never tried. On Windows the child is killed at its
time and output limit, and nothing else is promised.
"""

from saberesgraph.sandbox.limits import Limits
from saberesgraph.sandbox.single import Sandbox

__all__ = ["Limits", "Sandbox"]
