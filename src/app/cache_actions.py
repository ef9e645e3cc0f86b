"""Words of the command line for `tetrad cache stats`, `inspect` and `purge`."""

import argparse
from typing import Protocol

from app.settings import Settings

# Commands import what they need when they run: `tetrad --help` must not load a database driver.
# ruff: noqa: PLC0415


class Actions(Protocol):
    """Where `add_subparsers` lets actions be added; argparse has no public name for it."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...


def add_cache_actions(actions: Actions) -> None:
    """Add the three actions with what they take."""
    stats = actions.add_parser("stats", help="say how much the cache holds, and what is still being brought up to date")
    stats.add_argument("--json", action="store_true", help="print one JSON object (the default prints a summary)")
    stats.set_defaults(handler=_stats)
    inspect = actions.add_parser("inspect", help="say how a topic is read and why it is answered as it is")
    inspect.add_argument("topic", metavar="TOPIC")
    _add_scope(inspect, is_needed=True)
    inspect.add_argument("--json", action="store_true", help="print one JSON object")
    inspect.set_defaults(handler=_inspect)
    purge = actions.add_parser("purge", help="remove topics, worksheets or an alias from the cache")
    what = purge.add_mutually_exclusive_group()
    what.add_argument("--topic-id", type=_id, metavar="N", help="one topic with all that hangs on it")
    what.add_argument("--alias", type=_id, metavar="N", help="one learned wording")
    what.add_argument("--edition", metavar="E", help="worksheets that this edition of prompts and schema made")
    what.add_argument("--expired", action="store_true", help="worksheets whose time is over")
    what.add_argument("--all", action="store_true", help="everything but the pairs reported as different")
    _add_scope(purge, is_needed=False)
    purge.add_argument("--yes", action="store_true", help="do not ask")
    purge.set_defaults(handler=_purge)


def _add_scope(action: argparse.ArgumentParser, *, is_needed: bool) -> None:
    action.add_argument("--grade", type=int, required=is_needed, choices=range(1, 13), metavar="GRADE", help="1 to 12")
    action.add_argument("--language", required=is_needed, choices=("en", "ru", "hi"))
    action.add_argument("--subject", help="for example mathematics, biology, history")


def _id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**63:
        raise argparse.ArgumentTypeError(f"{text!r} is no id. `tetrad cache inspect` tells the ids.")
    return int(text)


def _stats(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.cache_stats import stats

    stats(settings, as_json=chosen.json)


def _inspect(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.cache_inspect import inspect
    from cache.model import Language, Scope

    scope = Scope(Language(chosen.language), chosen.grade, chosen.subject)
    inspect(settings, chosen.topic, scope, as_json=chosen.json)


def _purge(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.cache_purge import purge
    from app.errors import CallInvalid
    from cache.model import Language
    from cache.purging.store import Chosen

    of_scope = (chosen.language, chosen.subject, chosen.grade) != (None, None, None)
    named = (chosen.topic_id, chosen.alias, chosen.edition) != (None, None, None) or chosen.expired or chosen.all
    if not of_scope and not named:
        raise CallInvalid(
            "say what to remove: --topic-id, --alias, --edition, --expired, --all, or --language, --subject, --grade"
        )
    if of_scope and named:
        raise CallInvalid("--language, --subject and --grade choose topics by themselves; leave the other choice out")
    if chosen.alias is not None:
        purge(settings, chosen.alias, is_sure=chosen.yes)
        return
    language = None if chosen.language is None else Language(chosen.language)
    what = Chosen(chosen.topic_id, language, chosen.subject, chosen.grade, chosen.edition, chosen.expired)
    purge(settings, what, is_sure=chosen.yes)
