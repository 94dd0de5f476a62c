"""What each figure is called, and the rule by which it is counted, in words."""

from desk.i18n import N_, say
from desk.insight.figures import By, Figure

_NAMES: dict[Figure, str] = {
    Figure.RECEIVED: N_("Cases received"),
    Figure.COMPLAINTS: N_("of these complaints"),
    Figure.CLOSED: N_("Closed in the period"),
    Figure.WITHDRAWN: N_("Withdrawn in the period"),
    Figure.ANNULLED: N_("Annulled in the period"),
    Figure.TERMINATED: N_("Service ended in the period"),
    Figure.OPEN: N_("Open when the period ended"),
    Figure.REPLY: N_("Answered in time"),
    Figure.EXTENDED: N_("of these within an extension"),
    Figure.CONTACT: N_("First contact in time"),
    Figure.BOTH: N_("Complaints contacted and answered in time"),
    Figure.AT_ONCE: N_("Settled the first time"),
    Figure.REPEATS: N_("Complaints about something closed before"),
    Figure.REOPENED: N_("Taken up again"),
    Figure.FOUND_TRUE: N_("Complaints found true, in part or whole"),
    Figure.REMINDED: N_("Reminders by customers"),
    Figure.REACHED: N_("Called back and reached"),
    Figure.SATISFIED: N_("Satisfied, of those reached"),
    Figure.NOTICES: N_("Everything told at once"),
    Figure.HANDOVERS: N_("Handovers followed to the end"),
    Figure.TASKS: N_("Tasks of departments in time"),
    Figure.PROMISES: N_("Promises kept by their day"),
    Figure.RAISED: N_("Raised by a rule, and settled"),
    Figure.INCIDENTS: N_("Incidents declared, and closed since"),
}

_RULES: dict[Figure, str] = {
    Figure.RECEIVED: N_(
        "By the time of receipt, also where it was typed in later. Annulled cases never count."
    ),
    Figure.COMPLAINTS: N_("Cases of the kind complaint, by the time of receipt."),
    Figure.CLOSED: N_(
        "By the time of closing, whenever they were received. A case that was taken up again "
        "counts by its last closing."
    ),
    Figure.WITHDRAWN: N_("By the time at which the customer took it back."),
    Figure.ANNULLED: N_("By the time of annulling; they count nowhere else."),
    Figure.TERMINATED: N_(
        "By the time at which the manager ended the service, also where new facts took the case up "
        "again. They are not among the closed."
    ),
    Figure.OPEN: N_("Received before the period ended and not ended by then."),
    Figure.REPLY: N_(
        "Replies that fell due in the period: those answered in time, out of all that ended or are "
        "past their day. Each round of a case counts once; an extended limit counts by its new "
        "day; what ended before its day without a reply does not count."
    ),
    Figure.EXTENDED: N_("Of the replies in time, those whose limit had been extended."),
    Figure.CONTACT: N_("First contacts that fell due in the period, counted like the replies."),
    Figure.BOTH: N_(
        "Complaints whose first reply fell due in the period: contacted in time and answered in "
        "time."
    ),
    Figure.AT_ONCE: N_(
        "Cases closed in the period, neither taken up again nor brought again on the same topic "
        "within the days of the playbook. A repeat may still come after the period."
    ),
    Figure.REPEATS: N_(
        "Complaints received, of a customer whose case on the same topic was closed within the "
        "days of the playbook before."
    ),
    Figure.REOPENED: N_("Cases that began a further round in the period."),
    Figure.FOUND_TRUE: N_("Complaints closed in the period with at least one point found true."),
    Figure.REMINDED: N_("Each time a customer asked again."),
    Figure.REACHED: N_(
        "Rounds in which somebody called back in the period, however often; reached at least once. "
        "What customers said of their own accord is not counted."
    ),
    Figure.SATISFIED: N_("Of the rounds reached with an answer, by the last answer."),
    Figure.NOTICES: N_(
        "First notices given in the period after which nothing was asked for that we had left out."
    ),
    Figure.HANDOVERS: N_(
        "Handovers offered in the period: accepted, the customer contacted since, and called back "
        "or the case closed. What still runs counts as not done yet."
    ),
    Figure.TASKS: N_("Tasks that fell due in the period, done by then; by the department."),
    Figure.PROMISES: N_("Promises of the period, kept on their day or before."),
    Figure.RAISED: N_("Each raising by a rule in the period; settled once its duty was done."),
    Figure.INCIDENTS: N_("By the time they were declared; they stand behind many cases."),
}

_OTHERS: dict[Figure, str] = {
    Figure.REPLY: N_("Answered late, or late and unanswered"),
    Figure.CONTACT: N_("First contact late"),
    Figure.NOTICES: N_("Notices that left something out"),
    Figure.HANDOVERS: N_("Handovers not at their end"),
}

WHOLE_RULE = N_(
    "A period runs from the first midnight to the last in the branch's own time. Below {least} the "
    "counts are given and no percentage. Cases about members of staff are counted like all "
    "others; who may not see them does not find them in the lists."
)

_BY: dict[By, str] = {
    By.TOPIC: N_("By topic"),
    By.UNIT: N_("By department"),
    By.KIND: N_("By kind"),
    By.CHANNEL: N_("By channel"),
    By.WHOLE: N_("The whole hall"),
}


def name_of(figure: Figure, language: str) -> str:
    """What a figure is called."""
    return say(_NAMES[figure], language)


def rule_of(figure: Figure, language: str) -> str:
    """How it is counted."""
    return say(_RULES[figure], language)


def other_name(figure: Figure, language: str) -> str:
    """What those are called for which the figure does not hold; "" where that has no name."""
    return say(_OTHERS[figure], language) if figure in _OTHERS else ""


def by_name(by: By, language: str) -> str:
    """What a breakdown is called."""
    return say(_BY[by], language)
