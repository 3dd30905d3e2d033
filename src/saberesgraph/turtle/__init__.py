"""The one way in which the project's Turtle is written, whoever writes it.

Order is the file's own, or the writer's: that of subjects, and of the values of a property. All
else is fixed: prefixes, the order of properties, lines, escapes. RDF has no order, so
`sorted_by_name` gives one to statements that come without.
"""

from saberesgraph.turtle.comments import NO_COMMENTS, Comments
from saberesgraph.turtle.formatting import comments_of, formatted
from saberesgraph.turtle.layout import sorted_by_name, text

__all__ = ["NO_COMMENTS", "Comments", "comments_of", "formatted", "sorted_by_name", "text"]
