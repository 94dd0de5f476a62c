"""What the case asks for next, its points and their answers."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="case.menu",
        keys="ctrl+n",
        word=N_("What next"),
        tip=N_("List everything that can be done with this case now, the next step first."),
        action="menu",
        footer=1,
    ),
    Key(
        id="case.next_point",
        keys="pagedown",
        word=N_("Next point"),
        tip=N_("Go to the next point; what is typed here is kept."),
        action="point(1)",
        footer=3,
    ),
    Key(
        id="case.previous_point",
        keys="pageup",
        word=N_("Previous point"),
        tip=N_("Go to the point before; what is typed here is kept."),
        action="point(-1)",
    ),
    Key(
        id="case.words",
        keys="ctrl+u",
        word=N_("Words to use"),
        tip=N_("Show what an answer on this topic rests on and the agreed words; put them in."),
        action="words",
        footer=4,
    ),
    Key(
        id="case.repeat",
        keys="ctrl+a",
        word=N_("As before"),
        tip=N_("Fill what is empty on this point as on the one answered last; change the rest."),
        action="repeat",
    ),
    Key(
        id="case.record",
        keys="f5",
        word=N_("What happened"),
        tip=N_("Show everything that happened, who held the case, and the customer's own words."),
        action="record",
        footer=5,
    ),
    Key(
        id="case.explain",
        keys="ctrl+k",
        word=N_("Why this date"),
        tip=N_("Explain each deadline: the days counted, the days left out, the rule."),
        action="explain",
        footer=60,
    ),
    Key(
        id="case.six",
        keys="ctrl+down",
        word=N_("Next of the six"),
        tip=N_("Go to what the next of the six steps needs: listen, apologise, analyse and on."),
        action="six",
    ),
    Key(
        id="case.answer",
        keys="",
        word=N_("Answer points"),
        tip=N_("Go to the first point that is not answered yet."),
        action="answer",
    ),
    Key(
        id="case.add_point",
        keys="",
        word=N_("Another point"),
        tip=N_("Add a point that came out later; the reply must answer it too."),
        action="add_point",
    ),
    Key(
        id="case.discard",
        keys="ctrl+d",
        word=N_("Drop draft"),
        tip=N_("Throw away what is typed on this point and not saved; asks first."),
        action="discard",
    ),
    Key(
        id="case.papers",
        keys="f9",
        word=N_("Other letters"),
        tip=N_("List every kind of letter and slip for this case, and make one of them."),
        action="papers",
        footer=62,
    ),
    Key(
        id="case.files",
        keys="",
        word=N_("Files"),
        tip=N_("List the files of the case; attach one, show it, write it out again."),
        action="files",
    ),
)
