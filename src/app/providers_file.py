"""The file that `TETRAD_PROVIDERS` names: providers, their models and prices, and which role calls which.

docs/providers.md describes it, docs/providers.example.toml shows it. It holds no secrets: keys stay in the
environment, and the file names their variables.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Final, NoReturn, TypeVar, cast

import msgspec
from msgspec import Meta, Struct

from app.errors import ProvidersFileInvalid
from cache.model import Language
from language_models.lineup import Kind, Lineup, Offer, Order, Plan, Provider, SchemaSupport
from language_models.model import Role
from language_models.pricing import Price
from questions.model import Subject

Entry = TypeVar("Entry", bound=Struct)
Names = Annotated[tuple[str, ...], Meta(min_length=1)]

_ADDRESSES: Final = {
    Kind.OPENAI: "https://api.openai.com/v1",
    Kind.YANDEX: "https://ai.api.cloud.yandex.net/v1",
    Kind.DEEPSEEK: "https://api.deepseek.com",
}
_SCHEMAS: Final = {Kind.DEEPSEEK: SchemaSupport.JSON_OBJECT}
_HEADERS: Final = {Kind.YANDEX: {"x-data-logging-enabled": "false"}}
_BODIES: Final[dict[Kind, dict[str, object]]] = {Kind.DEEPSEEK: {"thinking": {"type": "disabled"}}}
_EVERY_ROLE: Final = "default"
_MAY_BE_MISSING: Final = frozenset({Role.JUDGE})


class _Provider(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind = Kind.COMPATIBLE
    base_url: Annotated[str, Meta(pattern=r"^https?://[^\s]+$")] | None = None
    # A pattern, so that a key that was put here by mistake is refused without being repeated.
    api_key_env: Annotated[str, Meta(pattern=r"^[A-Z][A-Z0-9_]{1,80}$")] | None = None
    project: str | None = None
    folder: str | None = None
    schema: SchemaSupport | None = None
    headers: dict[str, str] = {}
    body: dict[str, object] = {}


class _Model(Struct, frozen=True, forbid_unknown_fields=True):
    provider: str
    name: Annotated[str, Meta(min_length=1)]
    price: Price | None = None
    languages: tuple[Language, ...] = ()
    subjects: tuple[Subject, ...] = ()


class _Role(Struct, frozen=True, forbid_unknown_fields=True):
    models: Names
    order: Order = Order.GIVEN
    max_tokens: Annotated[int, Meta(ge=16, le=1_000_000)] | None = None
    effort: str | None = None
    temperature: Annotated[float, Meta(ge=0, le=2)] | None = None


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    providers: dict[str, dict[str, object]]
    models: dict[str, dict[str, object]]
    roles: dict[str, dict[str, object]]
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] = "USD"
    daily_budget: Decimal | None = None


class Configured(Struct, frozen=True):
    """What the file says. `daily_budget` is in the lineup's currency."""

    lineup: Lineup
    daily_budget: Decimal | None


def read_providers(path: Path, secret: Callable[[str], str | None]) -> Configured:
    """The file's content, with keys from `secret`. Raises ProvidersFileInvalid naming place, value and remedy."""
    return _Reading(path, secret).configured()


