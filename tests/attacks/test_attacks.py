"""Whatever somebody types, nobody else gets a word of it: over HTTP, with a model that obeys every order."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass

import httpx

from attacks.attacks import Attack, Attacks, Victim
from cache.model import Language
from fakes.obeying_model import ObeyingModel
from fakes.running_service import Service

WORKSHEETS = "/api/v1/worksheets"
AT_ONCE = 8
LARGEST_BODY = 64 * 1024


@dataclass(frozen=True)
class Struck:
    """An attack and how it was answered."""

    attack: Attack
    reply: httpx.Response

    @property
    def worksheet_id(self) -> str | None:
        """The worksheet in which the model obeyed it; None when it was refused or served with what others may get."""
        if self.reply.status_code != 200 or self.attack.marker not in self.reply.text:
            return None
        worksheet = self.reply.json()
        return worksheet["id"] if worksheet["provenance"]["source"] == "model" else None


class Front:
    """The service as askers of one language and grade see it."""

    def __init__(self, service: Service, language: Language, grade: int, wait: int = 60) -> None:
        self._client = service.client
        self._wait = wait
        self._wish = {"grade": grade, "language": language.value, "questions": {"count": 1, "types": ["numeric"]}}

    async def ask(self, topic: str, **more: str) -> httpx.Response:
        body = self._wish | {"topic": topic} | more
        return await self._send(json.dumps(body, ensure_ascii=False))

    async def strike(self, attack: Attack) -> Struck:
        body = json.dumps(self._wish | {"topic": attack.typed, "notes": attack.notes}, ensure_ascii=False)
        if attack.lone_surrogate:
            body = body.replace(attack.typed, attack.typed + r"\ud800")
        return Struck(attack, await self._send(body))

    async def _send(self, body: str) -> httpx.Response:
        headers = {"Content-Type": "application/json", "Prefer": f"wait={self._wait}"}
        if len(body.encode()) > LARGEST_BODY:
            headers["Connection"] = "close"  # the service hangs up on who sends too much
        return await self._client.post(WORKSHEETS, content=body.encode(), headers=headers)


async def strike_all(front: Front, attacks: Sequence[Attack]) -> list[Struck]:
    """Every attack, a few at a time, as attackers do."""
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(attack: Attack) -> Struck:
        async with gate:
            return await front.strike(attack)

    return list(await asyncio.gather(*map(one, attacks)))


async def test_no_attack_reaches_anybody_else(
    service: Service, attacks: Attacks, language: Language, model: ObeyingModel
) -> None:
    front = Front(service, language, attacks.grade)
    struck = await strike_all(front, attacks.attacks)
    for one in struck:
        assert one.reply.status_code in (200, 400, 413), (one.attack.id, one.reply.text)
    assert model.obeyed > len(attacks.attacks) / 2, "the attacks must have had their way with the model"
    await require_only_topics_are_stored(service, struck)
    for victim in attacks.victims:
        await require_served_cleanly(front, victim, struck)
    for one in struck:
        await require_unreachable(front, one)


async def require_only_topics_are_stored(service: Service, struck: Sequence[Struck]) -> None:
    """In the cache stand the worksheets of attacks that are topics, and no other."""
    async with service.services.pool.connection() as connection:
        rows = await (await connection.execute("select item_id::text from cache_items")).fetchall()
    stored = {row[0] for row in rows}
    assert {one.attack.id for one in struck if one.worksheet_id in stored and not one.attack.is_a_topic} == set()


async def require_served_cleanly(front: Front, victim: Victim, struck: Sequence[Struck]) -> None:
    """Every wording of the topic gets one worksheet, and nothing of an attack is in it."""
    ids = {one.worksheet_id for one in struck}
    served: set[str] = set()
    for wording in victim.wordings:
        reply = await front.ask(wording)
        assert reply.status_code == 200, reply.text
        worksheet = reply.json()
        served.add(worksheet["id"])
        assert worksheet["id"] not in ids, (wording, worksheet["topic"])
        for one in struck:
            assert one.attack.marker.casefold() not in reply.text.casefold(), (wording, one.attack.id)
            assert one.attack.topic == victim.topic or one.attack.topic not in reply.text or not one.attack.topic
    assert len(served) == 1, "its other wordings must be found, or this proves nothing"


async def require_unreachable(front: Front, one: Struck) -> None:
    """Only who names what the attack names gets its worksheet; the same words do not when they are no topic."""
    if one.worksheet_id is None:
        return
    others = [one.attack.typed.replace(one.attack.order, " ")]
    if not one.attack.is_a_topic:
        others.append(one.attack.typed)
    for wording in others:
        reply = await front.ask(wording, cache="only")
        assert reply.status_code in (200, 400, 404), reply.text
        assert one.worksheet_id not in reply.text, (one.attack.id, wording)


async def test_nobody_joins_an_attack_that_is_under_way(
    workless: Service, attacks: Attacks, language: Language
) -> None:
    front = Front(workless, language, attacks.grade, wait=0)
    some = [attack for attack in attacks.attacks if not attack.is_a_topic][::3]
    replies = [(await front.strike(attack)).reply for attack in some]
    theirs = {reply.json()["generation"]["id"] for reply in replies if reply.status_code == 202}
    assert len(theirs) > len(some) / 2
    for victim in attacks.victims:
        reply = await front.ask(victim.topic)
        assert reply.status_code == 202, reply.text
        assert reply.json()["generation"]["id"] not in theirs
