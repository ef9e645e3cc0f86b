"""The file of TETRAD_PROVIDERS, and the variables that name one provider instead."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

import app
from app import settings as settings_reader
from app.errors import SettingInvalid
from app.model_settings import ModelSettings
from language_models.lineup import Kind, Order, Plan, SchemaSupport
from language_models.model import Role

EXAMPLE = Path(app.__file__).parents[2] / "docs" / "providers.example.toml"
KEYS = {"OPENAI_API_KEY": "sk-secret", "YANDEX_API_KEY": "y-secret", "DEEPSEEK_API_KEY": "d-secret"}
SMALLEST = """
[providers.one]
base_url = "http://127.0.0.1:1/v1"
[models.main]
provider = "one"
name = "m"
[roles.default]
models = ["main"]
"""
Read = Callable[..., ModelSettings]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """The settings of a file with this text."""

    def from_text(text: str, **environ: str) -> ModelSettings:
        file = tmp_path / "providers.toml"
        file.write_text(text)
        models = settings_reader.read({"TETRAD_PROVIDERS": str(file), **environ}).models
        assert models is not None
        return models

    return from_text


def test_the_example_is_valid_and_says_what_the_page_says() -> None:
    models = settings_reader.read({"TETRAD_PROVIDERS": str(EXAMPLE), **KEYS}).models

    assert models is not None
    openai, yandex, deepseek, local = models.lineup.providers
    assert (openai.base_url, openai.api_key, openai.kind) == ("https://api.openai.com/v1", "sk-secret", Kind.OPENAI)
    assert (yandex.project, dict(yandex.headers)) == ("b1g0000000000example", {"x-data-logging-enabled": "false"})
    assert (deepseek.schema, deepseek.body) == (SchemaSupport.JSON_OBJECT, {"thinking": {"type": "disabled"}})
    assert (local.api_key, local.schema) == ("none", SchemaSupport.NONE)
    solver = models.lineup.plans[Role.SOLVER]
    assert (solver.order, solver.max_tokens, solver.models[0]) == (Order.COST, 8000, "arithmetic")
    assert models.lineup.plans[Role.TRANSLATOR].models == ("large", "deepseek", "yandexgpt")
    assert models.daily_budget == 20_000_000
    prices = {offer.name: offer.price for offer in models.lineup.offers}
    assert prices["deepseek"] is not None
    assert prices["deepseek"].cached_input == Decimal("0.028")


def test_the_budget_of_the_environment_comes_first() -> None:
    environ = {"TETRAD_PROVIDERS": str(EXAMPLE), "TETRAD_DAILY_BUDGET": "2.5", **KEYS}
    models = settings_reader.read(environ).models
    assert models is not None
    assert models.daily_budget == 2_500_000
    models = settings_reader.read(environ | {"TETRAD_DAILY_BUDGET": "0"}).models
    assert models is not None
    assert models.daily_budget is None


def test_the_smallest_file_is_enough(read: Read) -> None:
    models = read(SMALLEST)

    assert models.lineup.plans[Role.JUDGE] == Plan(("main",))
    assert (models.judge_seconds, models.deadline, models.daily_budget) == (1.5, 120, None)


def test_only_the_judge_may_have_no_model(read: Read) -> None:
    roles = "".join(f'[roles.{role}]\nmodels = ["main"]\n' for role in Role if role is not Role.JUDGE)
    models = read(SMALLEST.replace('[roles.default]\nmodels = ["main"]\n', roles))

    assert models.lineup.plans[Role.JUDGE].models == ()


@pytest.mark.parametrize(
    ("change", "complaints"),
    [
        (("[providers.one]", "[providers.one"), ["no TOML"]),
        (("base_url", "base_ulr"), ["providers.one", "unknown field `base_ulr`"]),
        (('"http://127.0.0.1:1/v1"', '"ftp://example"'), ["providers.one", "'ftp://example'"]),
        (('base_url = "http://127.0.0.1:1/v1"', ""), ["providers.one", "base_url is missing"]),
        (('base_url = "http://127.0.0.1:1/v1"', 'kind = "yandex"'), ["providers.one", "folder is missing"]),
        (('base_url = "http://127.0.0.1:1/v1"', 'kind = "gemini"'), ["providers.one", "'gemini'"]),
        (('name = "m"', 'name = "m"\nlanguages = ["fr"]'), ["models.main", "'fr'"]),
        (('name = "m"', 'name = "m"\nsubjects = ["magic"]'), ["models.main", "'magic'"]),
        (('provider = "one"', 'provider = "two"'), ["models.main.provider", "'two'", "one"]),
        (('name = "m"', 'name = "m"\nprice = { input = -1, output = 1, date = 2026-11-01 }'), ["price.input", "-1"]),
        (('name = "m"', 'name = "m"\nprice = { input = "x", output = 1, date = 2026-11-01 }'), ["price.input", "'x'"]),
        (('name = "m"', 'name = "m"\nprice = { input = 1, output = 1 }'), ["models.main", "`date`"]),
        (("roles.default", "roles.autor"), ["roles", "'autor'", "author"]),
        (("roles.default", "roles.author"), ["methodologist has no models", "roles.default"]),
        (('["main"]', '["large"]'), ["roles.default.models", "'large'", "main"]),
        (('["main"]', "[]"), ["roles.default", "models"]),
        (('["main"]', '["main"]\nmax_tokens = 0'), ["roles.default", "max_tokens is 0"]),
        (('["main"]', '["main"]\norder = "price"'), ["roles.default", "'price'"]),
        (("[providers.one]", 'currency = "dollars"\n[providers.one]'), ["currency", "'dollars'"]),
        (("[providers.one]", "daily_budget = 5\n[providers.one]"), ["models.main", "price is missing"]),
    ],
)
def test_a_mistake_is_told_with_its_place_and_value(
    read: Read, tmp_path: Path, change: tuple[str, str], complaints: list[str]
) -> None:
    with pytest.raises(SettingInvalid) as raised:
        read(SMALLEST.replace(*change))

    assert str(raised.value).startswith(str(tmp_path / "providers.toml"))
    assert [complaint for complaint in complaints if complaint not in str(raised.value)] == []


@pytest.mark.parametrize("line", ['api_key = "sk-live-1"', 'api_key_env = "sk-live-1"'])
def test_a_key_in_the_file_is_refused_and_not_repeated(read: Read, line: str) -> None:
    with pytest.raises(SettingInvalid) as raised:
        read(SMALLEST.replace("[providers.one]", f"[providers.one]\n{line}"))

    assert "api_key_env" in str(raised.value)
    assert "sk-live-1" not in str(raised.value)


def test_a_variable_that_is_not_set_is_named(read: Read) -> None:
    text = SMALLEST.replace("[providers.one]", '[providers.one]\napi_key_env = "MY_KEY"')

    with pytest.raises(SettingInvalid, match="MY_KEY is not set"):
        read(text)
    assert read(text, MY_KEY="secret").lineup.providers[0].api_key == "secret"


def test_a_file_that_is_not_there_is_named() -> None:
    with pytest.raises(SettingInvalid, match=r"/nowhere/providers\.toml"):
        settings_reader.read({"TETRAD_PROVIDERS": "/nowhere/providers.toml"})


def test_variables_name_one_provider_with_cheap_models_for_judging_and_solving() -> None:
    environ = {
        "OPENAI_API_KEY": "sk",
        "OPENAI_MODEL": "large",
        "TETRAD_JUDGE_MODEL": "tiny",
        "TETRAD_SOLVER_MODEL": "small",
    }
    models = settings_reader.read(environ).models

    assert models is not None
    assert models.lineup.providers[0].kind is Kind.OPENAI
    plans = models.lineup.plans
    assert plans[Role.AUTHOR].models == ("large",)
    assert plans[Role.SOLVER].models == ("small", "large")
    assert plans[Role.JUDGE].models == ("tiny",)


def test_a_budget_wants_prices() -> None:
    with pytest.raises(SettingInvalid, match="TETRAD_PROVIDERS"):
        settings_reader.read({"OPENAI_API_KEY": "sk", "OPENAI_MODEL": "large", "TETRAD_DAILY_BUDGET": "5"})


@pytest.mark.parametrize("amount", ["-1", "1e3", "5,50", "NaN", "much"])
def test_an_amount_that_is_none_is_refused(amount: str) -> None:
    with pytest.raises(SettingInvalid, match="TETRAD_DAILY_BUDGET"):
        settings_reader.read({"TETRAD_DAILY_BUDGET": amount})
