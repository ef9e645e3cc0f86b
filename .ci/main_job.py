"""A teacher's way over HTTP: ask, get a worksheet, ask again, print. Usage: main_job.py ADDRESS first|again|gone."""

import json
import sys
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

REQUESTS = [
    {"topic": "Adding fractions with unlike denominators", "grade": 5, "language": "en"},
    {"topic": "Сложение дробей с разными знаменателями", "grade": 6, "language": "ru"},
    {"topic": "भिन्नों का जोड़", "grade": 5, "language": "hi"},
]


def call(address: str, body: dict[str, object] | None = None) -> tuple[int, bytes]:
    data = None if body is None else json.dumps(body).encode()
    request = Request(address, data, {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=60) as reply:
            return reply.status, reply.read()
    except HTTPError as error:
        return error.code, error.read()


def require(holds: bool, what: str) -> None:
    if not holds:
        sys.exit(f"failed: {what}")


def make_worksheets(address: str, *, source_of_first: str) -> None:
    for wanted in REQUESTS:
        body = {**wanted, "questions": {"count": 8}}
        status, reply = call(f"{address}/api/v1/worksheets", body)
        require(status == 200, f"{wanted['topic']}: {status} {reply[:300]!r}")
        worksheet = json.loads(reply)
        require(len(worksheet["questions"]) == 8, "eight questions")
        require(worksheet["provenance"]["source"] == source_of_first, f"source {worksheet['provenance']}")
        again = json.loads(call(f"{address}/api/v1/worksheets", body)[1])
        require(again["id"] == worksheet["id"], "the same topic gives the stored worksheet")
        require(again["provenance"]["match"] == "exact", "found by its exact key")
        status, pdf = call(f"{address}/api/v1/worksheets/{worksheet['id']}/pdf")
        require(status == 200 and pdf.startswith(b"%PDF-"), f"the PDF: {status} {pdf[:200]!r}")
        print(f"    {wanted['topic']}: 8 questions, stored, printed ({len(pdf) // 1024} KiB)")
    status, page = call(f"{address}/")
    require(status == 200 and b'<div id="root"' in page, "the web app")
    status, reply = call(f"{address}/api/v1/worksheets", {"topic": "Causes of the First World War", "grade": 9, "language": "en"})
    require(status == 503 and b"OPENAI_API_KEY" in reply, f"a topic that needs a model: {status} {reply[:300]!r}")


def require_gone(address: str) -> None:
    try:
        call(f"{address}/health/live")
    except (URLError, OSError):
        return
    sys.exit("failed: the service still answers")


def main() -> None:
    address, step = sys.argv[1:]
    if step == "gone":
        require_gone(address)
    else:
        make_worksheets(address, source_of_first="generator" if step == "first" else "cache")


main()
