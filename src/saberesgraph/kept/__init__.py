"""The store of a project that a folder keeps on disk, and what is noted beside it.

Each state of the project's files has a folder of its own inside, made whole under a hidden name and
then renamed, so who reads goes on reading while another writes the next. Its parts:

- `index`: the store, of which most files are hard links to those of the state before;
- `spellings`: how the sources spell the values that the store rewrites;
- `notes`: which files were read, with their digests, and what each of them speaks of. It is carried
  from state to state, with the tables that others add to it;
- whatever others put there, which is of that state alone.
"""

from saberesgraph.kept.state import Kept, kept

__all__ = ["Kept", "kept"]
