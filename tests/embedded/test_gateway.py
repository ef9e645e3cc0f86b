"""The gateway to the letter, byte by byte over plain HTTP."""

from base64 import b64encode
from collections.abc import AsyncIterator

import httpx
import pytest
from msgspec import json

from embedded.stack import Addresses


@pytest.fixture
async def http(stack: Addresses) -> AsyncIterator[httpx.AsyncClient]:
    headers = {"Authorization": f"Bearer {stack.redis_token}"}
    async with httpx.AsyncClient(base_url=stack.redis_url, headers=headers) as client:
        await client.post("/", content=b'["FLUSHALL"]')
        yield client


async def send(http: httpx.AsyncClient, *command: str | int, path: str = "/") -> object:
    return (await http.post(path, json=command)).json()


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer wrong", "Basic {token}", "bearer{token}"])
async def test_a_caller_without_the_token_learns_nothing(stack: Addresses, authorization: str | None) -> None:
    headers = {"Authorization": authorization.format(token=stack.redis_token)} if authorization is not None else {}
    async with httpx.AsyncClient(base_url=stack.redis_url) as client:
        for path in ("/", "/pipeline", "/get/key", "/nowhere"):
            response = await client.post(path, json=["PING"], headers=headers)
            assert (response.status_code, response.json()) == (401, {"error": "Unauthorized"})


async def test_a_command_answers_with_its_result_as_json(http: httpx.AsyncClient) -> None:
    response = await http.post("/", json=["SET", "key", "value"])
    assert (response.status_code, response.headers["content-type"]) == (200, "application/json")
    assert response.json() == {"result": "OK"}
    assert await send(http, "GET", "key") == {"result": "value"}
    assert await send(http, "get", "nothing") == {"result": None}
    assert await send(http, "INCRBY", "number", 5) == {"result": 5}
    assert await send(http, "RPUSH", "list", "a", "b") == {"result": 2}
    assert await send(http, "LRANGE", "list", 0, -1) == {"result": ["a", "b"]}
    assert await send(http, "EVAL", "return {1, {'a', false}}", 0) == {"result": [1, ["a", None]]}


@pytest.mark.parametrize("literal", ["1", "-0", "1.10", "1e3", "true", "123456789012345678901234567890"])
async def test_a_number_reaches_the_server_with_the_digits_it_was_written_with(
    http: httpx.AsyncClient, literal: str
) -> None:
    await http.post("/", content=f'["SET", "key", {literal}]'.encode())
    assert await send(http, "GET", "key") == {"result": literal}


async def test_text_of_any_script_and_control_characters_come_back_as_they_went(http: httpx.AsyncClient) -> None:
    text = 'Тетрадь भिन्न 🙂 "quoted"\r\n$5\r\n\x00'
    await send(http, "SET", text, text)
    assert await send(http, "GET", text) == {"result": text}


async def test_base64_encodes_every_string_but_ok(http: httpx.AsyncClient) -> None:
    http.headers["Upstash-Encoding"] = "base64"

    def encoded(text: str) -> str:
        return b64encode(text.encode()).decode()

    assert await send(http, "SET", "key", "дробь") == {"result": "OK"}
    assert await send(http, "GET", "key") == {"result": encoded("дробь")}
    assert await send(http, "PING") == {"result": encoded("PONG")}
    assert await send(http, "EVAL", "return {1, {'a', false}}", 0) == {"result": [1, [encoded("a"), None]]}
    assert await send(http, "NOPE") == {"error": "ERR unknown command 'NOPE', with args beginning with: "}


async def test_bytes_that_are_no_text_survive_base64(http: httpx.AsyncClient) -> None:
    await http.post("/set/raw", content=b"\xff\x00\xfe")
    response = await http.post("/", json=["GET", "raw"], headers={"Upstash-Encoding": "base64"})
    assert response.json() == {"result": b64encode(b"\xff\x00\xfe").decode()}


@pytest.mark.parametrize(
    ("command", "error"),
    [
        (["EVALSHA", "0" * 40, "0"], "NOSCRIPT No matching script."),
        (["LPUSH", "text", "x"], "WRONGTYPE Operation against a key holding the wrong kind of value"),
        (["GET"], "ERR wrong number of arguments for 'get' command"),
        (["EVAL", "return redis.error_reply('LIMIT reached')", "0"], "LIMIT reached"),
    ],
)
async def test_an_error_keeps_its_prefix(http: httpx.AsyncClient, command: list[str], error: str) -> None:
    await send(http, "SET", "text", "x")
    response = await http.post("/", json=command)
    assert response.status_code == 400
    assert response.json()["error"].startswith(error)


