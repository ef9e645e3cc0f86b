"""Several models as one: in turn, until one answers, within one deadline."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from msgspec.structs import replace

from language_models.books import Books
from language_models.breakers import Breakers
from language_models.budget import Budget
from language_models.errors import (
    DeadlineExceeded,
    ModelFailed,
    NoModel,
    ProviderDown,
    RateLimited,
    Refused,
    ReplyFailed,
    RequestRejected,
    Truncated,
    Unavailable,
)
from language_models.lineup import Offer, Order, Plan, SchemaSupport
from language_models.model import Completion, Prompt, Purpose, estimate_usage
from language_models.one_object import OneObject
from language_models.openai_compatible import last
from language_models.provided_model import Patience, ProvidedModel
from language_models.reply import Reply
from language_models.store import CallRow

RETRY_PAUSE = 0.25
# A provider that asks for a longer pause is not waited for.
LONGEST_RETRY_AFTER = 2.0

# What concerns the request can be mended by whoever asks; what concerns an account only by the operator.
_MOST_TELLING: tuple[type[ModelFailed], ...] = (
    Refused,
    RequestRejected,
    ReplyFailed,
    RateLimited,
    DeadlineExceeded,
    Unavailable,
    ProviderDown,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A model that may be asked."""

    offer: Offer
    model: ProvidedModel
    schema: SchemaSupport


@dataclass(frozen=True, slots=True)
class Office:
    """What all routes of a process share."""

    breakers: Breakers
    books: Books
    budget: Budget
    currency: str