class _Reading:
    def __init__(self, path: Path, secret: Callable[[str], str | None]) -> None:
        self._path, self._secret = path, secret
        self._file = self._convert("the file", self._load(), _File)

    def configured(self) -> Configured:
        file = self._file
        providers = tuple(self._provider(name, entry) for name, entry in file.providers.items())
        offers = tuple(self._offer(name, entry) for name, entry in file.models.items())
        if file.daily_budget is not None and not 0 <= file.daily_budget < 1_000_000_000:
            self._refuse("daily_budget", f"{file.daily_budget} must be an amount from 0")
        return Configured(Lineup(providers, offers, self._plans(), file.currency), file.daily_budget)

    def _load(self) -> dict[str, object]:
        try:
            return tomllib.loads(self._path.read_text("utf-8"), parse_float=Decimal)
        except OSError as error:
            self._refuse("the file", f"cannot be read: {error.strerror}. Correct the path in TETRAD_PROVIDERS")
        except UnicodeDecodeError:
            self._refuse("the file", "is not UTF-8. Save it as UTF-8")
        except tomllib.TOMLDecodeError as error:
            self._refuse("the file", f"is no TOML: {error}")

    def _provider(self, name: str, entry: dict[str, object]) -> Provider:
        place = f"providers.{name}"
        said = self._convert(place, entry, _Provider)
        base_url = said.base_url or _ADDRESSES.get(said.kind)
        if base_url is None:
            self._refuse(
                place, 'base_url is missing. Add the address of the server, such as "http://127.0.0.1:8080/v1"'
            )
        if said.kind is Kind.YANDEX and said.folder is None:
            self._refuse(place, "folder is missing. Add the id of the folder that pays")
        key = None if said.api_key_env is None else self._secret(said.api_key_env)
        if said.api_key_env is not None and key is None:
            self._refuse(place, f"the environment variable {said.api_key_env} is not set. Set it to the provider's key")
        return Provider(
            name=name,
            base_url=base_url,
            api_key=key or "none",
            kind=said.kind,
            schema=said.schema or _SCHEMAS.get(said.kind, SchemaSupport.JSON_SCHEMA),
            project=said.project or said.folder,
            headers=_HEADERS.get(said.kind, {}) | said.headers,
            body=_BODIES.get(said.kind, {}) | said.body,
        )

    def _offer(self, name: str, entry: dict[str, object]) -> Offer:
        place = f"models.{name}"
        said = self._convert(place, entry, _Model)
        self._require_known(f"{place}.provider", [said.provider], self._file.providers)
        if said.price is None and self._file.daily_budget:
            self._refuse(
                place, "price is missing, and a daily budget cannot be kept without. Add it from the price list"
            )
        for kind in ("input", "output", "cached_input"):
            amount: Decimal | None = said.price and getattr(said.price, kind)
            if amount is not None and not 0 <= amount < 1_000_000:
                self._refuse(f"{place}.price.{kind}", f"{amount} must be an amount from 0, for a million tokens")
        return Offer(name, said.provider, said.name, said.price, said.languages, said.subjects)

    def _plans(self) -> Mapping[Role, Plan]:
        plans = {name: self._plan(name, entry) for name, entry in self._file.roles.items()}
        self._require_known("roles", plans, [*Role, _EVERY_ROLE])
        missing = [role for role in Role if not {role, _EVERY_ROLE} & set(plans) and role not in _MAY_BE_MISSING]
        if missing:
            self._refuse("roles", f"{missing[0]} has no models. Add [roles.{missing[0]}], or [roles.default] for all")
        return {role: plans.get(role, plans.get(_EVERY_ROLE, Plan(()))) for role in Role}

    def _plan(self, name: str, entry: dict[str, object]) -> Plan:
        said = self._convert(f"roles.{name}", entry, _Role)
        self._require_known(f"roles.{name}.models", said.models, self._file.models)
        models = tuple(dict.fromkeys(said.models))
        return Plan(models, said.order, said.max_tokens, said.effort, said.temperature)

    def _require_known(self, place: str, names: Iterable[str], known: Iterable[str]) -> None:
        for name in names:
            if name not in known:
                self._refuse(place, f"{name!r} is not there. Choose from: {', '.join(known) or 'nothing yet'}")

    def _convert(self, place: str, value: object, kind: type[Entry]) -> Entry:
        try:
            return msgspec.convert(value, kind)
        except msgspec.ValidationError as error:
            self._refuse(place, _told(str(error), value))

    def _refuse(self, place: str, complaint: str) -> NoReturn:
        raise ProvidersFileInvalid(self._path, place, complaint)


_COMPLAINT = re.compile(r"^(?P<words>.*?)(?: - at `\$\.(?P<path>[^`]*)`)?$", re.DOTALL)
_FIELD_OF_KEYS = "api_key"


def _told(complaint: str, value: object) -> str:
    """The complaint with the field and the value that it is about."""
    found = _COMPLAINT.match(complaint)
    words, path = (found["words"], found["path"]) if found else (complaint, None)
    if f"`{_FIELD_OF_KEYS}`" in words:
        return "keys do not belong in this file. Name the variable that holds it: api_key_env"
    if path is None:
        return words
    shown = "" if path.startswith(_FIELD_OF_KEYS) else f" is {_at(value, path)!r}"
    return f"{path}{shown}: {words}"


def _at(value: object, path: str) -> object:
    found = value
    for step in re.findall(r"[^.\[\]]+", path):
        if isinstance(found, dict):
            found = cast("dict[str, object]", found).get(step)
        elif isinstance(found, list) and step.isdigit():
            found = cast("list[object]", found)[int(step)]
    return str(found) if isinstance(found, Decimal) else cast("object", found)
