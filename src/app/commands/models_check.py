"""`tetrad models check`: whether each configured model answers, how fast, and for how much."""

import msgspec
from msgspec import Struct

from app.commands.cache_ground import on_the_cache
from app.commands.run import say
from app.errors import CallInvalid, ModelsDoNotAnswer
from app.model_settings import ModelSettings
from app.settings import Settings
from database.pool import Pool
from language_models.configured_models import ConfiguredModels
from language_models.errors import ModelFailed
from language_models.lineup import Lineup, Offer
from language_models.model import Prompt, Purpose, Role

_SECONDS = 30.0
_PROMPT = Prompt(
    system='Answer with the JSON object {"sum": N}, where N is the sum of the numbers that the user sends.',
    user='{"numbers": [17, 25]}',
    schema_name="sum",
    schema={
        "type": "object",
        "properties": {"sum": {"type": "integer"}},
        "required": ["sum"],
        "additionalProperties": False,
    },
    max_tokens=1000,
)


class _Sum(Struct):
    sum: int


class Checked(Struct, frozen=True):
    """`outcome` is `ok` or the word of the failure, `cost` in millionths of the currency, None without a price."""

    model: str
    provider: str
    outcome: str
    detail: str
    milliseconds: int
    cost: int | None


def check(settings: Settings, names: tuple[str, ...], *, as_json: bool) -> None:
    """Ask each model and print what came of it. Raises ModelsDoNotAnswer when one does not, CallInvalid."""
    if settings.models is None:
        raise CallInvalid("no model is configured. Set OPENAI_API_KEY and OPENAI_MODEL, or TETRAD_PROVIDERS.")
    configured, offers = settings.models, _chosen(settings.models.lineup, names)
    found = on_the_cache(settings, lambda pool: _ask_all(configured, offers, pool, is_silent=as_json))
    if as_json:
        print(msgspec.json.encode(found).decode())
    failed = [one.model for one in found if one.outcome != "ok"]
    if failed:
        raise ModelsDoNotAnswer(failed, len(found))


def _chosen(lineup: Lineup, names: tuple[str, ...]) -> list[Offer]:
    known = {offer.name: offer for offer in lineup.offers}
    for name in names:
        if name not in known:
            raise CallInvalid(f"there is no model {name!r}. Choose from: {', '.join(known)}")
    return [known[name] for name in names or known]


async def _ask_all(settings: ModelSettings, offers: list[Offer], pool: Pool, *, is_silent: bool) -> list[Checked]:
    models = ConfiguredModels(settings.lineup, pool, budget=settings.daily_budget)
    found: list[Checked] = []
    try:
        for place, offer in enumerate(offers, 1):
            say(f"{place} of {len(offers)}: {offer.name} ({offer.provider})")
            role = _role_of(offer, settings.lineup)
            await models.connect(role)  # loading the client is no model's time
            found.append(await _ask(models, offer, role))
            if not is_silent:
                print(_line(found[-1], settings.lineup.currency), flush=True)
    finally:
        await models.close()
    return found


async def _ask(models: ConfiguredModels, offer: Offer, role: Role) -> Checked:
    route = models.only(offer.name, Purpose(role))
    try:
        completion = await route.complete(_PROMPT, deadline=_SECONDS)
        outcome, detail = _judged(completion.text)
    except ModelFailed as failure:
        outcome, detail, completion = failure.word, str(failure), failure.completion
    cost = 0 if completion is None else offer.price and offer.price.cost(completion.usage)
    milliseconds = 0 if completion is None else completion.milliseconds
    return Checked(offer.name, offer.provider, outcome, detail, milliseconds, cost)


def _judged(text: str) -> tuple[str, str]:
    try:
        is_right = msgspec.json.decode(text, type=_Sum).sum == 42
    except msgspec.DecodeError:
        return "bad_reply", 'it does not keep to the schema; try schema = "none" for its provider'
    return "ok", "" if is_right else "it adds wrongly, and may be too weak to write worksheets"


def _role_of(offer: Offer, lineup: Lineup) -> Role:
    """The first role that calls this model, so that it is asked as it will be."""
    return next((role for role, plan in lineup.plans.items() if offer.name in plan.models), Role.AUTHOR)


def _line(one: Checked, currency: str) -> str:
    cost = "no price" if one.cost is None else f"{one.cost / 1_000_000:.6f} {currency}"
    return f"{one.model:<24} {one.outcome:<14} {one.milliseconds:>6} ms  {cost}  {one.detail}".rstrip()
