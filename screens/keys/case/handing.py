"""Who has the case: whose matter it is, handovers, escalations."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="case.hand_over",
        keys="ctrl+e",
        word=N_("Hand over"),
        tip=N_("Offer the case to a named person; you hold it until it is accepted."),
        action="hand_over",
        footer=62,
    ),
    Key(
        id="case.accept",
        keys="ctrl+y",
        word=N_("Accept"),
        tip=N_("Accept the handover that is offered to you."),
        action="accept",
    ),
    Key(
        id="case.by_word",
        keys="",
        word=N_("Answer by word"),
        tip=N_("Write down the answer of a receiver who cannot sign in here."),
        action="by_word",
    ),
    Key(
        id="case.end_offer",
        keys="ctrl+x",
        word=N_("Decline or take back"),
        tip=N_("Decline the handover that is offered to you, or take back the one you offered."),
        action="end_offer",
    ),
    Key(
        id="case.take_over",
        keys="",
        word=N_("Take over"),
        tip=N_("Take the case of somebody who is away or has left."),
        action="take_over",
    ),
    Key(
        id="case.chain_paper",
        keys="",
        word=N_("Print the chain"),
        tip=N_("Print who held the case from when to when, and what the customer was told."),
        action="chain_paper",
    ),
    Key(
        id="case.scope",
        keys="",
        word=N_("Whose matter"),
        tip=N_("Say whose matter it is, and see what must then happen."),
        action="scope",
    ),
    Key(
        id="case.decide",
        keys="",
        word=N_("Decide whose"),
        tip=N_("As shift lead, decide whose matter it is and what the customer is told."),
        action="decide",
    ),
    Key(
        id="case.refer",
        keys="",
        word=N_("Refer"),
        tip=N_("Help the customer to another unit, after calling there; make the slip."),
        action="refer",
    ),
    Key(
        id="case.result",
        keys="",
        word=N_("Referral result"),
        tip=N_("Write down what came of the referral to another unit."),
        action="result",
    ),
    Key(
        id="case.slip",
        keys="",
        word=N_("Referral slip"),
        tip=N_("Put the slip of the latest referral on paper again."),
        action="slip",
    ),
    Key(
        id="case.escalate",
        keys="",
        word=N_("Raise it"),
        tip=N_("Raise the case to the shift lead or the manager, with what is wanted of them."),
        action="escalate",
    ),
    Key(
        id="case.raised",
        keys="",
        word=N_("Answer the raise"),
        tip=N_("Show who must do what by when since the case was raised; note what was done."),
        action="raised",
    ),
)
