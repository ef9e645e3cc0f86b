"""Configuration: read once from the environment at start, then passed on as values.

Every variable is described in docs/settings.md; a test compares that page with `VARIABLES`.
"""

import ipaddress
import os
import re
from collections.abc import Mapping
from decimal import Decimal
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from app.errors import SettingInvalid
from app.model_settings import ModelSettings, OneProvider, in_millionths
from app.providers_file import read_providers

Environment = Literal["development", "production"]

VARIABLES: Final = (
    "DATABASE_DIRECT_URL",
    "DATABASE_URL",
    "DATA_DIR",
    "HOST",
    "OPENAI_API_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_MODEL",
    "PORT",
    "TETRAD_CACHE_ITEMS",
    "TETRAD_DAILY_BUDGET",
    "TETRAD_EMBEDDER",
    "TETRAD_EMBEDDING_MODEL",
    "TETRAD_ENVIRONMENT",
    "TETRAD_GENERATIONS_AT_ONCE",
    "TETRAD_GENERATIONS_PER_HOUR",
    "TETRAD_JUDGE",
    "TETRAD_JUDGE_MILLISECONDS",
    "TETRAD_JUDGE_MODEL",
    "TETRAD_LOG_LEVEL",
    "TETRAD_MODEL_DEADLINE",
    "TETRAD_MODERATION",
    "TETRAD_PDF_WORKERS",
    "TETRAD_PGBOUNCER",
    "TETRAD_PROVIDERS",
    "TETRAD_RATINGS_PER_HOUR",
    "TETRAD_REPORTS_PER_HOUR",
    "TETRAD_REQUESTS_PER_MINUTE",
    "TETRAD_SOLVER_MODEL",
    "TETRAD_SOURCES_PER_HOUR",
    "TETRAD_TAKEOVER_AFTER",
    "TETRAD_TRUSTED_PROXIES",
    "TETRAD_WEB_DIST",
    "UPSTASH_REDIS_REST_TOKEN",
    "UPSTASH_REDIS_REST_URL",
)


_OPENAI: Final = "https://api.openai.com/v1"
_EMBEDDING_MODEL: Final = "text-embedding-3-small"


class EmbedderSettings(Struct, frozen=True):
    """An embedder that speaks OpenAI's protocol."""

    api_key: str
    base_url: str
    model: str


class ModerationSettings(Struct, frozen=True):
    """A provider that says whether texts are fit for a school, besides our own list."""

    api_key: str
    base_url: str


class LimitSettings(Struct, frozen=True):
    requests_per_minute: int
    generations_per_hour: int
    generations_at_once: int
    reports_per_hour: int
    ratings_per_hour: int
    sources_per_hour: int
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]


class Settings(Struct, frozen=True):
    """What the process was started with. Addresses are None where the embedded parts stand in."""

    environment: Environment
    host: str
    port: int
    data_dir: Path
    web_dist: Path
    log_level: str
    database_url: str | None
    database_direct_url: str | None
    behind_pgbouncer: bool
    redis_url: str | None
    redis_token: str | None
    models: ModelSettings | None
    embedder: EmbedderSettings | None  # None: the one that comes with the service
    moderation: ModerationSettings | None  # None: our own list alone
    cache_items: int
    limits: LimitSettings
    pdf_workers: int
    takeover_after: int  # seconds


