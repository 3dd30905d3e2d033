"""One document in several forms: which one a request gets, by suffix or by its Accept header."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from saberesgraph.web.faults import RequestError
from saberesgraph.web.negotiation import MEDIA, best
from saberesgraph.web.pages import Drawn, tagged

# what draws each form of a document, by suffix; the first is for who has no wish
Forms = Mapping[str, Callable[[], str]]

_MOST_BYTES = 32_000_000


class Texts:
    """What was drawn, as bytes with their ETag; over some size, what was asked least recently goes.

    >>> Texts().of("a", lambda: "text")[0]
    b'text'
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._size = 0
        self._texts: OrderedDict[Hashable, Drawn] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, draw: Callable[[], str]) -> Drawn:
        """Return a text and its ETag, drawn unless it is kept."""
        with self._lock:
            if key in self._texts:
                self._texts.move_to_end(key)
                return self._texts[key]
        found = tagged(draw())
        with self._lock:
            if key not in self._texts:
                self._texts[key] = found
                self._size += len(found[0])
            while self._size > self._most:
                _, (gone, _) = self._texts.popitem(last=False)
                self._size -= len(gone)
        return found


def split(path: str) -> tuple[str, str]:
    """Return a path without the suffix of a form, and that suffix; "" where it has none.

    >>> split("id/practice/BP1_AH.ttl"), split("sdg/10.7")
    (('id/practice/BP1_AH', 'ttl'), ('sdg/10.7', ''))
    """
    stem, _, suffix = path.rpartition(".")
    return (stem, suffix) if stem and suffix in MEDIA else (path, "")


async def answer(
    request: Request, texts: Texts, name: str, suffix: str, forms: Forms, key: Hashable = ""
) -> Response:
    """Return a document in the form that its suffix names, else in the one most wanted.

    Args:
        request: whose Accept header counts where there is no suffix.
        texts: where drawn forms stay.
        name: the path of the document without suffix.
        suffix: of the request's path, "" for none.
        forms: what draws each.
        key: what else tells this document from others of the name.

    Raises:
        RequestError: it has no such form (404 for a suffix, 406 for a header).
    """
    if suffix and suffix not in forms:
        raise RequestError(
            404,
            f"no se ofrece como .{suffix}",
            f"it is not offered as .{suffix}",
            where=request.url.path,
            hint=_instead(forms),
        )
    headers = {"Cache-Control": "no-cache"}
    # relative: it holds wherever the server's root is
    here = quote(name.rpartition("/")[2])
    chosen = suffix
    if not suffix:
        headers["Vary"] = "Accept"
        accept = ", ".join(request.headers.getlist("accept"))
        media = best(accept, [MEDIA[form] for form in forms])
        if media is None:
            raise RequestError(
                406,
                "no se ofrece en ningún formato de los que pides",
                "it is offered in none of the formats that you ask for",
                where=request.url.path,
                hint=_instead(forms),
            )
        chosen = next(form for form in forms if MEDIA[form] == media)
        headers["Content-Location"] = f"{here}.{chosen}"
    links = [
        f'<{here}.{form}>; rel="alternate"; type="{MEDIA[form]}"'
        for form in forms
        if form != chosen
    ]
    if links:
        headers["Link"] = ", ".join(links)
    draw = forms[chosen]
    content, headers["ETag"] = await run_in_threadpool(texts.of, (name, chosen, key), draw)
    return Response(content, 200, headers, MEDIA[chosen])


def _instead(forms: Forms) -> tuple[str, str]:
    media = ", ".join(MEDIA[form] for form in forms)
    return f"Pide uno de {media}", f"Ask for one of {media}"
