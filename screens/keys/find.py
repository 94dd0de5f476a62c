"""Keys of the search box; the box itself has the focus all the time."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="find.open",
        keys="enter",
        word=N_("Open hit"),
        tip=N_("Open the hit that is marked; the arrows move the mark."),
        action="accept",
        footer=1,
        priority=False,
    ),
    Key(
        id="find.kind",
        keys="ctrl+k",
        word=N_("Kind of hit"),
        tip=N_("Show cases, customers or letters alone, one after the other, then all again."),
        action="kind",
        footer=2,
    ),
    Key(
        id="find.knowledge",
        keys="f9",
        word=N_("Articles and scripts"),
        tip=N_("Show articles of law and prepared scripts alone, or everything again."),
        action="knowledge",
        footer=8,
    ),
    Key(
        id="find.running",
        keys="ctrl+n",
        word=N_("Open, mine"),
        tip=N_("Show open cases alone, then those that you hold, then all again."),
        action="running",
        footer=3,
    ),
    Key(
        id="find.topic",
        keys="ctrl+e",
        word=N_("By topic"),
        tip=N_("Show what is about one topic alone."),
        action="topic",
        footer=4,
    ),
    Key(
        id="find.period",
        keys="ctrl+d",
        word=N_("Period"),
        tip=N_("Show the last 7 days, 30 days or 12 months alone, then all again."),
        action="period",
        footer=5,
    ),
    Key(
        id="find.order",
        keys="ctrl+y",
        word=N_("Due first"),
        tip=N_("Put open cases that are due first on top, or the newest hits again."),
        action="order",
        footer=6,
    ),
    Key(
        id="find.everything",
        keys="f5",
        word=N_("Everything"),
        tip=N_("Take back whatever narrows the search."),
        action="everything",
        footer=7,
    ),
)
