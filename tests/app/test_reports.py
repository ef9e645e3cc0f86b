"""Reports and teachers' answers over HTTP."""

from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from cache import canonical
from cache.aliases import store as aliases
from cache.aliases.model import AliasSource
from cache.model import Language, Scope
from cache.quarantine import negatives
from database.pool import transaction

SCOPE = Scope(Language.ENGLISH, 3, "mathematics")
ASKED = {"grade": 3, "language": "en", "subject": "mathematics", "questions": {"count": 5}}
STORED = "Adding numbers within 100"
OTHERS = {"TETRAD_TRUSTED_PROXIES": "127.0.0.0/8"}


async def ask(service: Any, topic: str, **more: object) -> httpx.Response:
    return await service.client.post("/api/v1/worksheets", json={"topic": topic, **ASKED, **more})


async def made(service: Any, topic: str = STORED) -> UUID:
    answer = await ask(service, topic)
    assert answer.status_code == 200, answer.text
    return UUID(answer.json()["id"])


async def say(service: Any, worksheet: UUID, call: str, asker: str = "198.51.100.1", **body: object) -> httpx.Response:
    headers = {"X-Forwarded-For": asker}
    return await service.client.post(f"/api/v1/worksheets/{worksheet}/{call}", json=body, headers=headers)


async def effect(service: Any, worksheet: UUID, call: str, asker: str = "198.51.100.1", **body: object) -> str:
    answer = await say(service, worksheet, call, asker, **body)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "private, no-store"
    return answer.json()["effect"]


async def learn(service: Any, wording: str, topic: str = STORED) -> None:
    """What a judge would have learned."""
    async with transaction(service.services.pool) as connection:
        topic_id = await aliases.ensure_topic(
            connection, canonical.read(topic, Language.ENGLISH), SCOPE, canonical.VERSION
        )
        assert await aliases.learn(
            connection,
            canonical.read(wording, Language.ENGLISH),
            SCOPE,
            canonical.VERSION,
            topic_id,
            AliasSource.JUDGED,
            "a model",
        )


@pytest.fixture
async def service(running: Callable[..., Any]) -> AsyncIterator[Any]:
    async with running(**OTHERS) as started:
        yield started


async def only(service: Any, topic: str) -> httpx.Response:
    return await ask(service, topic, cache="only")


async def test_a_report_of_a_learned_wording_ends_the_match_and_leaves_the_worksheet_to_others(service: Any) -> None:
    worksheet = await made(service)
    await learn(service, "sums of the hundred square")
    assert (await only(service, "sums of the hundred square")).json()["provenance"]["match"] == "alias"
    reported = {"topic": "Sums of the hundred square", "reason": "not_what_i_asked", "text": "I meant the 100 square."}
    assert await effect(service, worksheet, "report", **reported) == "separated"
    assert (await only(service, "sums of the hundred square")).status_code == 404
    assert (await only(service, STORED)).json()["id"] == str(worksheet)
    async with service.services.pool.connection() as connection:
        (cluster,) = await negatives.negatives(connection)
        assert await aliases.find_aliases(connection, SCOPE, canonical.VERSION) == []
    assert (cluster.topic, cluster.different[0].topic) == (STORED, "Sums of the hundred square")
    assert cluster.different[0].why == "not_what_i_asked"


async def test_a_separated_pair_is_not_learned_again(service: Any) -> None:
    worksheet = await made(service)
    await learn(service, "sums of the hundred square")
    await effect(service, worksheet, "report", topic="sums of the hundred square", reason="not_what_i_asked")
    with pytest.raises(AssertionError):
        await learn(service, "sums of the hundred square")


async def test_a_report_of_the_very_topic_withdraws_the_worksheet_from_everybody(service: Any) -> None:
    worksheet = await made(service)
    assert await effect(service, worksheet, "report", topic=STORED, reason="not_what_i_asked") == "withdrawn"
    assert (await only(service, STORED)).status_code == 404
    assert (await service.client.get(f"/api/v1/worksheets/{worksheet}")).status_code == 200
    assert await made(service) != worksheet


async def test_a_bad_worksheet_is_withdrawn_whatever_wording_led_to_it(service: Any) -> None:
    worksheet = await made(service)
    await learn(service, "sums of the hundred square")
    reported = {"topic": "sums of the hundred square", "reason": "wrong_answer"}
    assert await effect(service, worksheet, "report", **reported) == "withdrawn"
    assert (await only(service, STORED)).status_code == 404


