from dataclasses import replace

import pytest

from fakes.editor import Editor
from fakes.house import House


@pytest.fixture(autouse=True)
def patient(house: House) -> None:
    """Whoever runs these tests on a busy machine is not to be told that the model was too slow."""
    house.workshop = replace(house.workshop, deadline=120.0)


@pytest.fixture
def editor(house: House) -> Editor:
    return Editor(house)