@pytest.mark.parametrize(
    "body", [b"", b"{}", b"[", b'"PING"', b'["GET", null]', b'["GET", {}]', b'["GET", ["k"]]', b"[" * 100_000, b"\xff"]
)
async def test_a_body_that_is_no_command_is_an_error_that_says_so(http: httpx.AsyncClient, body: bytes) -> None:
    for path in ("/", "/pipeline", "/multi-exec"):
        response = await http.post(path, content=body)
        assert response.status_code == 400
        assert response.json()["error"].startswith("ERR failed to parse")


async def test_an_empty_command_is_an_error_and_an_empty_pipeline_is_not(http: httpx.AsyncClient) -> None:
    assert (await http.post("/", json=[])).json() == {"error": "ERR empty command"}
    assert (await http.post("/pipeline", json=[])).json() == []
    assert (await http.post("/multi-exec", json=[])).json() == []


async def test_a_pipeline_answers_in_order_with_errors_in_their_places(http: httpx.AsyncClient) -> None:
    commands = [["SET", "key", "a"], ["LPUSH", "key", "b"], ["MONITOR"], ["GET", "key"]]
    response = await http.post("/pipeline", json=commands)
    assert response.status_code == 200
    first, second, third, fourth = response.json()
    assert (first, fourth) == ({"result": "OK"}, {"result": "a"})
    assert second["error"].startswith("WRONGTYPE")
    assert third["error"] == "ERR Command is not available: 'MONITOR'"


async def test_a_transaction_runs_as_one(http: httpx.AsyncClient) -> None:
    response = await http.post("/multi-exec", json=[["SET", "n", 1], ["INCR", "n"], ["LPUSH", "n", 1], ["GET", "n"]])
    first, second, third, fourth = response.json()
    assert (response.status_code, first, second, fourth) == (200, {"result": "OK"}, {"result": 2}, {"result": "2"})
    assert third["error"].startswith("WRONGTYPE")


@pytest.mark.parametrize("wrong", [["NOPE"], ["GET"], ["SUBSCRIBE", "channel"], []])
async def test_a_transaction_that_cannot_be_queued_changes_nothing(http: httpx.AsyncClient, wrong: list[str]) -> None:
    response = await http.post("/multi-exec", json=[["SET", "n", 1], wrong])
    assert response.status_code == 400
    assert response.json()["error"].startswith("EXECABORT")
    assert await send(http, "EXISTS", "n") == {"result": 0}
    assert await send(http, "PING") == {"result": "PONG"}


async def test_a_command_may_stand_in_the_path(http: httpx.AsyncClient) -> None:
    assert (await http.get("/set/a%2Fb/%D1%82%20c?EX=100")).json() == {"result": "OK"}
    assert (await http.get("/get/a%2Fb")).json() == {"result": "т c"}
    assert (await http.get("/ttl/a%2Fb")).json()["result"] > 90


async def test_a_body_is_the_last_argument_before_those_of_the_query(http: httpx.AsyncClient) -> None:
    assert (await http.post("/set/key?EX=100&NX", content=b'{"raw": "body"}')).json() == {"result": "OK"}
    assert (await http.put("/get/key")).json() == {"result": '{"raw": "body"}'}
    assert (await http.get("/ttl/key")).json()["result"] > 90


async def test_head_has_the_status_and_no_body_and_other_methods_are_refused(http: httpx.AsyncClient) -> None:
    response = await http.head("/ping")
    assert (response.status_code, response.content) == (200, b"")
    assert (await http.delete("/ping")).status_code == 405


@pytest.mark.parametrize(
    "command", [["SELECT", "1"], ["subscribe", "c"], ["BLPOP", "l", "0"], ["SHUTDOWN"], ["XREAD", "block", "0"]]
)
async def test_commands_that_would_harm_other_callers_are_refused(http: httpx.AsyncClient, command: list[str]) -> None:
    response = await http.post("/", json=command)
    assert (response.status_code, response.json()["error"]) == (400, f"ERR Command is not available: '{command[0]}'")


async def test_a_body_over_one_megabyte_is_refused_and_one_below_is_not(http: httpx.AsyncClient) -> None:
    large = "x" * (1024 * 1024 - 100)
    assert await send(http, "SET", "large", large) == {"result": "OK"}
    assert await send(http, "GET", "large") == {"result": large}
    assert (await http.post("/", content=json.encode(["SET", "k", large + "x" * 200]))).status_code == 413
