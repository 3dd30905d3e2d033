"""Reads workbooks, tables and documents that come from strangers, in a process that can do no harm.

Nothing is resolved here: a workbook becomes cells with their places, a document lines with their
numbers. Values that a file does not hold (a formula that was never calculated) are not made up.
"""

from saberesgraph.fiches.files.content import Cell, Lines, Sheet, Sheets
from saberesgraph.fiches.files.opening import opened

__all__ = ["Cell", "Lines", "Sheet", "Sheets", "opened"]
