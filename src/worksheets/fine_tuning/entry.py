"""A model that has learned, as one more entry of the providers file (docs/providers.md)."""

from itertools import chain, count

from language_models.lineup import Lineup, Provider
from language_models.model import Role

NAME = "fine-tuned"


def provider_entry(model: str, provider: Provider, lineup: Lineup) -> str:
    """What to add to the file so that the author writes with this model, and with those of today when it fails."""
    name = _unused({offer.name for offer in lineup.offers})
    behind = lineup.plans[Role.AUTHOR].models if Role.AUTHOR in lineup.plans else ()
    return "\n".join(
        (
            f"[models.{name}]",
            f"provider = {_quoted(provider.name)}",
            f"name = {_quoted(model)}",
            "# price = { input = …, output = …, date = … }, from the provider's list",
            "",
            f"[roles.{Role.AUTHOR}] # where the file has it already, change its models to these",
            f"models = [{', '.join(map(_quoted, (name, *behind)))}]",
        )
    )


def _unused(names: set[str]) -> str:
    """The name of the entry: another one for each model that was trained."""
    return next(name for name in chain([NAME], (f"{NAME}-{number}" for number in count(2))) if name not in names)


def _quoted(text: str) -> str:
    """A basic string of TOML (https://toml.io/en/v1.0.0#string)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
