"""Words of the command line for `tetrad questions evaluate`."""

import argparse
from pathlib import Path

from app.cache_actions import Actions
from app.settings import Settings

# Commands import what they need when they run: `tetrad --help` must not load the rules.
# ruff: noqa: PLC0415


def add_question_actions(actions: Actions) -> None:
    """Add the action with what it takes."""
    evaluate = actions.add_parser("evaluate", help="measure recall and false alarms of the rules on labelled questions")
    evaluate.add_argument("files", type=Path, nargs="+", metavar="FILE.jsonl")
    evaluate.add_argument("--json", action="store_true", help="print a JSON array (the default prints a table)")
    evaluate.set_defaults(handler=_evaluate)


def _evaluate(chosen: argparse.Namespace, _: Settings) -> None:
    from app.commands.questions_evaluate import evaluate

    evaluate(chosen.files, as_json=chosen.json)
