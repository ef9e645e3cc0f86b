"""`tetrad questions evaluate`: how many flaws the item rules find, and how often they doubt a good question."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from app.errors import CallInvalid
from cache.model import Language
from questions.checks.evaluation import Case, Figures, Report, read_cases
from questions.checks.evaluation import evaluate as measure

_HEAD = ("flawed", "found", "recall", "clean", "doubted", "false alarms")


def evaluate(files: Sequence[Path], *, as_json: bool) -> None:
    """Print the figures of each language and of all: a JSON array, or a table for people.

    Raises CallInvalid for a file that cannot be read.
    """
    reports = _reports(_cases(files))
    if as_json:
        print(msgspec.json.encode([_figures(report) for report in reports]).decode())
    else:
        print("\n\n".join("\n".join(_table(report)) for report in reports))


def _cases(files: Sequence[Path]) -> list[Case]:
    try:
        return read_cases(files)
    except OSError as error:
        raise CallInvalid(f"{error.filename} cannot be read: {error.strerror}") from error
    except msgspec.DecodeError as error:
        raise CallInvalid(
            f"{', '.join(map(str, files))}: {error}. docs/checks.md shows the shape of a line."
        ) from error


def _reports(cases: Sequence[Case]) -> list[Report]:
    languages = [language for language in Language if any(case.language is language for case in cases)]
    single = [measure([case for case in cases if case.language is language]) for language in languages]
    return [*single, measure(cases)] if len(single) > 1 else single


def _figures(report: Report) -> dict[str, object]:
    return {
        "languages": report.languages,
        "all": _rates(report.total) | {"noticed": report.total.noticed},
        "rules": {figures.rule: _rates(figures) for figures in report.rules},
        "missed": report.missed,
        "doubted": report.doubted,
    }


def _rates(figures: Figures) -> dict[str, object]:
    return {
        "flawed": figures.flawed,
        "found": figures.found,
        "recall": round(figures.recall, 4),
        "clean": figures.clean,
        "doubted": figures.alarms,
        "false_alarms": round(figures.false_alarms, 4),
    }


def _table(report: Report) -> Iterator[str]:
    rows = (*report.rules, report.total)
    width = max(len(figures.rule) for figures in rows)
    yield f"{', '.join(report.languages):<{width}}" + "".join(f"{word:>14}" for word in _HEAD)
    for figures in rows:
        cells = (
            str(figures.flawed),
            str(figures.found),
            f"{figures.recall:.3f}" if figures.flawed else "–",
            str(figures.clean),
            str(figures.alarms),
            f"{figures.false_alarms:.4f}",
        )
        yield f"{figures.rule:<{width}}" + "".join(f"{cell:>14}" for cell in cells)
    yield from (f"missed: {case}" for case in report.missed)
    yield from (f"doubted: {case}" for case in report.doubted)
