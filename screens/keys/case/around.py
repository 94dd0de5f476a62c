"""Who and what stands around the case: people, other cases, incidents, other channels."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="case.people",
        keys="",
        word=N_("People"),
        tip=N_("List whom the case concerns and what each may be told; add one, note a paper."),
        action="people",
    ),
    Key(
        id="case.concern",
        keys="",
        word=N_("About us"),
        tip=N_("Name members of staff whom the case is about: for them it is gone at once."),
        action="concern",
    ),
    Key(
        id="case.identity",
        keys="",
        word=N_("Who reported"),
        tip=N_("As manager, read who made this report; the look is kept with its reason."),
        action="identity",
    ),
    Key(
        id="case.joint",
        keys="",
        word=N_("Who signed"),
        tip=N_("Joint case: who joins, who speaks for all, who takes their signature back."),
        action="joint",
    ),
    Key(
        id="case.joint_copies",
        keys="",
        word=N_("Copies to signers"),
        tip=N_("Joint case: print the latest letter for everybody who does not speak for all."),
        action="joint_copies",
    ),
    Key(
        id="case.beside",
        keys="",
        word=N_("Earlier cases"),
        tip=N_("List earlier cases that may belong beside this one, open them or name them."),
        action="beside",
    ),
    Key(
        id="case.incident",
        keys="",
        word=N_("Incident"),
        tip=N_("Say to which incident the case belongs, or declare one from it."),
        action="incident",
    ),
    Key(
        id="case.restore",
        keys="",
        word=N_("Power first"),
        tip=N_("A paid-up customer was cut off by our fault: power first; or note it is back."),
        action="restore",
    ),
    Key(
        id="case.beyond",
        keys="",
        word=N_("Beyond the counter"),
        tip=N_("Reports ahead, the same matter at 95598, 12345 or 12398, the digest."),
        action="beyond",
    ),
    Key(
        id="case.report",
        keys="",
        word=N_("Report ahead"),
        tip=N_("Note that 95598 or the superior unit was told by phone: who, number, time."),
        action="report",
    ),
    Key(
        id="case.elsewhere",
        keys="",
        word=N_("Same elsewhere"),
        tip=N_("Note the number under which another channel holds this matter, and its due."),
        action="elsewhere",
    ),
    Key(
        id="case.report_back",
        keys="",
        word=N_("Reported back"),
        tip=N_("Note what the other channel was told, and when; its due date then rests."),
        action="report_back",
    ),
    Key(
        id="case.digest",
        keys="ctrl+underscore,ctrl+slash",
        word=N_("Digest"),
        tip=N_("The whole case as plain text for the marketing system, copied; the look is kept."),
        action="digest",
    ),
)