class FallbackRoute:
    """See Route. Before any text has come, a failure is answered by the next model; afterwards it is raised.

    Each attempt may be silent for its share of the time that is left, divided by the models that are left; the last
    one for all of it. The last model is tried once more where that may help.
    """

    def __init__(self, purpose: Purpose, candidates: Sequence[Candidate], plan: Plan, office: Office) -> None:
        self._purpose, self._candidates, self._plan, self._office = purpose, candidates, plan, office
        self._to_be_last: set[str] = set()
        self._answered: Candidate | None = None

    @property
    def name(self) -> str:
        """The model that answered last, or would be asked first."""
        first = next(iter(self._candidates), None)
        named = self._answered or first
        return "none" if named is None else named.offer.model

    def distrust(self) -> bool:
        """See Route."""
        if self._answered is not None:
            self._to_be_last.add(self._answered.offer.name)
        return any(candidate.offer.name not in self._to_be_last for candidate in self._candidates)

    async def complete(self, prompt: Prompt, *, deadline: float) -> Completion:
        """See LanguageModel."""
        return await last(self.stream(prompt, deadline=deadline))

    async def stream(self, prompt: Prompt, *, deadline: float) -> AsyncGenerator[str | Completion, None]:
        """See LanguageModel. Raises NoModel and BudgetSpent too; when every model failed, the most telling failure."""
        if not self._candidates:
            raise NoModel(_nobody(self._purpose))
        clock = asyncio.get_running_loop().time
        ends = clock() + deadline
        await self._office.budget.require()
        prompt = self._capped(prompt)
        left = self._in_order(prompt)
        failures: list[ModelFailed] = []
        is_retry = False
        while left and (not failures or clock() < ends):
            candidate = left.pop(0)
            patience = Patience(ends, (ends - clock()) / (len(left) + 1))
            try:
                async with aclosing(self._attempt(candidate, prompt, patience)) as pieces:
                    async for piece in pieces:
                        yield piece
            except ModelFailed as failure:
                if _has_text(failure):
                    raise
                failures.append(failure)
                pause = None if left or is_retry else _pause_before_retry(failure)
                if pause is not None and clock() + pause < ends:
                    is_retry = True
                    await asyncio.sleep(pause)
                    left.append(candidate)
            else:
                return
        raise min(failures, key=_rank)

    async def _attempt(
        self, candidate: Candidate, prompt: Prompt, patience: Patience
    ) -> AsyncGenerator[str | Completion, None]:
        """One model's reply, in the books and in the breakers' memory however it ends."""
        only = None if candidate.schema is SchemaSupport.JSON_SCHEMA else OneObject()
        reply = Reply(prompt, candidate.offer.model, only)
        outcome, failed = "left", None
        self._office.breakers.begin(candidate.offer)
        try:
            async with aclosing(candidate.model.attempt(prompt, self._plan, reply, patience)) as pieces:
                async for piece in pieces:
                    self._answered = candidate
                    yield piece
            outcome = "ok"
        except ModelFailed as failure:
            outcome, failed = failure.word, failure
            if not isinstance(failure, Truncated):
                self._to_be_last.add(candidate.offer.name)
            raise
        finally:
            completion = reply.so_far()
            self._office.books.book(self._call(candidate.offer, outcome, completion))
            self._office.breakers.end(
                candidate.offer,
                has_ended_well=outcome == "ok",
                failure=failed,
                seconds=completion.milliseconds / 1000,
            )
        yield completion

    def _capped(self, prompt: Prompt) -> Prompt:
        most = self._plan.max_tokens
        return prompt if most is None or prompt.max_tokens <= most else replace(prompt, max_tokens=most)

    def _in_order(self, prompt: Prompt) -> list[Candidate]:
        """Those that are not left alone, or all when all are; what has failed on this route comes last."""
        candidates = [each for each in self._candidates if not self._office.breakers.is_open(each.offer)]
        candidates = candidates or list(self._candidates)
        if self._plan.order is Order.COST:
            candidates.sort(key=lambda each: _most_it_may_cost(each.offer, prompt))
        return sorted(candidates, key=lambda each: each.offer.name in self._to_be_last)

    def _call(self, offer: Offer, outcome: str, completion: Completion) -> CallRow:
        usage, price, purpose = completion.usage, offer.price, self._purpose
        return CallRow(
            id=uuid4(),
            at=datetime.now(UTC),
            role=purpose.role,
            provider=offer.provider,
            model=offer.model,
            asker=purpose.asker,
            generation_id=purpose.generation_id,
            language=purpose.language,
            outcome=outcome,
            prompt_tokens=usage.prompt_tokens,
            cached_tokens=usage.cached_tokens,
            completion_tokens=usage.completion_tokens,
            reasoning_tokens=usage.reasoning_tokens,
            is_estimate=usage.is_estimate,
            milliseconds=completion.milliseconds,
            cost=None if price is None else price.cost(usage),
            currency=self._office.currency,
            input_price=price and price.input,
            cached_input_price=price and price.cached_input,
            output_price=price and price.output,
            price_date=price and price.date,
        )


def _has_text(failure: ModelFailed) -> bool:
    return failure.completion is not None and failure.completion.text != ""


def _pause_before_retry(failure: ModelFailed) -> float | None:
    """Seconds after which the same model may do better; None when it will not, or not soon enough."""
    if not failure.is_retryable:
        return None
    pause = (failure.retry_after if isinstance(failure, RateLimited) else None) or RETRY_PAUSE
    return pause if pause <= LONGEST_RETRY_AFTER else None


def _rank(failure: ModelFailed) -> int:
    return next(place for place, kind in enumerate((*_MOST_TELLING, ModelFailed)) if isinstance(failure, kind))


def _most_it_may_cost(offer: Offer, prompt: Prompt) -> float:
    """In millionths of the currency. A model without a price comes after all that have one."""
    asked = estimate_usage(prompt, "")
    return (
        float("inf") if offer.price is None else offer.price.cost(replace(asked, completion_tokens=prompt.max_tokens))
    )


def _nobody(purpose: Purpose) -> str:
    wishes = [f"the role {purpose.role!r}", purpose.language and f"the language {purpose.language!r}"]
    wishes.append(purpose.subject and f"the subject {purpose.subject!r}")
    return f"no model is configured for {', '.join(wish for wish in wishes if wish)}: name one in TETRAD_PROVIDERS"
