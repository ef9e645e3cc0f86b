"""What calls of language models count for operators."""

from prometheus_client import Counter, Gauge

from language_models.store import CallRow

CALLS = Counter("tetrad_model_calls", "Calls of language models by how they ended", ["role", "model", "outcome"])
TOKENS = Counter("tetrad_model_tokens", "Tokens of language models by kind", ["role", "kind"])
COST = Counter("tetrad_model_cost", "What calls of language models cost, in the configured currency", ["role", "model"])
BREAKER_OPEN = Gauge("tetrad_model_breaker_open", "1 while a model is left alone because it failed", ["model"])
UNBOOKED = Gauge("tetrad_model_calls_unbooked", "Calls that wait to be stored, the database being away")
LOST = Counter("tetrad_model_calls_lost", "Calls that could not be stored")
BUDGET_SPENT = Counter("tetrad_model_budget_refusals", "Calls not made since the daily budget was spent")


def count(call: CallRow) -> None:
    """Add one call."""
    CALLS.labels(call.role, call.model, call.outcome).inc()
    TOKENS.labels(call.role, "prompt").inc(call.prompt_tokens)
    TOKENS.labels(call.role, "cached").inc(call.cached_tokens)
    TOKENS.labels(call.role, "completion").inc(call.completion_tokens)
    TOKENS.labels(call.role, "reasoning").inc(call.reasoning_tokens)
    COST.labels(call.role, call.model).inc((call.cost or 0) / 1_000_000)
