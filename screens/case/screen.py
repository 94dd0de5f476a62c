"""A case: its head, its points on the left, the answer to one of them on the right."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from desk.customer import Draft
from desk.gates import gates_of
from desk.i18n import N_, _
from desk.point import IssuePoint
from desk.progress import is_answered
from desk.refusals import Refusal
from desk.services import drafts, lists, points
from desk.services.base import Desk
from desk.staff.model import Actor
from desk.views import CaseFile
from screens.case.content import Content, changed, content_of, form_of
from screens.case.form import AnswerPanel, labels
from screens.case.head import Head
from screens.case.helping import Helping
from screens.case.incident_acts import IncidentActs
from screens.case.judge import Remark, remarks
from screens.case.people import PeopleOfCase
from screens.case.points import PointList, remarks_on
from screens.case.record import told
from screens.case.record_acts import RecordActs
from screens.case.six import SixSteps
from screens.case.typed import Typed
from screens.copying import Copy, about
from screens.dialogs.confirm import Confirm
from screens.keys import bindings
from screens.plain import shown
from screens.widgets.paged import PagedList

NEWS = 12
"""Events shown beside the form where there is room; F5 shows all."""


@dataclass(frozen=True, slots=True)
class Read:
    """What one look into the book brought: the case, and this person's drafts on its points."""

    file: CaseFile
    drafts: list[Draft]


