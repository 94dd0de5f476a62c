"""What a clause looks like by its grammar: asking for something, asking, or neither."""

from desk.enums import PointKind
from desk.suggest import cues


def looks_like(said: str, asked: bool) -> PointKind:
    """The kind of a clause without its lead-in; `asked`: a question mark stands after it."""
    if cues.RHETORICAL.search(said):
        return PointKind.ALLEGATION
    told = cues.TOLD.search(said) or cues.SELF_ASKED.search(said)
    request = cues.REQUEST.search(said)
    if (
        request
        and not (request.group().startswith("把") and said.endswith("了"))
        and not (told and told.start() <= request.start())
        and not (cues.NOT_GIVEN.search(said) and not cues.WISH_FIRST.match(said))
        and not cues.OWN_ABILITY.match(said)
    ):
        return PointKind.REQUEST
    question = cues.QUESTION.search(said)
    if asked or (question and not (told and told.start() <= question.start())):
        return PointKind.QUESTION
    return PointKind.ALLEGATION


def plainly_asks(said: str, asked: bool) -> bool:
    """Whether a clause without its lead-in begins with a wish: "I demand …", "please …"."""
    return cues.WISH_FIRST.match(said) is not None and looks_like(said, asked) is PointKind.REQUEST
