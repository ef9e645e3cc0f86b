"""Why a sheet was not printed.

PdfError
├── UnprintableSheet          the sheet itself cannot be printed; asking again will not help
│   ├── UnprintableFormula    a formula is outside of the subset that can be set
│   ├── InconsistentQuestion  an answer names an option that is not there, or there are more options than letters
│   └── TooManyPages          the sheet would be longer than the limit
└── RenderFailed              this attempt failed; the pool lives on
    ├── RenderTimeout         the deadline passed and the worker was stopped
    ├── RendererCrashed       the worker died or ran out of memory
    ├── RendererBusy          too many sheets are waiting already
    └── RendererStopped       the renderer was not started, or has been stopped
"""


class PdfError(Exception):
    """No PDF was made."""


class UnprintableSheet(PdfError):
    """The sheet itself cannot be printed."""


class UnprintableFormula(UnprintableSheet):
    """`number` is the question (0 for the title), `latex` the formula, `reason` what to change in it."""

    def __init__(self, number: int, latex: str, reason: str) -> None:
        super().__init__(number, latex, reason)
        self.number = number
        self.latex = latex
        self.reason = reason

    def __str__(self) -> str:
        place = f"question {self.number}" if self.number else "the title"
        return f"the formula {self.latex!r} of {place} cannot be printed: {self.reason}"


class InconsistentQuestion(UnprintableSheet):
    """Question `number` does not hang together."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return (
            f"the answer of question {self.number} names an option that the question does not have,"
            " or it has more options than there are letters; correct the question"
        )


class TooManyPages(UnprintableSheet):
    """The sheet takes `pages`; `limit` are allowed."""

    def __init__(self, pages: int, limit: int) -> None:
        super().__init__(pages, limit)
        self.pages = pages
        self.limit = limit

    def __str__(self) -> str:
        return f"the sheet takes {self.pages} pages, {self.limit} are allowed; split it into several sheets"


class RenderFailed(PdfError):
    """This attempt failed; the same sheet may be tried again."""


class RenderTimeout(RenderFailed):
    """The sheet was not ready after `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds

    def __str__(self) -> str:
        return f"the sheet was not printed within {self.seconds:g} s; make it shorter or try again"


class RendererCrashed(RenderFailed):
    """The worker ended with `exit_code` while it was printing."""

    def __init__(self, exit_code: int) -> None:
        super().__init__(exit_code)
        self.exit_code = exit_code

    def __str__(self) -> str:
        return f"the process that was printing the sheet ended with code {self.exit_code}; try again"


class RendererBusy(RenderFailed):
    """`waiting` sheets stand in the queue already."""

    def __init__(self, waiting: int) -> None:
        super().__init__(waiting)
        self.waiting = waiting

    def __str__(self) -> str:
        return f"{self.waiting} sheets are waiting to be printed; try again in a few seconds"


class RendererStopped(RenderFailed):
    """The renderer is not running."""

    def __str__(self) -> str:
        return "the renderer is not running; call start() first"
