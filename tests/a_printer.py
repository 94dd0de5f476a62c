"""A printer for tests: it remembers its jobs, and does with them what it is told."""

from dataclasses import dataclass, field

from desk.letter.printer import ONE_SIDE, JobState, JobStatus, Sheets
from desk.refusals import Fault


class PowerCut(BaseException):
    """The computer goes off in the middle of what it does."""


@dataclass
class FakePrinter:
    """A queue. `fails` are names it does not take, `states` what became of its jobs.

    `cut_before` and `cut_after` are names at which the power goes, before or after the job is in
    the queue; `knows` is whether the queue can be asked for a name.
    """

    fails: set[str] = field(default_factory=set)
    states: dict[str, JobStatus] = field(default_factory=dict)
    cut_before: set[str] = field(default_factory=set)
    cut_after: set[str] = field(default_factory=set)
    knows: bool = True
    sent: list[tuple[str, bytes, Sheets]] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The numbers of the letters it was sent, in order."""
        return [name.rpartition("-")[0] for name, _content, _sheets in self.sent]

    def _told(self, name: str, among: set[str]) -> bool:
        return any(name.startswith(one) for one in among)

    def send(self, content: bytes, name: str, sheets: Sheets = ONE_SIDE) -> str:
        if self._told(name, self.cut_before):
            raise PowerCut
        if self._told(name, self.fails):
            raise Fault("The cable is out.", "Put it in.")
        self.sent.append((name, content, sheets))
        if self._told(name, self.cut_after):
            raise PowerCut
        return f"HALL-{len(self.sent)}"

    def look(self, job: str) -> JobStatus:
        return self.states.get(job, JobStatus(state=JobState.DONE))

    def find(self, name: str) -> str | None:
        if not self.knows:
            return None
        jobs = [at for at, (sent, _c, _s) in enumerate(self.sent, 1) if sent == name]
        return f"HALL-{jobs[-1]}" if jobs else ""
