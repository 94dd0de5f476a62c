"""What the paper says: the ticked list with steps, limit, fee, place and phones in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, timedelta

from desk.enums import Confirmation
from desk.i18n import N_, _, say
from desk.notice.model import Blank, MaterialRow, Notice, NoticeDraft, Tick
from desk.notice.tailor import check_in_force, fits, may_follow, missing, tailor, tick
from desk.playbook.base import Confidence, Source
from desk.playbook.procedure import FeeText, LimitText, MaterialForm, Note, Procedure
from desk.refusals import Refusal
from desk.text import clean_line

_LINE = "________"
LIMIT = "limit"
FEE = "fee"
_POSTED = N_("As posted in this business hall: {words}")
_PRACTICE = N_("This list is the working practice of this hall; what is posted here prevails.")
_FORMS = {
    MaterialForm.ORIGINAL: N_("original"),
    MaterialForm.COPY: N_("copy"),
    MaterialForm.ORIGINAL_AND_COPY: N_("original and copy"),
    MaterialForm.FILLED_FORM: N_("form, filled in here"),
    MaterialForm.TOLD: N_("just tell us"),
}


def form_words(row: MaterialRow, language: str) -> str:
    """In what form and how many, as printed: "original and copy (1)"."""
    words = say(_FORMS[row.form], language)
    if row.copies and row.form in (MaterialForm.COPY, MaterialForm.ORIGINAL_AND_COPY):
        return say(N_("{form} ({copies})"), language).format(form=words, copies=row.copies)
    return words


def limit_for(procedure: Procedure, answers: Mapping[str, str]) -> LimitText | None:
    """The limit that applies: the first that fits."""
    return next((each for each in procedure.limits if fits(each.when, answers)), None)


def fee_for(procedure: Procedure, answers: Mapping[str, str]) -> FeeText | None:
    """The fee that applies: the first that fits."""
    return next((each for each in procedure.fees if fits(each.when, answers)), None)


def _unsure(text: LimitText | FeeText | None) -> bool:
    return text is None or text.confidence is Confidence.DEFAULT


def blanks(procedure: Procedure, answers: Mapping[str, str] | None = None) -> tuple[Blank, ...]:
    """What the pack does not know for certain and the hall fills in: limit, fee, phones.

    Without answers: every field that can be blank for anybody.
    """

    def first_unsure(
        texts: Sequence[LimitText] | Sequence[FeeText],
    ) -> LimitText | FeeText | None:
        counted: Sequence[LimitText | FeeText] = (
            texts if answers is None else [each for each in texts if fits(each.when, answers)][:1]
        )
        return next((each for each in counted if _unsure(each)), None)

    found = []
    limit, fee = first_unsure(procedure.limits), first_unsure(procedure.fees)
    if limit is not None:
        found.append(Blank(key=LIMIT, label=_("Time limit"), hint=limit.text))
    if fee is not None:
        found.append(Blank(key=FEE, label=_("Fee"), hint=fee.text))
    found.extend(
        Blank(key=f"phone.{position}", label=phone.label)
        for position, phone in enumerate(procedure.phones, 1)
        if not phone.number
    )
    return tuple(found)


def _worded(text: LimitText | FeeText | None, filled: str, language: str) -> str:
    if text is not None and not _unsure(text):
        return text.text
    return say(_POSTED, language).format(words=filled or _LINE)


def _filled(open_blanks: Iterable[Blank], given: Mapping[str, str]) -> dict[str, str]:
    known = {blank.key for blank in open_blanks}
    for key in given:
        if key not in known:
            raise Refusal(
                _("There is no blank “{key}” to fill in on this notice.").format(
                    key=clean_line(key)
                ),
                _("Blanks here: {keys}.").format(keys=_(", ").join(sorted(known)) or _("none")),
                field=f"blanks.{key}",
                code="unknown_blank",
            )
    return {key: text for key, text in ((k, clean_line(v)) for k, v in given.items()) if text}


def _printable(notes: Iterable[Note], answers: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(
        note.text
        for note in notes
        if note.confidence is not Confidence.DEFAULT and fits(note.when, answers)
    )


def _basis(
    limit: LimitText | None, fee: FeeText | None, articles: Iterable[str]
) -> tuple[str, ...]:
    sources: list[Source] = []
    for text in (limit, fee):
        # Only what was read in the rule itself is named on paper as its ground.
        if text is not None and text.confidence is Confidence.VERIFIED:
            sources.extend(text.source)
    return tuple(dict.fromkeys([*articles, *(source.cited for source in sources)]))


def _commitment(
    procedure: Procedure,
    rows: tuple[MaterialRow, ...],
    text: str,
    due: date | None,
    day: date,
) -> tuple[str, date | None]:
    text = clean_line(text)
    if not text and due is None:
        return "", None
    promise = procedure.commitment
    if promise is None or not may_follow(procedure, rows):
        never = [row.name for row in missing(rows) if not row.later]
        if promise is not None and never:
            message = _("These cannot follow later: {materials}.").format(
                materials=_(", ").join(never)
            )
        elif promise is not None:
            message = _("Nothing is missing, so there is nothing to promise.")
        else:
            message = _("“{title}” does not let papers follow later.").format(title=procedure.title)
        raise Refusal(
            message,
            _("Leave the commitment out; the notice tells the customer what to bring."),
            field="commitment",
            code="commitment_not_allowed",
        )
    last = day + timedelta(days=promise.days)
    due = due or last
    if not day <= due <= last:
        raise Refusal(
            _("The papers must follow between {first} and {last}.").format(
                first=day.isoformat(), last=last.isoformat()
            ),
            _("Agree on a day with the customer within that time."),
            field="commitment_due",
            code="commitment_date",
        )
    return text or promise.text, due


def draft(
    procedure: Procedure,
    *,
    answers: Mapping[str, str],
    ticks: Iterable[Tick] = (),
    filled: Mapping[str, str] | None = None,
    day: date,
    articles: Sequence[str] = (),
    commitment: str = "",
    commitment_due: date | None = None,
    language: str = "zh_CN",
) -> NoticeDraft:
    """Everything the paper says, on `day` as the branch's wall shows it.

    `filled` holds what the clerk wrote into blanks, by key; `articles` the citations of the
    procedure's basis that are in force. Either a commitment text or its date is enough to take
    the customer's commitment; the other comes from the pack. Refuses a procedure out of force,
    open or unknown questions, wrong ticks, unknown blanks, a commitment that is not allowed.
    """
    check_in_force(procedure, day)
    ticked = tick(tailor(procedure, answers), ticks)
    counted = ticked.answers
    open_blanks = blanks(procedure, counted)
    words = _filled(open_blanks, filled or {})
    limit, fee = limit_for(procedure, counted), fee_for(procedure, counted)
    promise, due = _commitment(procedure, ticked.rows, commitment, commitment_due, day)
    return NoticeDraft(
        procedure_id=procedure.id,
        procedure_version=procedure.version,
        title=procedure.title,
        answers=counted,
        rows=ticked.rows,
        conditions=_printable(procedure.conditions, counted),
        steps=tuple(
            say(N_("{who}: {step}"), language).format(step=step.text, who=step.who)
            for step in procedure.steps
            if fits(step.when, counted)
        ),
        limit_text=_worded(limit, words.get(LIMIT, ""), language),
        fee_text=_worded(fee, words.get(FEE, ""), language),
        place=procedure.place,
        phones=tuple(
            f"{phone.label} {phone.number or words.get(f'phone.{position}') or _LINE}"
            for position, phone in enumerate(procedure.phones, 1)
        ),
        cooperating=tuple(
            say(N_("{unit}: {what}"), language).format(unit=each.unit, what=each.what)
            for each in sorted(procedure.cooperation, key=lambda each: each.order)
            if fits(each.when, counted)
        ),
        notes=(
            *_printable(procedure.notes, counted),
            *(() if procedure.printable else (say(_PRACTICE, language),)),
        ),
        basis=_basis(limit, fee, articles),
        blanks=tuple(blank.key for blank in open_blanks if blank.key not in words),
        commitment_text=promise,
        commitment_due=due,
        language=language,
    )


def give(
    paper: NoticeDraft,
    *,
    notice_id: str,
    number: str,
    told_by: str,
    told_by_name: str,
    made_at: datetime,
    case_id: str | None = None,
    customer_name: str = "",
    salutation: str = "",
    account_no: str = "",
    supersedes: str | None = None,
) -> Notice:
    """The notice as the customer takes it home: the draft with its number, person and time."""
    said = {field.name: getattr(paper, field.name) for field in fields(NoticeDraft)}
    return Notice(
        **said,
        id=notice_id,
        number=number,
        told_by=told_by,
        told_by_name=told_by_name,
        made_at=made_at,
        case_id=case_id,
        customer_name=clean_line(customer_name),
        salutation=clean_line(salutation),
        account_no=clean_line(account_no),
        supersedes=supersedes,
    )


def confirm(
    notice: Notice,
    confirmation: Confirmation,
    *,
    at: datetime,
    witness: str = "",
    reason: str = "",
) -> Notice:
    """The notice with how the customer confirmed it.

    All but a signature need a witness's staff number, not the teller's own, or a reason. Refuses
    a second confirmation.
    """
    if notice.confirmation is not None:
        raise Refusal(
            _("Notice {number} is confirmed already.").format(number=notice.number),
            _("A later visit gets a notice of its own."),
            code="already_confirmed",
        )
    witness, reason = clean_line(witness), clean_line(reason)
    if witness and witness == notice.told_by:
        raise Refusal(
            _("Whoever told the customer cannot witness it."),
            _("Give the staff number of a second person, or a reason."),
            field="witness",
            code="own_witness",
        )
    if confirmation is not Confirmation.SIGNED and not (witness or reason):
        raise Refusal(
            _("Without a signature a second person or a reason is needed."),
            _("Give the staff number of whoever saw it, or write why there is none."),
            field="witness",
            code="witness_missing",
        )
    return replace(
        notice,
        confirmation=confirmation,
        confirmed_at=at,
        confirmation_witness=witness,
        confirmation_reason=reason,
    )