async def test_a_report_reaches_nothing_that_the_cache_does_not_serve_for_its_topic(service: Any) -> None:
    worksheet = await made(service)
    for reason in ("not_what_i_asked", "wrong_answer"):
        assert await effect(service, worksheet, "report", topic="The French Revolution", reason=reason) == "noted"
    assert (await only(service, STORED)).json()["id"] == str(worksheet)
    async with service.services.pool.connection() as connection:
        assert await negatives.negatives(connection) == []


@pytest.mark.parametrize(
    ("call", "body", "field"),
    [
        ("report", {"topic": "x", "reason": "dull"}, "reason"),
        ("report", {"topic": "…", "reason": "other"}, "topic"),
        ("report", {"topic": "x", "reason": "other", "text": "x" * 1001}, "text"),
        ("report", {"topic": "x", "reason": "other", "text": "a\x01b"}, "text"),
        ("same", {"topic": "x", "same": "yes"}, "same"),
        ("same", {"topic": "x"}, "same"),
        ("same", {"topic": "x" * 301, "same": True}, "topic"),
    ],
)
async def test_a_malformed_report_or_answer_is_refused(service: Any, call: str, body: Any, field: str) -> None:
    answer = await say(service, await made(service), call, **body)
    assert answer.status_code == 400
    assert field in answer.text


async def test_an_unknown_worksheet_is_a_404(service: Any) -> None:
    assert (await say(service, uuid4(), "report", topic="x", reason="other")).status_code == 404
    assert (await say(service, uuid4(), "same", topic="x", same=True)).status_code == 404


async def test_reports_and_answers_have_a_budget_of_their_own(running: Callable[..., Any]) -> None:
    async with running(**OTHERS, TETRAD_REPORTS_PER_HOUR="2") as service:
        worksheet = await made(service)
        for _ in range(2):
            await effect(service, worksheet, "same", topic="Adding within 100, please", same=False)
        refused = await say(service, worksheet, "report", topic=STORED, reason="other")
        assert refused.status_code == 429
        assert (await only(service, STORED)).status_code == 200


WORDING = "sums that stay below one hundred"


async def test_two_askers_who_agree_teach_a_wording(service: Any) -> None:
    worksheet = await made(service)
    said = {"topic": WORDING, "same": True}
    assert await effect(service, worksheet, "same", "198.51.100.1", **said) == "noted"
    assert await effect(service, worksheet, "same", "198.51.100.1", **said) == "noted"
    assert (await only(service, WORDING)).status_code == 404
    assert await effect(service, worksheet, "same", "198.51.100.2", **said) == "joined"
    served = (await only(service, WORDING)).json()
    assert (served["id"], served["provenance"]["match"]) == (str(worksheet), "alias")


async def test_one_no_undoes_what_two_taught_and_keeps_it_undone(service: Any) -> None:
    worksheet = await made(service)
    for asker in ("198.51.100.1", "198.51.100.2"):
        await effect(service, worksheet, "same", asker, topic=WORDING, same=True)
    assert await effect(service, worksheet, "same", "198.51.100.3", topic=WORDING, same=False) == "separated"
    assert (await only(service, WORDING)).status_code == 404
    for asker in ("198.51.100.4", "198.51.100.5"):
        assert await effect(service, worksheet, "same", asker, topic=WORDING, same=True) == "noted"


@pytest.mark.parametrize("wording", ["Adding numbers within 20", "Ancient Egypt and its pharaohs"])
async def test_no_number_of_askers_joins_what_contradicts_or_lies_far_apart(service: Any, wording: str) -> None:
    worksheet = await made(service)
    for number in range(3):
        said = await effect(service, worksheet, "same", f"198.51.100.{number}", topic=wording, same=True)
        assert said == "noted"


async def test_a_topic_that_is_stored_itself_is_never_joined_to_another(service: Any) -> None:
    worksheet = await made(service)
    own = await made(service, "Subtraction within 100")
    for number in range(3):
        await effect(service, worksheet, "same", f"198.51.100.{number}", topic="Subtraction within 100", same=True)
    assert (await only(service, "Subtraction within 100")).json()["id"] == str(own)
