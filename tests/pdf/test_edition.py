"""Equal sheets print to equal bytes: what lets a PDF have a strong tag that is known before it is printed."""

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from cache.model import Language
from fakes.printed_sheets import every_type, sheet_of
from pdf.edition import edition
from pdf.renderer import Renderer

PRINT = """
import sys
from hashlib import sha256
from cache.model import Language
from fakes.printed_sheets import every_type, sheet_of
from pdf.edition import edition
from pdf.order import Order, print_sheet
for language in sys.argv[1:]:
    sheet = sheet_of(Language(language), *every_type(Language(language)))
    print(edition(), sha256(print_sheet(Order(sheet, True, 60))).hexdigest())
"""


def printed_elsewhere(*languages: str, seed: str) -> list[str]:
    """Edition and digest of each PDF, from a process of its own that prints them one after another."""
    environ = os.environ | {"PYTHONPATH": "src:tests", "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", PRINT, *languages],
        env=environ,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.splitlines()


@pytest.mark.parametrize("language", list(Language), ids=str)
async def test_a_sheet_prints_to_the_same_bytes_in_every_process(renderer: Renderer, language: Language) -> None:
    pdf = await renderer.render(sheet_of(language, *every_type(language)))
    here = f"{edition()} {sha256(pdf).hexdigest()}"
    assert printed_elsewhere(language.value, seed="1") == [here]
    assert printed_elsewhere("hi", "en", language.value, seed="2")[-1] == here
