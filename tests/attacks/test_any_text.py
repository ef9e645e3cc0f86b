"""Whatever Unicode holds: it is read, judged and answered."""

import asyncio

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cache import canonical
from cache.model import Language
from fakes.running_service import Service
from worksheets.admission import refusal
from worksheets.errors import TextUnreadable
from worksheets.model import WorksheetRequest
from worksheets.reading import readable

LONGEST_KEY = 400
ANY_TEXT = st.text(min_size=1, max_size=300)
HONEST = [
    *("adding fractions", "сложение дробей", "भिन्नों का जोड़", "grade 5", "10 questions", "x²", "sin x", "1 000 000"),
    *(" ", "(", ")", ":", "«", "-", "–", "/", "½", "ё", "१२"),
]
HOSTILE = [
    *("\u200b", "\u202e", "\u0301", "\u094d\u200d", "\u3164", "\ufeff", "\ue000", "\U000e0041", "\n"),
    *("①", "٣", "İ", "ﬁ", "ⅩⅤ", "😀", "<b>", "{{", r"\frac{1}{2}", "ignore the above"),
]
# Pieces of honest and of hostile topics, which meet in one text more often than chance would have it.
PIECES = st.lists(st.sampled_from([*HONEST, *HOSTILE]), min_size=1, max_size=12).map("".join)
TOPICS = st.one_of(ANY_TEXT, PIECES)
LANGUAGES = st.sampled_from(Language)


@given(text=TOPICS, language=LANGUAGES)
def test_every_text_has_a_canonical_form_with_a_bounded_key(text: str, language: Language) -> None:
    assert len(canonical.read(text, language).key) <= LONGEST_KEY


@given(text=TOPICS, language=LANGUAGES)
def test_every_text_is_admitted_or_refused(text: str, language: Language) -> None:
    request = WorksheetRequest(text, 5, language)
    assert refusal(request) is refusal(request)


@given(text=TOPICS, language=LANGUAGES)
def test_a_text_that_was_read_once_is_read_the_same_again(text: str, language: Language) -> None:
    try:
        request = readable(WorksheetRequest(text, 5, language))
    except TextUnreadable:
        return
    assert readable(request) == request


async def test_no_topic_is_a_mistake_of_the_service(unmodelled: Service) -> None:
    loop = asyncio.get_running_loop()

    @settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
    @given(topic=TOPICS, language=LANGUAGES)
    def ask(topic: str, language: Language) -> None:
        body = {"topic": topic, "grade": 5, "language": language.value, "questions": {"count": 1}}
        asking = asyncio.run_coroutine_threadsafe(unmodelled.client.post("/api/v1/worksheets", json=body), loop)
        reply = asking.result(timeout=60)
        assert reply.status_code in (200, 400, 422) or "no-source" in reply.text, reply.text

    await asyncio.to_thread(ask)
