"""What the judge counts for operators."""

from prometheus_client import Counter, Gauge

from cache.judging.model import Judgement

VOTES = Counter("tetrad_judge_votes", "Votes of the judge by what became of them", ["outcome"])
TOKENS = Counter("tetrad_judge_tokens", "Tokens that votes cost, by kind", ["kind"])
SAVED = Counter("tetrad_judge_generations_saved", "Questions to the judge that were answered with a stored worksheet")
SCOPES_OFF = Gauge("tetrad_judge_scopes_off", "Scopes in which the judge is switched off, as far as this process knows")


def count(judgement: Judgement) -> None:
    """Add one question's votes."""
    for vote in judgement.votes:
        VOTES.labels(vote.outcome).inc()
    TOKENS.labels("prompt").inc(judgement.prompt_tokens)
    TOKENS.labels("completion").inc(judgement.completion_tokens)
    if judgement.agreed is not None and judgement.agreed.item_id is not None:
        SAVED.inc()
