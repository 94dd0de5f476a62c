"""How Desk says no: a rule refuses in words for a clerk, a fault is the machine's and is logged."""


class Refusal(Exception):
    """A rule says no.

    `message` says what is wrong, `hint` what to do next, `field` names the input it is about
    (dotted path as in the JSON input, e.g. `points.2.finding`), `code` is stable for programs.
    Message and hint are already in the language of the person.
    """

    def __init__(self, message: str, hint: str = "", *, field: str = "", code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.field = field
        self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class Fault(Exception):
    """The machine failed: disk, database, printer. `hint` says what a person can do about it."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()
