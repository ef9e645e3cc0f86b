"""What can end the work on a generation, though nothing is wrong with it.

GenerationError
└── EndedElsewhere   it was cancelled or given up, or another worker has taken it over
"""


class GenerationError(Exception):
    """Root of this package's errors."""


class EndedElsewhere(GenerationError):
    """Whatever has not been saved yet must not be."""
