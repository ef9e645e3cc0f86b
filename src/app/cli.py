"""The command line `tetrad`."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from app import settings as settings_reader
from app.cache_actions import add_cache_actions
from app.errors import AppError
from app.finetune_actions import add_finetune_actions
from app.model_actions import add_model_actions
from app.question_actions import add_question_actions
from app.settings import Settings

# Commands import what they need when they run: `tetrad --help` must not load a web server.
# ruff: noqa: PLC0415

_DESCRIPTION = """\
Tetrad makes printable school worksheets that a teacher can trust, in English, Russian and Hindi.

  tetrad run                                    everything on this machine, with its own database
  tetrad worksheet "7 times table" --grade 3 --out sheet.pdf
  tetrad worksheet "Сложение дробей" --language ru --grade 6 --questions 12 --types numeric,single_choice --out s.pdf

Settings are environment variables; docs/settings.md describes each of them.
"""


class _Commands(Protocol):
    """Where `add_subparsers` lets commands be added; argparse has no public name for it."""

    def add_parser(self, name: str, *, help: str) -> argparse.ArgumentParser: ...


Handler = Callable[[argparse.Namespace, Settings], None]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command. Exit status 0 when it did its work, 1 when it could not, 2 for a wrong call."""
    from psycopg import OperationalError
    from psycopg_pool import PoolTimeout
    from sqlalchemy.exc import OperationalError as MigrationOperationalError

    from app.errors import CallInvalid, DatabaseUnreachable
    from cache.errors import CacheError
    from embedded.errors import EmbeddedError
    from pdf.errors import PdfError
    from worksheets.errors import NothingCanServe, TextUnreadable, WorksheetError

    chosen = _parser().parse_args(arguments)
    handler: Handler = chosen.handler
    try:
        handler(chosen, settings_reader.read())
    except (CallInvalid, TextUnreadable) as error:
        print(f"tetrad: {error}", file=sys.stderr)  # noqa: T201 - a command line speaks to its terminal
        sys.exit(2)
    except NothingCanServe as error:
        sys.exit("\n  ".join([f"tetrad: {error}", *error.nearest_topics]))
    except (AppError, CacheError, EmbeddedError, WorksheetError, PdfError) as error:
        sys.exit(f"tetrad: {error}")
    except (OperationalError, PoolTimeout, MigrationOperationalError):
        # Their texts hold the address, which may hold a password.
        sys.exit(f"tetrad: {DatabaseUnreachable()}")
    except KeyboardInterrupt:
        sys.exit(130)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tetrad", description=_DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="serve on this machine, with an embedded database and Redis")
    run.set_defaults(handler=_run)
    web = commands.add_parser("web", help="serve HTTP on the configured services (production)")
    web.add_argument("--workers", type=int, default=1, help="processes to serve with (default 1)")
    web.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    web.set_defaults(handler=_web)
    worker = commands.add_parser("worker", help="write worksheets on the configured services (production)")
    worker.add_argument("--concurrency", type=int, default=8, help="worksheets written at the same time (default 8)")
    worker.add_argument("--with-parent", action="store_true", help=argparse.SUPPRESS)
    worker.set_defaults(handler=_worker)
    migrate = commands.add_parser("migrate", help="bring the configured database to the newest schema")
    migrate.set_defaults(handler=_migrate)
    openapi = commands.add_parser("openapi", help="print the OpenAPI document")
    openapi.add_argument("--check", type=Path, metavar="FILE", help="fail when FILE is not what would be printed")
    openapi.set_defaults(handler=_openapi)
    _add_worksheet(commands)
    _add_cache(commands)
    models = commands.add_parser("models", help="what language models cost, and whether they answer")
    add_model_actions(models.add_subparsers(title="actions", required=True, metavar="ACTION"))
    questions = commands.add_parser("questions", help="measure the rules that every question must pass")
    add_question_actions(questions.add_subparsers(title="actions", required=True, metavar="ACTION"))
    finetune = commands.add_parser("finetune", help="train a model of one's own on the best rated worksheets")
    add_finetune_actions(finetune.add_subparsers(title="actions", required=True, metavar="ACTION"))
    return parser


