"""What matches besides experiences: actors, territories, objectives, questions and the rest."""

from typing import Any, Final

from saberesgraph.explorer.words import Words
from saberesgraph.language import translator
from saberesgraph.queries import catalogue
from saberesgraph.site.search import KINDS, documents
from saberesgraph.web.served import Served

_COLUMNS: Final = {"code": 8.0, "title": 4.0, "names": 2.0}
_MOST: Final = 6


class Also:
    """An index of everything that has a page and is no experience, in one language."""

    def __init__(self, served: Served, language: str) -> None:
        assert served.project
        queries = catalogue(served.project).values()
        found = documents(served.store, queries, language)
        self._documents = [each for each in found if each["kind"] != "practice"]
        self._words = Words(
            _COLUMNS,
            ((each["code"], each["title"], " · ".join(each["names"])) for each in self._documents),
        )
        self._t = translator(language)

    def search(self, words: str) -> list[dict[str, Any]]:
        """Return the few best of those that have all the words in their names.

        Each has a `title`, its `code` or "", the `path` from the page that searches, and its `kind`
        as people call it.
        """
        found = self._words.search(words)
        if found.partly:
            return []
        return [
            {**each, "kind": self._t(*KINDS[each["kind"]][1])}
            for each in (self._documents[number] for number in found.numbers[:_MOST])
        ]
