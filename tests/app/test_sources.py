"""Source texts over HTTP: uploaded, shown to their owner only, written from, and never anybody else's worksheet."""

import hashlib
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest

from fakes.openai_server import FakeOpenAI
from fakes.source_files import pdf_of, word_text
from worksheets.source_texts import store

SOURCES = "/api/v1/sources"
WORKSHEETS = "/api/v1/worksheets"
VOLCANO = (
    "Mount Terpora is a volcano of basalt on the island of Quillan. It last erupted in 1873, for eleven days, and "
    "buried the fishing village of Ossel under ash."
)
WISH = {"topic": "Mount Terpora", "grade": 6, "language": "en", "questions": {"count": 3}}
WAIT = {"Prefer": "wait=30"}
STRANGER = {"X-Forwarded-For": "203.0.113.7"}
PROXIED = {"TETRAD_TRUSTED_PROXIES": "127.0.0.0/8"}


@pytest.fixture
def provider() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as fake:
        yield fake


@pytest.fixture
def model(provider: FakeOpenAI) -> dict[str, str]:
    return {"OPENAI_BASE_URL": provider.base_url, "OPENAI_MODEL": provider.model, "OPENAI_API_KEY": "test"}


async def upload(service, data: bytes, name: str = "text.bin") -> dict[str, object]:
    reply = await service.client.post(SOURCES, files={"file": (name, data)})
    assert reply.status_code == 201, reply.text
    return reply.json()


async def paste(service, text: str = VOLCANO, **headers: str) -> dict[str, object]:
    reply = await service.client.post(SOURCES, json={"text": text}, headers=headers)
    assert reply.status_code == 201, reply.text
    return reply.json()


async def test_a_pasted_text_is_kept_for_a_week_and_shown_to_its_owner(service) -> None:
    reply = await service.client.post(SOURCES, json={"text": f"{VOLCANO}\r\n\r\n{VOLCANO * 4}"})
    assert reply.status_code == 201
    kept = reply.json()
    assert reply.headers["location"] == f"{SOURCES}/{kept['id']}"
    assert reply.headers["cache-control"] == "private, no-store"
    assert kept["characters"] == len(VOLCANO) * 5 + 2
    assert kept["language_guess"] == "en"
    assert kept["excerpt"].startswith(VOLCANO)
    assert len(kept["excerpt"]) <= 301
    assert "pages" not in kept
    assert (await service.client.get(reply.headers["location"])).json() == kept


@pytest.mark.parametrize(
    ("name", "data", "pages"),
    [
        ("volcano.pdf", pdf_of([VOLCANO[:90], VOLCANO[90:]], pages=2), 2),
        ("volcano.docx", word_text(VOLCANO), None),
        ("volcano.txt", VOLCANO.encode("utf-16"), None),
        ("a Word document that calls itself a PDF.pdf", word_text(VOLCANO), None),
    ],
)
async def test_a_file_is_read_by_its_content(service, name: str, data: bytes, pages: int | None) -> None:
    kept = await upload(service, data, name)
    assert kept["excerpt"].startswith("Mount Terpora is a volcano of basalt on the island of Quillan.")
    assert kept.get("pages") == pages


async def test_the_same_text_is_kept_once(service) -> None:
    first = await paste(service)
    assert (await upload(service, VOLCANO.encode()))["id"] == first["id"]


async def test_a_long_text_is_cut_and_the_answer_says_so(service) -> None:
    kept = await upload(service, (VOLCANO + "\n\n").encode() * 2000)
    assert 190_000 < kept["characters"] <= 200_000
    assert "Only the beginning was kept, at most 200,000 characters." in kept["notice"]


@pytest.mark.parametrize(
    ("data", "status", "problem", "words"),
    [
        (pdf_of([], pages=2), 422, "unreadable-source", "pictures of pages"),
        (pdf_of([VOLCANO])[:200], 422, "unreadable-source", "damaged"),
        (b"  ", 422, "unreadable-source", "no words"),
        (b"<html><body>Volcano</body></html>", 415, "unsupported-source", "web page"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), 415, "unsupported-source", "picture"),
        (b"a" * (10 * 1024 * 1024 + 1), 413, "request-entity-too-large", "10 MB"),
        (b"a" * (11 * 1024 * 1024), 413, "request-entity-too-large", "10 MB"),
    ],
)
async def test_a_file_that_gives_no_text_is_a_problem_that_says_what_to_do(
    service, data: bytes, status: int, problem: str, words: str
) -> None:
    reply = await service.client.post(SOURCES, files={"file": ("secret-name.pdf", data)})
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.json()["type"].endswith(f"/{problem}")
    assert words in reply.json()["detail"]
    assert "secret-name" not in reply.text