def _add_worksheet(commands: _Commands) -> None:
    worksheet = commands.add_parser("worksheet", help="make one worksheet, as PDF or JSON")
    worksheet.add_argument("topic", metavar="TOPIC", help="what the worksheet is about")
    worksheet.add_argument("--grade", type=int, required=True, choices=range(1, 13), metavar="GRADE", help="1 to 12")
    worksheet.add_argument("--language", default="en", choices=("en", "ru", "hi"), help="default en")
    worksheet.add_argument("--subject", help="for example mathematics, biology, history")
    worksheet.add_argument("--questions", type=int, default=10, metavar="COUNT", help="1 to 40 (default 10)")
    worksheet.add_argument("--types", default="", help="question types, separated by commas (default: what suits)")
    worksheet.add_argument("--difficulty", default="medium", choices=("easy", "medium", "hard"), help="default medium")
    worksheet.add_argument("--notes", default="", help="wishes for whoever writes it; needs a language model")
    worksheet.add_argument(
        "--source", type=Path, metavar="FILE", help="ask about the text of this PDF, Word or text file; needs a model"
    )
    worksheet.add_argument("--cache", default="prefer", choices=("prefer", "refresh", "only"), help="default prefer")
    worksheet.add_argument("--out", type=Path, metavar="FILE.pdf", help="write the PDF here (default: JSON on stdout)")
    worksheet.add_argument("--no-key", action="store_true", help="leave the answer key out of the PDF")
    worksheet.add_argument("--json", action="store_true", help="print the worksheet as JSON as well")
    worksheet.set_defaults(handler=_worksheet)


def _add_cache(commands: _Commands) -> None:
    cache = commands.add_parser("cache", help="look into the semantic cache")
    actions = cache.add_subparsers(title="actions", required=True, metavar="ACTION")
    evaluate = actions.add_parser("evaluate", help="measure hits and wrong hits on labelled topics")
    evaluate.add_argument("file", type=Path, metavar="FILE.jsonl")
    evaluate.add_argument(
        "--judge", type=_probability, metavar="ACCURACY", help="with a simulated judge; each vote is right this often"
    )
    evaluate.add_argument("--stream", type=_positive, metavar="N", help="send N requests to an empty cache as well")
    evaluate.add_argument("--seed", type=int, default=1, metavar="S", help="of votes and requests (default 1)")
    evaluate.add_argument("--json", action="store_true", help="print one JSON object (the default prints a summary)")
    evaluate.set_defaults(handler=_evaluate)
    negatives = actions.add_parser("negatives", help="print reported pairs as labelled topics, one JSON object a line")
    negatives.set_defaults(handler=_negatives)
    add_cache_actions(actions)


def _probability(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no probability. Give a number from 0 to 1, such as 0.98.")
    return value


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no count. Give a whole number from 1, such as 10000.")
    return int(text)


def _run(_: argparse.Namespace, settings: Settings) -> None:
    from app.commands.run import run

    run(settings)


def _web(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.web import web
    from app.parent import end_with_parent

    if chosen.with_parent:
        end_with_parent()
    web(settings, workers=chosen.workers)


def _worker(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.worker import worker
    from app.parent import end_with_parent

    if chosen.with_parent:
        end_with_parent()
    worker(settings, concurrency=chosen.concurrency)


def _migrate(_: argparse.Namespace, settings: Settings) -> None:
    from app.addresses import configured
    from app.commands.run import say
    from database.migrate import migrate

    migrate(configured(settings).direct_url)
    say("The database is at the newest schema")


def _openapi(chosen: argparse.Namespace, _: Settings) -> None:
    from app.commands.openapi import is_current, openapi

    if chosen.check is None:
        sys.stdout.write(openapi())
    elif not is_current(chosen.check):
        sys.exit(
            f"tetrad: {chosen.check} is not what the code says any more. Run `make openapi` and commit the result."
        )


def _worksheet(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.asking import request_from
    from app.commands.worksheet import Output, worksheet

    output = Output(pdf=chosen.out, with_key=not chosen.no_key, as_json=chosen.json)
    worksheet(settings, request_from(chosen), output, chosen.source)


def _evaluate(chosen: argparse.Namespace, settings: Settings) -> None:
    from app.commands.evaluate import Trial, evaluate

    trial = Trial(accuracy=chosen.judge, requests=chosen.stream, seed=chosen.seed)
    evaluate(settings, chosen.file, trial, as_json=chosen.json)


def _negatives(_: argparse.Namespace, settings: Settings) -> None:
    from app.commands.negatives import negatives

    negatives(settings)


if __name__ == "__main__":
    main()