class CaseScreen(Helping, RecordActs, IncidentActs, PeopleOfCase, SixSteps):
    """One case, named by the reference in `subject`."""

    CSS_PATH = "case.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-high")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("case")]
    AUTO_FOCUS = "#points"
    scope = "case"
    heading = N_("Case")
    save_word = N_("Save answer")

    def foot_first(self) -> Mapping[str, int]:
        # Once every point is answered the letter is next.
        answered = self.file is not None and all(map(is_answered, self.file.points))
        return {"letters": 2} if answered else {}

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self._typed = Typed(self)
        self._jump = ""
        self.saved_last = 0
        """The point whose answer this person saved last."""
        self._head = Head()
        self._points = PointList()
        self._news = Static()

    def body(self) -> Iterable[Widget]:
        news = VerticalScroll(self._news, id="news", classes="panel")
        news.can_focus = False
        news.border_title = shown(_("What happened · F5 all"))
        self._points.border_title = shown(_("Points"))
        self.form.border_title = shown(_("Answer"))
        yield self._head
        yield Horizontal(Vertical(self._points, news, id="left"), self.form, id="work")

    def reference(self) -> str:
        return self.subject

    def copies(self) -> list[Copy]:
        return list(about(self.file)) if self.file is not None else super().copies()

    # -- reading ---------------------------------------------------------------------------

    def arrived(self, *, again: bool) -> None:
        self.load()

    def load(self) -> None:
        self.read(self._look, self._show)

    def _look(self, desk: Desk, who: Actor) -> Read:
        kept = drafts.drafts(desk, who, "answer")
        mine = [draft for draft in kept if draft.subject.startswith(f"{self.subject}/")]
        return Read(lists.case_file(desk, who, self.subject), mine)

    def _show(self, read: Read, *, note: bool = True) -> None:
        desk = self.desk_app.desk
        if desk is None:
            return
        first = self.file is None
        if note:
            self._note_form()
        self.file = read.file
        self._typed.take(read.file.points, read.drafts if first else [])
        self._head.show(read.file, desk, self.desk_app.who)
        self._news.update(told(read.file, desk, most=NEWS, narrative=True))
        self.form.suggest_owner(desk.playbook.topics[read.file.case.topic].department)
        position = self.form.position or self._first_open()
        self._points.show_points(read.file.points, position)
        self._show_point(position)
        self.form.disabled = self.ended
        self.refresh_keys()
        if self._jump:
            path, self._jump = self._jump, ""
            self.jump(path)
        elif first and not self.ended:
            self.form.go_to("finding")

    def _first_open(self, after: int = 0) -> int:
        """The first point that is not answered, from the one after `after` on; 0 without points."""
        found = self.file.points if self.file else ()
        ring = [*(p for p in found if p.position > after), *found]
        open_ = [p.position for p in ring if not is_answered(p)]
        return next(iter(open_), ring[0].position if ring else 0)

    def point(self, position: int) -> IssuePoint | None:
        """The point with this number."""
        found = self.file.points if self.file else ()
        return next((p for p in found if p.position == position), None)

    # -- one point -------------------------------------------------------------------------

    def _show_point(self, position: int) -> None:
        point, desk = self.point(position), self.desk_app.desk
        self.form.display = point is not None
        if point is None or desk is None:
            return
        names = {key: article.cited for key, article in desk.spoken.articles.items()}
        self.form.show(point, self._typed.content(position), names)
        self._shown_state(position)

    def _shown_state(self, position: int) -> None:
        """The signs around the form: what is not saved, what the gates wait for."""
        desk, case = self.desk_app.desk, self.file.case if self.file else None
        if desk is None or case is None:
            return
        looked_at = self._typed.as_point(position)
        day = desk.hours.day_of(desk.clock.now())
        self.form.show_gates(gates_of(desk.spoken, case.topic, looked_at, day))
        typed = self._typed.words(position, desk)
        self.form.note("\n".join(filter(None, (typed, *remarks_on(self.file, position)))))
        self.form.border_subtitle = shown(
            _("not saved yet · Ctrl+S saves") if self._typed.unsaved(position) else _("saved")
        )
        self._points.mark_unsaved(self._typed.positions)
        self.refresh_keys()

    def _note_form(self) -> None:
        """Take down what stands in the form, also a key whose message is still on its way."""
        if self.form.position:
            self._typed.note(self.form.position, self.form.content())

    def go_to_point(self, position: int) -> None:
        """Show another point; what is typed on this one is kept."""
        if position == self.form.position or self.point(position) is None:
            return
        self._note_form()
        self._typed.keep()
        self._show_point(position)
        for at, point in enumerate(self._points.rows):
            if point.position == position:
                self._points.cursor = at

    @on(PagedList.Marked, "#points")
    def _marked(self, message: PagedList.Marked) -> None:
        if message.row is not None and self.form.position:
            self.go_to_point(message.row.position)

    @on(PagedList.Chosen, "#points")
    def _chosen(self) -> None:
        self.form.go_to("finding")

    @on(AnswerPanel.Typed)
    def _was_typed(self, message: AnswerPanel.Typed) -> None:
        if message.position == self.form.position:
            self._typed.note(message.position, message.content)
            self._shown_state(message.position)

    def jump(self, path: str) -> None:
        """Go to a field by its dotted path, e.g. points.2.remedy, as letters and services name it.

        May be called before the case has been read.
        """
        if self.file is None:
            self._jump = path
            return
        if path == "printed_name":
            self.ask_printed_name()
        parts = path.split(".")
        if parts[0] == "points" and len(parts) > 1 and parts[1].isdigit():
            self.go_to_point(int(parts[1]))
            name = parts[2] if len(parts) > 2 else "finding"
            self.call_after_refresh(self.form.go_to, Remark.field_of(name))

    # -- saving ----------------------------------------------------------------------------

    def save(self) -> None:
        position, desk = self.form.position, self.desk_app.desk
        if not position or desk is None or self.ended:
            self.desk_app.nothing_to("save")
            return
        self._note_form()
        self.form.say_nothing()
        content, stored = self._typed.content(position), self._typed.stored(position)
        if not changed(content, stored):
            self.desk_app.tell(_("Point {n} stands as it was saved.").format(n=position))
            return
        try:
            today = desk.hours.day_of(desk.clock.now())
            form = form_of(content, stored, today=today, calendar=desk.calendar)
        except Refusal as refusal:
            self.refused(refusal)
            return
        reference, version = self.subject, self._typed.version(position)

        def work(desk: Desk, who: Actor) -> tuple[Read, list[Remark]]:
            point = points.answer_point(desk, who, reference, position, form, version=version)
            return self._look(desk, who), remarks(desk, self.subject, point)

        self.write(work, partial(self._saved, position, content), refused=self._not_saved)

    def _saved(self, position: int, sent: Content, kept: tuple[Read, list[Remark]]) -> None:
        read, found = kept
        point = next(p for p in read.file.points if p.position == position)
        here = self.form.position == position
        if not here:
            self._note_form()
        later = self.form.content() if here else sent
        self._typed.saved(point, None if later == sent else later)
        self._show(read, note=False)
        self.saved_last = position
        said = _("Point {n} is saved.").format(n=position)
        if not is_answered(point):
            lacks = _lacks(point)
            words = "、".join(labels()[name] for name in lacks)
            self.desk_app.tell(said, _("Still missing: {what}.").format(what=words))
            if here:
                self.form.go_to(lacks[0])
            return
        if found:
            words = "、".join(labels()[remark.field] for remark in found)
            hint = _("Before the letter goes out, point {n} still needs: {what}.")
            self.desk_app.tell(said, hint.format(n=position, what=words))
            if here:
                # A field that shows anew what was stored takes back what stands beside it.
                self.call_after_refresh(self.form.mark, position, found)
            return
        following = self._first_open(after=position)
        next_point = self.point(following)
        if next_point is not None and not is_answered(next_point):
            self.desk_app.tell(said, _("Next: point {n}.").format(n=following))
            self.go_to_point(following)
            self.form.go_to("finding")
        else:
            self.desk_app.tell(said, _("Every point is answered: F7 writes the letter."))

    def _not_saved(self, refusal: Refusal) -> None:
        if refusal.code != "changed_meanwhile":
            self.refused(refusal)
            return
        self.read(self._look, self._compare, group="compare")

    def _compare(self, read: Read) -> None:
        from screens.case.changed import ChangedMeanwhile

        position = self.form.position
        point = next((p for p in read.file.points if p.position == position), None)
        if point is None:
            return
        mine, theirs = self._typed.content(position), content_of(point)

        def decided(answer: str | None) -> None:
            if answer is None:
                return
            self._typed.saved(point, mine if answer == "mine" else None)
            self._show(read, note=False)

        name = read.file.names.get(point.answered_by or "", "?")
        fields = changed(mine, theirs)
        self.app.push_screen(ChangedMeanwhile(name, mine, theirs, labels(), fields), decided)

    # -- keys ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "discard":
            return True if self._typed.unsaved(self.form.position) else None
        return super().check_action(action, parameters)

    def action_point(self, step: int) -> None:
        at = self._points.cursor + int(step)
        if 0 <= at < len(self._points.rows):
            self.go_to_point(self._points.rows[at].position)
            self.form.go_to("finding")

    def typed_on(self, position: int) -> Content:
        """What stands in the form of a point, saved or not."""
        return self._typed.content(position)

    def action_repeat(self) -> None:
        from screens.case.repeat import repeat

        row = self.form.rows.get(self.field_here())
        if row is not None and row.slip is not None:
            # The same key says it better: what pushes a customer away comes first.
            row.action_mend()
            return
        if self.form.position and not self.ended:
            repeat(self)

    def action_answer(self) -> None:
        self.go_to_point(self._first_open())
        self.form.go_to("finding")

    def action_discard(self) -> None:
        position = self.form.position

        def agreed(yes: bool | None) -> None:
            if yes:
                self._typed.forget(position)
                self._show_point(position)

        words = _("What is typed on point {n} and not saved will be gone.").format(n=position)
        self.app.push_screen(
            Confirm(words, yes=_("Throw it away"), no=_("Keep it"), loses=True), agreed
        )

    def letters(self) -> None:
        # No hand is so fast that a letter is submitted past what is half typed here.
        self._note_form()
        self._typed.keep()
        super().letters()

    def close(self) -> None:
        self._note_form()
        self._typed.keep()
        super().close()


def _lacks(point: IssuePoint) -> list[str]:
    """The fields without which a point is not answered, in their order."""
    wanted: dict[str, Callable[[IssuePoint], Any]] = {
        "finding": lambda p: p.finding.strip(),
        "conclusion": lambda p: p.conclusion,
        "remedy": lambda p: p.remedy.strip(),
    }
    return [name for name, there in wanted.items() if not there(point)]
