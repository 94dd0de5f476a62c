"""How often backups are made, how long they stay, and where they go."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget

from desk.i18n import _
from desk.refusals import Refusal
from screens.dialogs.form import FormDialog, needed
from screens.widgets.field import ClerkInput
from screens.widgets.row import FieldRow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desk.backup.keeper import Keeper
    from desk.backup.rule import KeepRule
    from desk.services.base import Desk
    from desk.staff.model import Actor


class RuleForm(FormDialog):
    """Gives the rule as it is kept then."""

    draft = "backup_rule"

    def __init__(self, keeper: "Keeper") -> None:
        intro = _("It holds for this computer. The newest verified backup always stays.")
        super().__init__(_("Backups: the rule"), "rule", intro=intro)
        self._backups = keeper
        rule = keeper.rule
        self._numbers = {
            name: ClerkInput(str(getattr(rule, name)), limit=4)
            for name in ("every", "hours", "days", "months")
        }
        self._folder = ClerkInput(rule.folder, limit=1000, placeholder=_("empty: beside the book"))
        self._second = ClerkInput(
            rule.second, limit=1000, placeholder=_("a folder on a stick or a network drive")
        )

    def rows(self) -> Iterable[Widget]:
        words = {
            "every": _("Every so many hours"),
            "hours": _("Hours kept whole"),
            "days": _("Days, one of each"),
            "months": _("Months, one of each"),
        }
        for name, field in self._numbers.items():
            yield FieldRow(words[name], field, name=name)
        yield FieldRow(_("Folder"), self._folder, name="folder")
        yield FieldRow(_("Second place"), self._second, name="second")

    def work(self) -> "Callable[[Desk, Actor], KeepRule]":
        from desk.backup.rule import KeepRule
        from desk.services.backups import set_rule

        rule = KeepRule(
            **{name: _number(field.text, name) for name, field in self._numbers.items()},
            folder=self._folder.text,
            second=self._second.text,
        )
        return lambda desk, who: set_rule(desk, who, self._backups, rule)


def _number(text: str, field: str) -> int:
    typed = needed(text, field)
    if not (typed.isascii() and typed.isdecimal()):
        raise Refusal(_("Give a whole number."), field=field, code="not_a_number")
    return int(typed)
