"""A model that has learned, as one more entry of the providers file (docs/providers.md)."""

from language_models.lineup import Lineup, Provider
from language_models.model import Role

NAME = "fine-tuned"


def provider_entry(model: str, provider: Provider, lineup: Lineup) -> str:
    """What to add to the file so that the author writes with this model, and with those of today when it fails."""
    behind = lineup.plans[Role.AUTHOR].models if Role.AUTHOR in lineup.plans else ()
    tried = ", ".join(map(_quoted, (NAME, *(name for name in behind if name != NAME))))
    return "\n".join(
        (
            f"[models.{NAME}]",
            f"provider = {_quoted(provider.name)}",
            f"name = {_quoted(model)}",
            "",
            f"[roles.{Role.AUTHOR}]",
            f"models = [{tried}]",
        )
    )


def _quoted(text: str) -> str:
    """A basic string of TOML (https://toml.io/en/v1.0.0#string)."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
