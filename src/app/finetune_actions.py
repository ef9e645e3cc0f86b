"""Words of the command line for `tetrad finetune export`, `start`, `status` and `cancel`."""

import argparse
from pathlib import Path

from app.cache_actions import Actions
from app.settings import Settings

# Commands import what they need when they run: `tetrad --help` must not load a database driver or a client.
# ruff: noqa: PLC0415


def add_finetune_actions(actions: Actions) -> None:
    """Add the four actions with what they take."""
    export = actions.add_parser("export", help="write the best rated worksheets as examples, in chat format")
    export.add_argument("--out", type=Path, required=True, metavar="FILE.jsonl", help="write the examples here")
    export.add_argument("--report", type=Path, metavar="FILE.json", help="write the report here as JSON as well")
    export.add_argument("--least-stars", type=_stars, default=4.0, metavar="N", help="mean of ratings (default 4)")
    export.add_argument("--least-ratings", type=_count, default=1, metavar="N", help="default 1")
    export.add_argument("--language", choices=("en", "ru", "hi"), help="default: all")
    export.add_argument("--limit", type=_count, metavar="N", help="take the N best (default: all)")
    export.add_argument(
        "--holdout", type=_share, default=0.0, metavar="SHARE", help="of topics, into FILE.holdout.jsonl (default 0)"
    )
    export.set_defaults(handler=_export)
    start = actions.add_parser("start", help="upload examples and start a job at the provider; prints its id")
    start.add_argument("file", type=Path, metavar="FILE.jsonl")
    start.add_argument("--model", required=True, metavar="BASE", help="the model that is to learn")
    start.add_argument("--validation", type=Path, metavar="FILE.jsonl", help="examples that are only measured")
    start.add_argument("--suffix", metavar="NAME", help="a part of the new model's name")
    start.set_defaults(handler=_start)
    status = actions.add_parser("status", help="list the provider's jobs, or tell of one")
    status.add_argument("job", nargs="?", metavar="JOB")
    status.add_argument("--wait", action="store_true", help="follow the job until it has ended; Ctrl-C leaves it alone")
    status.add_argument("--every", type=_seconds, default=15.0, metavar="SECONDS", help="between looks (default 15)")
    status.set_defaults(handler=_status)
    cancel = actions.add_parser("cancel", help="end a job that is under way")
    cancel.add_argument("job", metavar="JOB")
    cancel.set_defaults(handler=_cancel)
    for action in (start, status, cancel):
        action.add_argument("--provider", metavar="NAME", help="one of the providers file (default: the first)")
        action.add_argument("--base-url", metavar="URL", help="another address for it")


def _number(text: str, least: float, most: float, example: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = float("nan")
    if not least <= value <= most:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from {least:g} to {most:g}, such as {example}.")
    return value


def _stars(text: str) -> float:
    return _number(text, 1, 5, "4.5")


def _share(text: str) -> float:
    return _number(text, 0, 0.9, "0.1")


def _seconds(text: str) -> float:
    return _number(text, 0, 3600, "30")


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 2**31:
        raise argparse.ArgumentTypeError(f"{text!r} is no count. Give a whole number from 1.")
    return int(text)


def _export(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.finetune_export import export
    from cache.model import Language
    from worksheets.fine_tuning.model import Choice

    language = None if chosen.language is None else Language(chosen.language)
    choice = Choice(chosen.least_stars, chosen.least_ratings, language, chosen.limit, chosen.holdout)
    export(settings, choice, chosen.out, chosen.report)


def _start(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.finetune_jobs import Lesson, Where, start

    lesson = Lesson(chosen.file, chosen.validation, chosen.model, chosen.suffix)
    start(settings, lesson, Where(chosen.provider, chosen.base_url))


def _status(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.finetune_jobs import Where, follow, status
    from app.errors import CallInvalid

    if not chosen.wait:
        status(settings, chosen.job, Where(chosen.provider, chosen.base_url))
    elif chosen.job is None:
        raise CallInvalid("--wait follows one job; name it: tetrad finetune status JOB --wait")
    else:
        follow(settings, chosen.job, Where(chosen.provider, chosen.base_url), every=chosen.every)


def _cancel(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.finetune_jobs import Where, cancel

    cancel(settings, chosen.job, Where(chosen.provider, chosen.base_url))
