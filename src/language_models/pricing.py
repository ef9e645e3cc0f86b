"""What tokens cost."""

import datetime
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from language_models.model import Usage


class Price(Struct, frozen=True, forbid_unknown_fields=True):
    """Per million tokens, in the configured currency, as the provider's list said on `date`.

    `cached_input` is for prompt tokens that the provider had kept; None: they cost what others do.
    """

    input: Decimal
    output: Decimal
    date: datetime.date
    cached_input: Decimal | None = None

    def cost(self, usage: Usage) -> int:
        """What the tokens cost, in millionths of the currency."""
        cached = self.input if self.cached_input is None else self.cached_input
        fresh = max(0, usage.prompt_tokens - usage.cached_tokens)
        total = fresh * self.input + usage.cached_tokens * cached + usage.completion_tokens * self.output
        return int(total.to_integral_value(ROUND_HALF_UP))
