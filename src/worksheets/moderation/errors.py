"""What can go wrong when a provider is asked.

ModerationError
└── ModerationUnavailable   the provider gave no usable answer in time
"""


class ModerationError(Exception):
    """Root of this package's errors."""


class ModerationUnavailable(ModerationError):
    """`reason` tells what happened in a word; it never holds a text."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"The provider of moderation gave no usable answer: {reason}.")
        self.reason = reason