@pytest.mark.parametrize(
    ("sent", "status", "problem", "field"),
    [
        ({"json": {"text": ""}}, 400, "invalid-request", "text"),
        ({"json": {"text": " …\u200b"}}, 400, "invalid-request", "text"),
        ({"json": {"text": "a" * 200_001}}, 400, "invalid-request", "text"),
        ({"json": {}}, 400, "invalid-request", "text"),
        ({"json": {"words": VOLCANO}}, 400, "invalid-request", "words"),
        ({"content": b"{"}, 400, "malformed-json", None),
        ({"content": b"\xff"}, 400, "malformed-json", None),
        ({"content": b"[" * 60_000}, 400, "invalid-request", "body"),
        ({"content": b'{"text": "\xd0"}'}, 400, "malformed-json", None),
        ({"content": b""}, 400, "malformed-json", None),
        ({"files": {"document": ("a.txt", b"Volcano")}}, 400, "invalid-request", "file"),
        ({"files": [("file", ("a.txt", b"A")), ("file", ("b.txt", b"B"))]}, 400, "invalid-request", "file"),
        ({"files": {"file": (None, b"Volcano")}}, 400, "invalid-request", "file"),
        ({"files": {"file": ("a.txt", b"A")}, "data": {"more": "x"}}, 400, "invalid-request", "file"),
        (
            {"content": b"--x\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
            400,
            "invalid-request",
            "body",
        ),
        ({"content": b"no form", "headers": {"Content-Type": "multipart/form-data"}}, 400, "invalid-request", "body"),
    ],
)
async def test_a_body_that_is_no_upload_is_refused(service, sent, status: int, problem: str, field: str | None) -> None:
    reply = await service.client.post(SOURCES, **sent)
    assert reply.status_code == status, reply.text
    assert reply.json()["type"].endswith(f"/{problem}")
    assert [error["field"] for error in reply.json().get("errors", [])] == ([] if field is None else [field])


async def test_a_file_far_too_large_is_answered_before_it_is_kept(service) -> None:
    reply = await service.client.post(SOURCES, files={"file": ("a.pdf", bytes(40 * 1024 * 1024))})
    assert reply.status_code == 413


async def test_other_calls_still_take_no_large_body(service) -> None:
    reply = await service.client.post(WORKSHEETS, json=WISH | {"notes": "a" * 70_000})
    assert reply.status_code == 413
    assert "64 KiB" in reply.json()["detail"]


async def test_nobody_else_sees_uses_or_removes_a_text(running, model) -> None:
    async with running(**model, **PROXIED) as service:
        address = f"{SOURCES}/{(await paste(service))['id']}"
        for reply in (
            await service.client.get(address, headers=STRANGER),
            await service.client.delete(address, headers=STRANGER),
            await service.client.post(WORKSHEETS, json=WISH | {"source_id": address[-36:]}, headers=STRANGER),
            await service.client.get(f"{SOURCES}/{uuid4()}"),
        ):
            assert reply.status_code == 404
            assert reply.json()["type"].endswith("/source-not-found")
            assert reply.json()["errors"][0]["field"] == "source_id"
            assert "Terpora" not in reply.text
        assert (await service.client.get(address)).status_code == 200


async def test_an_owner_removes_a_text(service) -> None:
    address = f"{SOURCES}/{(await paste(service))['id']}"
    assert (await service.client.delete(address)).status_code == 204
    assert (await service.client.get(address)).status_code == 404
    assert (await service.client.delete(address)).status_code == 404


async def test_a_text_is_gone_after_its_time_and_tidied_away(running, model) -> None:
    async with running(**model) as service:
        kept = UUID(str((await paste(service))["id"]))
        async with service.services.pool.connection() as connection:
            await connection.execute("update source_texts set expires_at = now() - interval '1 minute'")
        assert (await service.client.get(f"{SOURCES}/{kept}")).status_code == 404
        used = await service.client.post(WORKSHEETS, json=WISH | {"source_id": str(kept)})
        assert used.json()["type"].endswith("/source-not-found")
        async with service.services.pool.connection() as connection:
            assert await store.delete_expired(connection) == 0  # a worksheet may be on its way
            await connection.execute("update source_texts set expires_at = now() - interval '2 hours'")
            assert await store.delete_expired(connection) == 1
            assert await store.find(connection, kept) is None


async def test_an_asker_who_keeps_very_many_texts_loses_the_oldest(running) -> None:
    async with running(TETRAD_SOURCES_PER_HOUR="1000") as service:
        ids = [(await paste(service, f"Text number {number}"))["id"] for number in range(52)]
        statuses = [(await service.client.get(f"{SOURCES}/{each}")).status_code for each in ids]
        assert statuses == [404] * 2 + [200] * 50


async def test_uploads_have_a_budget_of_their_own(running) -> None:
    async with running(TETRAD_SOURCES_PER_HOUR="2") as service:
        first = await service.client.post(SOURCES, json={"text": VOLCANO})
        assert '"sources";r=1' in first.headers["ratelimit"]
        await service.client.post(f"{SOURCES}/", json={"text": VOLCANO})
        refused = await service.client.post(SOURCES, json={"text": VOLCANO})
        assert refused.status_code == 429
        assert (await service.client.get(first.headers["location"])).status_code == 200


@pytest.mark.parametrize("inline", [False, True], ids=["uploaded", "inline"])
async def test_a_worksheet_is_written_from_the_text_and_is_nobody_elses(running, model, provider, inline: bool) -> None:
    async with running(worker=True, **model, **PROXIED) as service:
        source = {"source_text": VOLCANO} if inline else {"source_id": (await paste(service))["id"]}
        mine = await service.client.post(WORKSHEETS, json=WISH | source, headers=WAIT)
        assert mine.status_code == 200, mine.text
        assert mine.json()["provenance"]["source"] == "model"
        assert mine.json()["provenance"]["match"] == "none"
        told = "".join(message.content for call in provider.received for message in call.chat.messages)
        assert "It last erupted in 1873" in told
        for asked in (WISH, WISH | {"questions": {"count": 2}}):
            for headers in ({}, STRANGER):
                stored = await service.client.post(WORKSHEETS, json=asked | {"cache": "only"}, headers=headers)
                assert stored.status_code == 404
                assert stored.json()["type"].endswith("/not-stored")
        async with service.services.pool.connection() as connection:
            for table in ("cache_topics", "cache_items", "bank_questions"):
                assert (await (await connection.execute(f"select count(*) from {table}")).fetchone())[0] == 0
            kept_for = await connection.execute("select expires_at - created_at from worksheets")
            assert (await kept_for.fetchone())[0].days == 7


async def test_a_stored_worksheet_on_the_topic_does_not_answer_for_a_text(running, model, provider) -> None:
    async with running(worker=True, **model) as service:
        public = await service.client.post(WORKSHEETS, json=WISH, headers=WAIT)
        assert public.status_code == 200
        mine = await service.client.post(WORKSHEETS, json=WISH | {"source_text": VOLCANO}, headers=WAIT)
        assert mine.json()["id"] != public.json()["id"]
        assert mine.json()["provenance"]["source"] == "model"
        again = await service.client.post(WORKSHEETS, json=WISH)
        assert again.json()["id"] == public.json()["id"]


async def test_what_can_be_computed_is_not_when_a_text_is_to_be_asked_about(running, model) -> None:
    table = {"topic": "7 times table", "grade": 3, "language": "en"}
    async with running(**model) as service:
        assert (await service.client.post(WORKSHEETS, json=table)).status_code == 200
        assert (await service.client.post(WORKSHEETS, json=table | {"source_text": VOLCANO})).status_code == 202


async def test_equal_requests_about_one_text_share_a_generation_and_others_do_not(running, model) -> None:
    async with running(**model, **PROXIED) as service:

        async def generation(headers: dict[str, str], **changes: object) -> str:
            reply = await service.client.post(WORKSHEETS, json=WISH | changes, headers=headers)
            assert reply.status_code == 202, reply.text
            return reply.json()["generation"]["id"]

        mine = await generation({}, source_text=VOLCANO)
        assert await generation({}, source_text=f"{VOLCANO} ") == mine
        assert await generation({}, source_id=(await paste(service))["id"]) == mine
        others = [
            await generation({}, source_text=f"{VOLCANO} It sleeps."),
            await generation(STRANGER, source_text=VOLCANO),
            await generation({}),
        ]
        assert len({mine, *others}) == 4


async def test_a_generation_holds_the_id_of_its_text_and_not_the_text(running, model) -> None:
    async with running(**model) as service:
        await service.client.post(WORKSHEETS, json=WISH | {"source_text": VOLCANO})
        async with service.services.pool.connection() as connection:
            row = await (await connection.execute("select request::text from generations")).fetchone()
            digest = hashlib.sha256(VOLCANO.encode()).digest()
            held = await (
                await connection.execute("select id from source_texts where digest = %s", [digest])
            ).fetchone()
        assert "erupted" not in row[0]
        assert str(held[0]) in row[0]


async def test_a_text_that_was_removed_meanwhile_ends_its_generation_with_a_problem(running, model) -> None:
    async with running(**model) as service:
        kept = (await paste(service))["id"]
        started = await service.client.post(WORKSHEETS, json=WISH | {"source_id": kept})
        await service.client.delete(f"{SOURCES}/{kept}")
        async with running(worker=True, **model):
            events = f"{started.json()['generation']['events']}"
            seen = await service.client.get(events, timeout=30)
        assert "source-not-found" in seen.text


@pytest.mark.parametrize(
    ("wish", "status", "problem", "field"),
    [
        ({"source_text": VOLCANO, "source_id": str(uuid4())}, 422, "specification-impossible", "source_text"),
        ({"source_text": VOLCANO, "cache": "only"}, 422, "specification-impossible", "cache"),
        ({"source_id": str(uuid4()), "cache": "only"}, 422, "specification-impossible", "cache"),
        ({"source_text": "—"}, 400, "invalid-request", "source_text"),
        ({"source_text": "a" * 20_001}, 400, "invalid-request", "source_text"),
        ({"source_id": "volcano"}, 400, "invalid-request", "source_id"),
    ],
)
async def test_a_wish_with_a_source_that_cannot_be_is_refused(
    running, model, wish: dict[str, str], status: int, problem: str, field: str
) -> None:
    async with running(**model) as service:
        reply = await service.client.post(WORKSHEETS, json=WISH | wish)
        assert reply.status_code == status, reply.text
        assert reply.json()["type"].endswith(f"/{problem}")
        assert [error["field"] for error in reply.json()["errors"]] == [field]


async def test_without_a_model_a_source_is_answered_with_what_is_missing(service) -> None:
    reply = await service.client.post(WORKSHEETS, json=WISH | {"source_text": VOLCANO})
    assert reply.status_code == 503
    assert reply.json()["type"].endswith("/no-source")
    assert "source text need a language model" in reply.json()["detail"]
    async with service.services.pool.connection() as connection:
        assert (await (await connection.execute("select count(*) from source_texts")).fetchone())[0] == 0


async def test_an_idempotency_key_covers_the_source(running, model) -> None:
    async with running(**model) as service:
        key = {"Idempotency-Key": "volcano-1"}
        first = await service.client.post(WORKSHEETS, json=WISH | {"source_text": VOLCANO}, headers=key)
        again = await service.client.post(WORKSHEETS, json=WISH | {"source_text": VOLCANO}, headers=key)
        assert again.json()["generation"]["id"] == first.json()["generation"]["id"]
        other = await service.client.post(WORKSHEETS, json=WISH | {"source_text": "Another text."}, headers=key)
        assert other.json()["type"].endswith("/idempotency-key-reused")


async def test_no_word_of_a_text_or_name_of_a_file_reaches_a_log(running, model, caplog, capfd) -> None:
    caplog.set_level("DEBUG")
    async with running(worker=True, **model) as service:
        await upload(service, VOLCANO.encode(), "Kuznetsova-7B.txt")
        await service.client.post(SOURCES, files={"file": ("Kuznetsova-7B.pdf", b"%PDF-1.7 Terpora")})
        await service.client.post(WORKSHEETS, json=WISH | {"source_text": VOLCANO}, headers=WAIT)
    written = capfd.readouterr()
    for text in (caplog.text, written.out, written.err):
        assert "Terpora" not in text
        assert "Kuznetsova" not in text
