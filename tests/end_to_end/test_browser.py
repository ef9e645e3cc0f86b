"""The web app in Debian's Chromium, served by the real service, with a model provider on loopback.

With TETRAD_SCREENSHOTS=FOLDER the pictures of the documentation are written there.
"""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pikepdf
import pytest
from playwright.async_api import Browser, Page, async_playwright, expect

from fakes.openai_server import Behaviour, FakeOpenAI

pytestmark = pytest.mark.browser

_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
]
_PATIENCE = 30_000  # ms: a busy machine is no failure


@pytest.fixture(scope="module")
def fake() -> Iterator[FakeOpenAI]:
    with FakeOpenAI() as provider:
        yield provider


@pytest.fixture(scope="module")
def address(fake: FakeOpenAI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service that has a data folder of its own."""
    port = _free_port()
    environment = os.environ | {
        "PORT": str(port),
        "DATA_DIR": str(tmp_path_factory.mktemp("data")),
        "OPENAI_API_KEY": "test",
        "OPENAI_BASE_URL": fake.base_url,
        "OPENAI_MODEL": fake.model,
        "TETRAD_REQUESTS_PER_MINUTE": "6000",
    }
    process = subprocess.Popen([sys.executable, "-m", "app.cli", "run"], env=environment)
    try:
        _wait_until_ready(f"http://127.0.0.1:{port}/health/ready", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(60)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        opened = await playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_FLAGS)
        yield opened
        await opened.close()


@pytest.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """An English desktop page that must not complain, of scripts or of the content security policy."""
    async with _open(browser, "en") as opened:
        yield opened


async def test_a_teacher_makes_a_worksheet_by_keyboard_and_opens_its_pdf(
    page: Page, address: str, tmp_path: Path
) -> None:
    await page.goto(address)
    await expect(page.locator(".ready .chip-button").first).to_be_visible()
    await _picture(page, "form")
    await page.get_by_role("combobox", name="Topic").focus()
    await page.keyboard.type("adding fractions")
    await expect(page.get_by_role("option").first).to_be_visible()
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/worksheets/*")
    await expect(page.get_by_role("heading", level=1)).to_contain_text("fractions")
    await expect(page.locator(".question")).to_have_count(10)
    await expect(page.locator(".katex").first).to_be_visible()
    await expect(page.get_by_text("Computed", exact=True)).to_be_visible()
    await expect(page.locator(".key")).to_have_count(0)
    await page.get_by_role("switch", name="Show answers").check()
    await expect(page.locator(".key")).to_have_count(10)
    await _picture(page, "worksheet")
    plain, with_key = [await _download(page, name, tmp_path) for name in ("PDF for pupils", "PDF with answers")]
    assert 1 <= plain < with_key


async def test_a_written_worksheet_comes_question_by_question_and_survives_a_reload(
    page: Page, address: str, fake: FakeOpenAI
) -> None:
    fake.script(Behaviour.SLOW)
    await _ask(page, address, "Why the sky is blue")
    await page.wait_for_url("**/generations/*")
    await expect(page.locator(".question").first).to_be_visible(timeout=_PATIENCE)
    await page.reload()
    await expect(page.locator(".question").first).to_be_visible(timeout=_PATIENCE)
    await _picture(page, "progress")
    await page.wait_for_url("**/worksheets/*", timeout=_PATIENCE)
    await expect(page.get_by_text(re.compile("^Written by"))).to_be_visible()
    await page.reload()
    await expect(page.locator(".question")).to_have_count(10)


async def test_the_second_who_asks_gets_the_worksheet_from_the_library(page: Page, address: str) -> None:
    await _ask(page, address, "How volcanoes form")
    await page.wait_for_url("**/worksheets/*", timeout=_PATIENCE)
    first = page.url
    await _ask(page, address, "how volcanoes form?")
    await page.wait_for_url("**/worksheets/*")
    await expect(page.get_by_text("From the library", exact=True)).to_be_visible()
    assert page.url == first


async def test_a_silent_author_is_told_in_words_and_the_request_can_be_changed(
    page: Page, address: str, fake: FakeOpenAI
) -> None:
    fake.script(Behaviour.UNAUTHORIZED)
    await _ask(page, address, "The life of bees")
    await expect(page.get_by_role("alert")).to_contain_text("The author does not answer", timeout=_PATIENCE)
    await page.get_by_role("button", name="Change the request").click()
    await expect(page.get_by_role("combobox", name="Topic")).to_have_value("The life of bees")


async def test_an_empty_topic_is_found_before_anything_is_sent(page: Page, address: str) -> None:
    await page.goto(address)
    await page.get_by_role("button", name="Make the worksheet").click()
    await expect(page.get_by_text("Write what the worksheet is about.")).to_be_visible()
    await expect(page.get_by_role("combobox", name="Topic")).to_be_focused()


@dataclass(frozen=True)
class Speaker:
    """What a teacher of one language types and reads."""

    language: str
    topic: str
    one_option: str
    make: str
    letter: str


RUSSIAN = Speaker("ru", "Сложение дробей", "Один верный ответ", "Составить лист", "А)")
HINDI = Speaker("hi", "भिन्नों का जोड़", "एक सही विकल्प", "अभ्यास-पत्र बनाएँ", "क)")


@pytest.mark.parametrize("speaker", [RUSSIAN, HINDI], ids=["ru", "hi"])
async def test_a_phone_shows_everything_in_the_language_of_its_browser(
    browser: Browser, address: str, speaker: Speaker
) -> None:
    language = speaker.language
    async with _open(browser, language, width=360, height=740, dark=speaker is HINDI) as page:
        await page.goto(address)
        await expect(page.locator("html")).to_have_attribute("lang", language)
        await page.locator("#topic").fill(speaker.topic)
        await page.keyboard.press("Escape")
        await page.get_by_role("checkbox", name=speaker.one_option).check()
        await _require_no_sideways_scroll(page)
        await _picture(page, f"form-{language}-phone")
        await page.get_by_role("button", name=speaker.make).click()
        await page.wait_for_url("**/worksheets/*")
        await expect(page.locator(".option-label").first).to_have_text(speaker.letter)
        await _require_no_sideways_scroll(page)
        await _picture(page, f"worksheet-{language}-phone")


@asynccontextmanager
async def _open(
    browser: Browser, language: str, width: int = 1200, height: int = 860, *, dark: bool = False
) -> AsyncGenerator[Page]:
    """A page of a profile of its own; leaving it fails if the page complained."""
    context = await browser.new_context(
        locale=language,
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    page = await context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    await context.close()
    assert complaints == []


async def _ask(page: Page, address: str, topic: str) -> None:
    await page.goto(address)
    await page.get_by_role("combobox", name="Topic").fill(topic)
    await page.get_by_role("button", name="Make the worksheet").click()


async def _download(page: Page, button: str, folder: Path) -> int:
    """Pages of the PDF that the button downloads."""
    async with page.expect_download(timeout=_PATIENCE) as coming:
        await page.get_by_role("button", name=button).click()
    download = await coming.value
    target = folder / download.suggested_filename
    await download.save_as(target)
    with pikepdf.open(target) as document:
        return len(document.pages)


async def _require_no_sideways_scroll(page: Page) -> None:
    assert await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


async def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("TETRAD_SCREENSHOTS"):
        await page.screenshot(path=Path(folder) / f"{name}.png")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_ready(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 90
    while time.monotonic() < end:
        assert process.poll() is None, "the service stopped while starting"
        try:
            with urlopen(address, timeout=2):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(address)