def read(environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings in `environ`. Raises SettingInvalid naming the variable, its value and what it may be."""
    reader = _Reader(environ)
    return Settings(
        environment=reader.environment(),
        host=reader.text("HOST") or "127.0.0.1",
        port=reader.integer("PORT", default=8000, least=1, most=65535),
        data_dir=Path(reader.text("DATA_DIR") or "data").resolve(),
        web_dist=Path(reader.text("TETRAD_WEB_DIST") or "frontend/dist").resolve(),
        log_level=reader.log_level(),
        database_url=reader.text("DATABASE_URL"),
        database_direct_url=reader.text("DATABASE_DIRECT_URL") or reader.text("DATABASE_URL"),
        behind_pgbouncer=reader.boolean("TETRAD_PGBOUNCER"),
        redis_url=reader.text("UPSTASH_REDIS_REST_URL"),
        redis_token=reader.redis_token(),
        models=reader.models(),
        embedder=reader.embedder(),
        moderation=reader.moderation(),
        cache_items=reader.integer("TETRAD_CACHE_ITEMS", default=1_000_000, least=1000, most=1_000_000_000),
        limits=reader.limits(),
        pdf_workers=reader.integer("TETRAD_PDF_WORKERS", default=1, least=1, most=64),
        takeover_after=reader.integer("TETRAD_TAKEOVER_AFTER", default=30, least=3, most=600),
    )


class _Reader:
    def __init__(self, environ: Mapping[str, str]) -> None:
        self._environ = environ

    def text(self, name: str) -> str | None:
        return self._environ.get(name, "").strip() or None

    def integer(self, name: str, *, default: int, least: int, most: int) -> int:
        value = self.text(name)
        if value is None:
            return default
        if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
            raise SettingInvalid(name, value, f"a whole number from {least} to {most}")
        return int(value)

    def boolean(self, name: str) -> bool:
        value = self.text(name)
        if value not in (None, "0", "1"):
            raise SettingInvalid(name, value, "0 or 1")
        return value == "1"

    def environment(self) -> Environment:
        match self.text("TETRAD_ENVIRONMENT"):
            case None | "development":
                return "development"
            case "production":
                return "production"
            case other:
                raise SettingInvalid("TETRAD_ENVIRONMENT", other, "development or production")

    def log_level(self) -> str:
        value = (self.text("TETRAD_LOG_LEVEL") or "info").lower()
        if value not in ("debug", "info", "warning", "error"):
            raise SettingInvalid("TETRAD_LOG_LEVEL", value, "debug, info, warning or error")
        return value

    def redis_token(self) -> str | None:
        url, token = self.text("UPSTASH_REDIS_REST_URL"), self.text("UPSTASH_REDIS_REST_TOKEN")
        if (url is None) != (token is None):
            missing = "UPSTASH_REDIS_REST_TOKEN" if token is None else "UPSTASH_REDIS_REST_URL"
            raise SettingInvalid(missing, "", "set together with its twin, or neither of the two")
        return token

    def models(self) -> ModelSettings | None:
        deadline = self.integer("TETRAD_MODEL_DEADLINE", default=120, least=1, most=3600)
        budget = self.amount("TETRAD_DAILY_BUDGET")
        file, one = self.text("TETRAD_PROVIDERS"), self.one_provider()
        if file is not None:
            configured = read_providers(Path(file), self.text)
            lineup, budget = configured.lineup, configured.daily_budget if budget is None else budget
        elif one is not None:
            lineup = one.lineup()
        else:
            return None
        if budget and (unpriced := next((offer.name for offer in lineup.offers if offer.price is None), None)):
            raise SettingInvalid(
                "TETRAD_DAILY_BUDGET",
                str(budget),
                f"unset, or the price of {unpriced!r} in the file of TETRAD_PROVIDERS",
            )
        return ModelSettings(lineup, deadline, self.judge_seconds(), in_millionths(budget) if budget else None)

    def one_provider(self) -> OneProvider | None:
        api_key, base_url, model = (self.text(f"OPENAI_{part}") for part in ("API_KEY", "BASE_URL", "MODEL"))
        judge, solver = self.text("TETRAD_JUDGE_MODEL"), self.text("TETRAD_SOLVER_MODEL")
        if self.text("TETRAD_PROVIDERS") is not None or (api_key is None and base_url is None):
            return None
        if model is None:
            raise SettingInvalid(
                "OPENAI_MODEL", "", "the name of a model of your provider, since a key or an address is set"
            )
        return OneProvider(api_key or "none", base_url or _OPENAI, model, judge, solver)

    def judge_seconds(self) -> float | None:
        milliseconds = self.integer("TETRAD_JUDGE_MILLISECONDS", default=1500, least=1, most=60_000)
        is_off = self.text("TETRAD_JUDGE") is not None and not self.boolean("TETRAD_JUDGE")
        return None if is_off else milliseconds / 1000

    def amount(self, name: str) -> Decimal | None:
        value = self.text(name)
        if value is not None and re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,6})?", value) is None:
            raise SettingInvalid(name, value, "an amount of money such as 12.50, or 0 for no limit")
        return None if value is None else Decimal(value)

    def embedder(self) -> EmbedderSettings | None:
        chosen, model = self.text("TETRAD_EMBEDDER"), self.text("TETRAD_EMBEDDING_MODEL") or _EMBEDDING_MODEL
        match chosen:
            case None | "nano":
                return None
            case "openai":
                return self.openai_embedder(model)
            case other:
                raise SettingInvalid("TETRAD_EMBEDDER", other, "nano or openai")

    def openai_embedder(self, model: str) -> EmbedderSettings:
        return EmbedderSettings(*self.openai_for("TETRAD_EMBEDDER"), model)

    def moderation(self) -> ModerationSettings | None:
        match self.text("TETRAD_MODERATION"):
            case None | "local":
                return None
            case "openai":
                return ModerationSettings(*self.openai_for("TETRAD_MODERATION"))
            case other:
                raise SettingInvalid("TETRAD_MODERATION", other, "local or openai")

    def openai_for(self, name: str) -> tuple[str, str]:
        """Key and address of the provider, which the setting of that name asks for."""
        api_key, base_url = self.text("OPENAI_API_KEY"), self.text("OPENAI_BASE_URL")
        if api_key is None and base_url is None:
            raise SettingInvalid("OPENAI_API_KEY", "", f"the key of the provider, since {name} is openai")
        return api_key or "none", base_url or _OPENAI

    def limits(self) -> LimitSettings:
        return LimitSettings(
            requests_per_minute=self.integer("TETRAD_REQUESTS_PER_MINUTE", default=300, least=1, most=10_000_000),
            generations_per_hour=self.integer("TETRAD_GENERATIONS_PER_HOUR", default=60, least=1, most=1_000_000),
            generations_at_once=self.integer("TETRAD_GENERATIONS_AT_ONCE", default=5, least=1, most=10_000),
            reports_per_hour=self.integer("TETRAD_REPORTS_PER_HOUR", default=20, least=1, most=1_000_000),
            ratings_per_hour=self.integer("TETRAD_RATINGS_PER_HOUR", default=120, least=1, most=1_000_000),
            sources_per_hour=self.integer("TETRAD_SOURCES_PER_HOUR", default=30, least=1, most=1_000_000),
            trusted_proxies=self.networks("TETRAD_TRUSTED_PROXIES"),
        )

    def networks(self, name: str) -> tuple[IPv4Network | IPv6Network, ...]:
        parts = [part.strip() for part in (self.text(name) or "").split(",") if part.strip()]
        try:
            return tuple(ipaddress.ip_network(part) for part in parts)
        except ValueError as error:
            raise SettingInvalid(name, ",".join(parts), "networks in CIDR form, as in 10.0.0.0/8,fd00::/8") from error
