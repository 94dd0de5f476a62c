"""The tour at work: where somebody is in it, what they have done, what to tell them next."""

import logging
from typing import TYPE_CHECKING

from textual.timer import Timer

from desk.i18n import _, current
from desk.refusals import Fault, Refusal
from desk.tour import Progress, Step, TourNotes, steps
from screens.tour.coach import COACHED, Coach
from screens.tour.seen import Scene, reached

if TYPE_CHECKING:
    from desk.views import CaseFile
    from screens.app import DeskApp

log = logging.getLogger(__name__)

LOOK = 0.4
"""Seconds between two looks at what was done."""


class Guide:
    """Shows the coach on whatever is in front, and goes on when a step is seen to be done.

    Nothing of the work waits for it. It runs where the branch is made up, and nowhere else.
    """

    def __init__(self, app: "DeskApp", notes: TourNotes) -> None:
        self._app = app
        self._notes = notes
        self._timer: Timer | None = None
        self._asking = False
        found = notes.read() or Progress()
        self.reference = found.reference
        names = [step.id for step in self._steps]
        self.at = names.index(found.step) if found.step in names else 0

    @property
    def _steps(self) -> tuple[Step, ...]:
        return steps(current())

    @property
    def step(self) -> Step:
        """The step that is next."""
        return self._steps[self.at]

    @property
    def running(self) -> bool:
        """Whether the coach is on the screen."""
        return self._timer is not None

    @property
    def begun(self) -> bool:
        """Whether there is something to take up again."""
        return self.at > 0

    # -- begun, left, taken up again -------------------------------------------------------

    def start(self, *, anew: bool = False) -> None:
        """Show the coach, at the step where it was left, or from the beginning."""
        if anew:
            self.at, self.reference = 0, ""
        if self._timer is None:
            self._timer = self._app.set_interval(LOOK, self.look)
        self._keep()
        self.look()

    def leave(self) -> None:
        """Take the coach away; the step is remembered."""
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        self._keep()
        for stack in self._app._screen_stacks.values():
            for screen in stack:
                screen.query(Coach).remove()
                screen.remove_class(COACHED)

    def move(self, step: int) -> None:
        """Go on without having done it, or one back."""
        self.at = min(max(self.at + step, 0), len(self._steps) - 1)
        self._keep()
        self._show()

    def _keep(self) -> None:
        try:
            self._notes.write(Progress(self.step.id, self.reference, not self.running))
        except Fault as fault:
            self._app.tell(fault.message, severity="warning")

    # -- looking ---------------------------------------------------------------------------

    def look(self) -> None:
        """See what was done since the last look."""
        self._show()
        self._note_case()
        if not self.reference or self._app.actor is None:
            self._seen(None)
        elif not self._asking:
            self._asking = True
            self._app.run_worker(self._read, thread=True, exit_on_error=False, group="tour")

    def _note_case(self) -> None:
        """The case that was registered while the tour waited for one."""
        room = self._app.room
        before = [step.id for step in self._steps].index("register")
        if self.at <= before and room is not None and room.scope == "registered":
            self.reference = room.subject

    def _read(self) -> None:
        from desk.services.lists import case_file

        file: CaseFile | None = None
        try:
            file = case_file(self._app.wait_for_desk(), self._app.who, self.reference)
        except (Fault, Refusal, RuntimeError) as error:
            # Somebody sits there who may not see it, or nobody: the next look tries again.
            log.info("the tour sees nothing: %s", type(error).__name__)
        self._app.call_from_thread(self._seen, file)

    def _seen(self, file: "CaseFile | None") -> None:
        self._asking = False
        if not self.running:
            return
        at = reached([step.id for step in self._steps], self.at, Scene(self._app, file))
        if at != self.at:
            self.at = at
            self._keep()
            self._show()

    def _show(self) -> None:
        """Have the coach stand on what is in front, and tell the step."""
        screen = self._app.screen
        if not self.running or not screen.is_mounted:
            return
        coach = next(iter(screen.query(Coach)), None)
        if coach is None:
            coach = Coach()
            screen.add_class(COACHED)
            room = screen.query("#room")
            if room:
                screen.mount(coach, after=room.first())
            else:
                coach.add_class("-docked")
                screen.mount(coach)
        coach.tell(self.step, self.at, len(self._steps))


def choose(app: "DeskApp") -> None:
    """Begin the tour, or, where it was begun, ask what to do with it."""
    from screens.dialogs.pick import Pick, Way

    guide = app.guide
    if guide is None:
        return
    if not guide.begun and not guide.running:
        guide.start()
        return

    def chosen(name: str | None) -> None:
        if name == "leave":
            guide.leave()
            app.tell(_("The tour is left."), _("“Tour” in the list of all actions takes it up."))
        elif name in ("on", "anew"):
            guide.start(anew=name == "anew")
        elif name is not None:
            guide.start()
            guide.move(1 if name == "skip" else -1)

    ways = [
        Way(
            "on",
            _("Go on"),
            _("with step {at}: {title}").format(at=guide.at + 1, title=guide.step.title),
        ),
        Way("skip", _("Skip this step")),
        Way("again", _("One step back")),
        Way("anew", _("From the beginning"), _("with another customer")),
        Way("leave", _("Leave the tour"), _("it is remembered how far you came")),
    ]
    app.push_screen(Pick(_("Tour"), ways), chosen)
