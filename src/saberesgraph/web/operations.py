"""What who runs the server watches: whether it is well (`/healthz`), and figures (`/metrics`)."""

from collections.abc import Callable
from http import HTTPStatus

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from saberesgraph import __version__
from saberesgraph.web.observation import Exchange

_METHODS = {"GET", "HEAD", "POST", "OPTIONS"}
_REQUEST_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_LEFT = 499


class Operations:
    """The figures of one process that serves one state of the data; they begin anew with the next.

    Each has a registry of its own, so that one process can hold several. Labels take few values:
    templates of routes and classes of status, nothing that a client could make up.

    Args:
        version: of the data.

    Attributes:
        practices: how many there are; None where the data are somebody else's.
        stopping: set it when the server begins to stop: `/healthz` then says so.
        queries_running: strangers' queries that wait or run.
        queries: how strangers' queries ended, by outcome.
    """

    def __init__(self, version: str) -> None:
        self.practices: int | None = None
        self.stopping = False
        self._version = version
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter(
            "saberesgraph_requests",
            "Requests that are over, by template of the path, method and class of status.",
            ["route", "method", "status"],
            registry=registry,
        )
        self._seconds = Histogram(
            "saberesgraph_request_seconds",
            "Seconds from a request's head to the last byte handed over, by template.",
            ["route"],
            buckets=_REQUEST_SECONDS,
            registry=registry,
        )
        self._bytes = Counter(
            "saberesgraph_response_bytes",
            "Bytes of bodies sent, compressed where they were.",
            registry=registry,
        )
        self._running = Gauge(
            "saberesgraph_requests_in_flight", "Requests being answered.", registry=registry
        )
        self.queries = Counter(
            "saberesgraph_queries",
            "Strangers' queries that are over, by outcome.",
            ["outcome"],
            registry=registry,
        )
        self.queries_running = Gauge(
            "saberesgraph_queries_in_flight",
            "Strangers' queries that wait or run.",
            registry=registry,
        )
        Gauge(
            "saberesgraph_data_info",
            "1, with the version of the data that are served.",
            ["version"],
            registry=registry,
        ).labels(version).set(1)
        Gauge(
            "saberesgraph_data_since_timestamp_seconds",
            "Since when these data have been served (Unix time).",
            registry=registry,
        ).set_to_current_time()

    def watch(self, name: str, pid: Callable[[], int]) -> None:
        """Count memory and files of another process of ours too, as `NAME_process_…`."""
        ProcessCollector(namespace=name, pid=pid, registry=self._registry)

    def began(self) -> None:
        """Count a request that arrives."""
        self._running.inc()

    def ended(self, exchange: Exchange) -> None:
        """Count a request that is over."""
        method = exchange.scope["method"]
        self._running.dec()
        self._bytes.inc(exchange.size)
        self._seconds.labels(exchange.route).observe(exchange.seconds)
        self._requests.labels(
            exchange.route,
            method if method in _METHODS else "other",
            "left" if exchange.status == _LEFT else f"{exchange.status // 100}xx",
        ).inc()
        outcome = exchange.facts.get("outcome")
        if outcome:
            self.queries.labels(outcome).inc()

    def figures(self) -> bytes:
        """Return all figures as Prometheus text."""
        return generate_latest(self._registry)

    def health(self) -> tuple[int, dict[str, str | int | None]]:
        """Return the status and the body that say whether to send requests here."""
        return HTTPStatus.SERVICE_UNAVAILABLE if self.stopping else HTTPStatus.OK, {
            "status": "stopping" if self.stopping else "ok",
            "version": __version__,
            "data": self._version,
            "practices": self.practices,
        }


def routes(operations: Operations) -> list[Route]:
    """Return the routes for who runs the server."""

    async def health(request: Request) -> Response:
        status, body = operations.health()
        return JSONResponse(body, status, {"Cache-Control": "no-store"})

    async def metrics(request: Request) -> Response:
        # reads /proc, so not in the loop that answers everybody
        text = await run_in_threadpool(operations.figures)
        headers = {"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST}
        return Response(text, 200, headers)

    return [Route("/healthz", health), Route("/metrics", metrics)]
