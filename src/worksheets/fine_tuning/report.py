"""What an export took and left, in numbers."""

from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from worksheets.fine_tuning.model import LEAST_EXAMPLES, Dropped, Example
from worksheets.fine_tuning.store import WriterRow


class Report(Struct, frozen=True):
    """`tokens` are estimates. `instructions` are the versions of what the author is told. `types` counts questions.

    `writers` is what all ratings say of each model, whatever was exported.
    """

    considered: int
    written: int
    held_out: int
    dropped: Mapping[str, int]
    languages: Mapping[str, int]
    subjects: Mapping[str, int]
    grades: Mapping[int, int]
    types: Mapping[str, int]
    mean_stars: float | None
    ratings: int
    tokens: int
    longest: int
    instructions: tuple[str, ...]
    writers: tuple[WriterRow, ...]
    warnings: tuple[str, ...]


class Tally:
    """Counts what was taken and left, one worksheet at a time."""

    def __init__(self) -> None:
        self._dropped: Counter[Dropped] = Counter()
        self._languages: Counter[str] = Counter()
        self._subjects: Counter[str] = Counter()
        self._grades: Counter[int] = Counter()
        self._types: Counter[str] = Counter()
        self._instructions: set[str] = set()
        self._stars = 0.0
        self._taken = self._held_out = self._ratings = self._tokens = self._longest = 0

    def count(self, weighed: Example | Dropped) -> None:
        if isinstance(weighed, Dropped):
            self._dropped[weighed] += 1
            return
        self._taken += 1
        self._held_out += weighed.is_held_out
        self._languages[weighed.language] += 1
        self._subjects[weighed.subject or "none"] += 1
        self._grades[weighed.grade] += 1
        self._types.update(weighed.types)
        self._instructions.add(weighed.instructions)
        self._stars += weighed.stars
        self._ratings += weighed.ratings
        self._tokens += weighed.tokens
        self._longest = max(self._longest, weighed.tokens)

    @property
    def taken(self) -> int:
        return self._taken

    def report(self, writers: list[WriterRow]) -> Report:
        return Report(
            considered=self._taken + self._dropped.total(),
            written=self._taken - self._held_out,
            held_out=self._held_out,
            dropped={reason: self._dropped[reason] for reason in Dropped if self._dropped[reason]},
            languages=_sorted(self._languages),
            subjects=_sorted(self._subjects),
            grades=dict(sorted(self._grades.items())),
            types=_sorted(self._types),
            mean_stars=round(self._stars / self._taken, 2) if self._taken else None,
            ratings=self._ratings,
            tokens=self._tokens,
            longest=self._longest,
            instructions=tuple(sorted(self._instructions)),
            writers=tuple(writers),
            warnings=tuple(self._warnings()),
        )

    def _warnings(self) -> Iterator[str]:
        written = self._taken - self._held_out
        if written < LEAST_EXAMPLES:
            yield (
                f"examples written: {written}; providers want at least {LEAST_EXAMPLES}. "
                "Wait for more ratings, or lower --least-stars or --least-ratings."
            )
        if len(self._languages) > 1 and min(self._languages.values()) * 10 < self._taken:
            rare = min(sorted(self._languages), key=self._languages.__getitem__)
            yield f"Less than a tenth of the examples is in {rare!r}: the model may get worse in it."


def _sorted(counts: Counter[str]) -> dict[str, int]:
    return {str(name): count for name, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))}


def as_table(report: Report) -> str:
    """The report for a person at a terminal."""
    return "\n".join(_lines(report))


def _lines(report: Report) -> Iterator[str]:
    stars = "none" if report.mean_stars is None else f"{report.mean_stars:.2f}"
    yield f"considered         {report.considered:>8}   rated worksheets that are still there"
    yield f"written            {report.written:>8}   mean stars {stars}, {report.ratings} ratings"
    yield f"held out           {report.held_out:>8}"
    yield f"tokens (estimate)  {report.tokens:>8}   the longest example {report.longest}"
    yield f"instructions       {', '.join(report.instructions) or 'none'}"
    for name, counts in (
        ("left out", report.dropped),
        ("language", report.languages),
        ("subject", report.subjects),
        ("grade", report.grades),
        ("questions", report.types),
    ):
        for place, (key, count) in enumerate(counts.items()):
            yield f"{name if place == 0 else '':<10} {key!s:<18} {count:>8}"
    for place, writer in enumerate(report.writers):
        name = writer.model or "computed"
        yield (
            f"{'rated' if place == 0 else '':<10} {name} in {writer.language}: {writer.stars:.2f} stars "
            f"in {writer.ratings} ratings, wrong keys in {writer.wrong_keys} worksheets"
        )
    yield from (f"warning: {warning}" for warning in report.warnings)
