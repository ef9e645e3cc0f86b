"""Figures of one evaluation, in the shape that `tetrad cache evaluate --json` prints."""

from collections.abc import Callable, Iterable, Sequence
from statistics import quantiles

from msgspec import Struct

from cache.model import Language, Match

_DECIMALS = 4


class Request(Struct, frozen=True):
    """A labelled request; `why` is None when the cluster's worksheet answers it."""

    topic: str
    why: str | None


class Verdict(Struct, frozen=True):
    """What the cache did with one request. `served` is the id of the cluster whose item came back."""

    cluster: str
    stored: str
    language: Language
    request: Request
    served: str | None
    match: Match | None
    passes_bare_gate: bool
    milliseconds: float

    @property
    def is_hit(self) -> bool:
        return self.served == self.cluster


class BareGate(Struct, frozen=True):
    hit_rate: float
    false_hit_rate: float


class LanguageFigures(Struct, frozen=True):
    same: int
    different: int
    hit_rate: float
    false_hit_rate: float


class WhyFigures(Struct, frozen=True):
    different: int
    false_hits: int
    false_hit_rate: float


class ByMatch(Struct, frozen=True):
    """How the right hits were found."""

    exact: int
    near: int
    alias: int
    judged: int


class LookupMilliseconds(Struct, frozen=True):
    p50: float
    p95: float


class Evaluation(Struct, frozen=True):
    """Rates are shares of `same` (hits, wrong clusters) or of `different` (false hits), 0 to 1."""

    clusters: int
    same: int
    different: int
    hit_rate: float
    false_hit_rate: float
    wrong_cluster_rate: float
    bare_gate: BareGate
    by_language: dict[str, LanguageFigures]
    by_why: dict[str, WhyFigures]
    by_match: ByMatch
    lookup_ms: LookupMilliseconds
    false_hits: tuple[tuple[str, str], ...]
    embedder: str
    version: str


def _share(verdicts: Sequence[Verdict], counts: Callable[[Verdict], bool]) -> float:
    return round(sum(map(counts, verdicts)) / len(verdicts), _DECIMALS) if verdicts else 0.0


def _hit_rate(verdicts: Sequence[Verdict]) -> float:
    return _share(verdicts, lambda verdict: verdict.is_hit)


def _split(verdicts: Iterable[Verdict]) -> tuple[list[Verdict], list[Verdict]]:
    """Requests labelled same, and requests labelled different."""
    verdicts = list(verdicts)
    same = [verdict for verdict in verdicts if verdict.request.why is None]
    return same, [verdict for verdict in verdicts if verdict.request.why is not None]


def _of_language(verdicts: Sequence[Verdict]) -> LanguageFigures:
    same, different = _split(verdicts)
    return LanguageFigures(len(same), len(different), _hit_rate(same), _hit_rate(different))


def _by_language(verdicts: Sequence[Verdict]) -> dict[str, LanguageFigures]:
    languages = sorted({verdict.language.value for verdict in verdicts})
    return {
        language: _of_language([verdict for verdict in verdicts if verdict.language == language])
        for language in languages
    }


def _by_why(different: Sequence[Verdict]) -> dict[str, WhyFigures]:
    figures: dict[str, WhyFigures] = {}
    for why in sorted({verdict.request.why or "" for verdict in different}):
        those = [verdict for verdict in different if verdict.request.why == why]
        figures[why] = WhyFigures(len(those), sum(verdict.is_hit for verdict in those), _hit_rate(those))
    return figures


def count_matches(found: Sequence[Match | None]) -> ByMatch:
    """How often each way of finding occurs."""
    return ByMatch(*(found.count(way) for way in (Match.EXACT, Match.NEAR, Match.ALIAS, Match.JUDGED)))


def _lookup_ms(verdicts: Sequence[Verdict]) -> LookupMilliseconds:
    times = [verdict.milliseconds for verdict in verdicts]
    if len(times) < 2:
        return LookupMilliseconds(*(times * 2 or [0.0, 0.0]))
    percentiles = quantiles(times, n=100, method="inclusive")
    return LookupMilliseconds(round(percentiles[49], 2), round(percentiles[94], 2))


def summarise(clusters: int, verdicts: Sequence[Verdict], embedder: str, version: str) -> Evaluation:
    """The figures of all verdicts; `version` is that of the canonical form."""
    same, different = _split(verdicts)
    return Evaluation(
        clusters=clusters,
        same=len(same),
        different=len(different),
        hit_rate=_hit_rate(same),
        false_hit_rate=_hit_rate(different),
        wrong_cluster_rate=_share(same, lambda verdict: verdict.served not in {None, verdict.cluster}),
        bare_gate=BareGate(
            _share(same, lambda verdict: verdict.passes_bare_gate),
            _share(different, lambda verdict: verdict.passes_bare_gate),
        ),
        by_language=_by_language(verdicts),
        by_why=_by_why(different),
        by_match=count_matches([verdict.match for verdict in same if verdict.is_hit]),
        lookup_ms=_lookup_ms(verdicts),
        false_hits=tuple((verdict.stored, verdict.request.topic) for verdict in different if verdict.is_hit),
        embedder=embedder,
        version=version,
    )
