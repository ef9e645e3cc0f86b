"""Words of the command line for `tetrad models usage` and `check`."""

import argparse
from datetime import UTC, date, datetime, timedelta

from app.cache_actions import Actions
from app.settings import Settings

# Commands import what they need when they run: `tetrad --help` must not load a database driver or a client.
# ruff: noqa: PLC0415

_BY = ("day", "role", "model", "user", "worksheet")
_DAYS = 30


def add_model_actions(actions: Actions) -> None:
    """Add both actions with what they take."""
    usage = actions.add_parser("usage", help="say what calls of language models took and cost")
    usage.add_argument("--by", choices=_BY, default="day", help="what is summed (default day)")
    usage.add_argument("--day", type=_day, metavar="DAY", help="one day in UTC, such as 2026-11-22 or today")
    usage.add_argument("--from", type=_day, dest="first", metavar="DAY", help=f"default {_DAYS} days before the last")
    usage.add_argument("--to", type=_day, dest="last", metavar="DAY", help="default today")
    usage.add_argument("--json", action="store_true", help="print a JSON array (the default prints a table)")
    usage.set_defaults(handler=_usage)
    check = actions.add_parser("check", help="send every configured model a tiny prompt, which is paid for")
    check.add_argument("model", nargs="*", metavar="MODEL", help="names in the providers file (default: all)")
    check.add_argument("--json", action="store_true", help="print a JSON array (the default prints a line each)")
    check.set_defaults(handler=_check)


def _day(text: str) -> date:
    if text == "today":
        return _today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day. Give one such as 2026-11-22, or today.") from None


def _today() -> date:
    return datetime.now(UTC).date()


def _usage(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.models_usage import usage
    from app.errors import CallInvalid

    if chosen.day is not None and (chosen.first, chosen.last) != (None, None):
        raise CallInvalid("--day is one day; leave --from and --to out, or use them instead")
    last: date = chosen.day or chosen.last or _today()
    first: date = chosen.day or chosen.first or last - timedelta(days=_DAYS)
    if first > last:
        raise CallInvalid(f"--from {first} is after --to {last}; swap them")
    usage(settings, chosen.by, first, last, as_json=chosen.json)


def _check(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.models_check import check

    check(settings, tuple(chosen.model), as_json=chosen.json)
