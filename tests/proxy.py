"""A server between us and a store, which counts what is written and fails where it is told."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

_HOP = {"connection", "content-length", "transfer-encoding", "host"}
# what becomes of a request: None forwards it; see Proxy.fault
Fault = str | None


class Proxy:
    """Forwards requests to a store.

    Attributes:
        writes: method, path and body of each request that writes, in order.
        fault: says, for the number of a write (from 1) and its body, what becomes of it: `refuse`
            answers 500 in place of the store, `lose` forwards it and answers 500, `halve`
            forwards only the first operation and answers 500, `hang` never answers.
    """

    def __init__(self, target: str) -> None:
        self.writes: list[tuple[str, str, str]] = []
        self.fault: Callable[[int, str], Fault] = lambda number, body: None
        self.hanging = threading.Event()
        self._netloc = urlsplit(target).netloc
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def _pass(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                written = self.command != "POST" or b"query=" not in body[:6]
                fault = None
                if written:
                    text = body.decode()
                    proxy.writes.append((self.command, self.path, text))
                    fault = proxy.fault(len(proxy.writes), text)
                if fault == "hang":
                    proxy.hanging.set()
                    threading.Event().wait(60)
                    return
                if fault == "halve":
                    body = body.split(b" ;\n")[0]
                if fault != "refuse":
                    status, headers, content = proxy.forwarded(self, body)
                if fault:
                    status, headers, content = 500, [], b"boom"
                self.send_response(status)
                for name, value in headers:
                    if name.lower() not in _HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_DELETE = _pass  # noqa: N815

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def forwarded(
        self, request: BaseHTTPRequestHandler, body: bytes
    ) -> tuple[int, list[tuple[str, str]], bytes]:
        connection = HTTPConnection(self._netloc, timeout=60)
        headers = {n: v for n, v in request.headers.items() if n.lower() not in _HOP}
        connection.request(request.command, request.path, body, headers)
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, response.getheaders(), content

    def address(self, url: str) -> str:
        """The address of the store, through this server."""
        parts = urlsplit(url)
        return parts._replace(netloc=f"127.0.0.1:{self.server.server_port}").geturl()


@contextmanager
def proxied(target: str) -> Iterator[Proxy]:
    proxy = Proxy(target)
    yield proxy
    proxy.server.shutdown()
    proxy.server.server_close()
