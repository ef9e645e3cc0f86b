"""HTTP metrics in Prometheus form; each domain keeps its own counters beside its code."""

from prometheus_client import CONTENT_TYPE_LATEST, Counter, Histogram, generate_latest

REQUESTS = Counter("tetrad_http_requests_total", "Requests answered.", ["method", "route", "status"])
SECONDS = Histogram(
    "tetrad_http_request_seconds",
    "Time from the request's first byte to the answer's last.",
    ["method", "route"],
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60),
)

CONTENT_TYPE = CONTENT_TYPE_LATEST


def exposition() -> bytes:
    """All metrics of this process in the text format."""
    return generate_latest()
