"""Keys of the month table."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="insight.behind",
        keys="enter",
        word=N_("The cases"),
        tip=N_("List the cases behind the marked figure."),
        action="behind",
        footer=1,
        priority=False,
    ),
    Key(
        id="insight.before",
        keys="left",
        word=N_("Month before"),
        tip=N_("Show the month before this one."),
        action="month(-1)",
        footer=2,
        priority=False,
    ),
    Key(
        id="insight.after",
        keys="right,ctrl+n",
        word=N_("Month after"),
        tip=N_("Show the month after this one."),
        action="month(1)",
        footer=3,
        priority=False,
    ),
    Key(
        id="insight.days",
        keys="ctrl+e",
        word=N_("Other days"),
        tip=N_("Count from one day to another instead of a month, beside as many days before."),
        action="days",
        footer=4,
    ),
    Key(
        id="insight.charts",
        keys="ctrl+k",
        word=N_("Charts"),
        tip=N_("Show weeks, months, topics and what was in time as pictures, or as a table."),
        action="charts",
        footer=4,
    ),
    Key(
        id="insight.print",
        keys="ctrl+y",
        word=N_("Print"),
        tip=N_("Print the month table."),
        action="print_month",
        footer=5,
    ),
    Key(
        id="insight.served",
        keys="ctrl+u",
        word=N_("Customers served"),
        tip=N_("Note how many customers the hall serves, for complaints per million."),
        action="served",
        footer=6,
    ),
    Key(
        id="insight.reload",
        keys="f5",
        word=N_("Reload"),
        tip=N_("Count again."),
        action="reload",
        footer=60,
    ),
)
