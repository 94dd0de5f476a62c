"""The shape of a procedure: what to bring, what happens, how long, how much, and for whom.

Tailoring is data. A `When` is a list of alternatives; each alternative maps a question's id to
the options that fit; all questions of one alternative must fit, one alternative is enough, and
an empty list always applies. In a pack one alternative may stand without the list, and one
option without its list: `when = { who = "agent" }`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desk.playbook.base import FORBID_EXTRA, Confidence, Entry, Phone, Source, Unit

When = tuple[dict[str, tuple[str, ...]], ...]


class MaterialForm(StrEnum):
    """In what form a material is handed in."""

    ORIGINAL = "original"
    COPY = "copy"
    ORIGINAL_AND_COPY = "original_and_copy"
    FILLED_FORM = "filled_form"
    TOLD = "told"
    """Said at the counter, such as an account number: nothing to carry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer to a tailoring question."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the clerk asks before the list is made; asked only where `when` fits."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    text: str
    options: tuple[Option, ...]
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialGroup:
    """Materials that stand for each other: `at_least` of those with this `any_of` are enough."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    label: str
    at_least: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One thing to bring or to fill in.

    `copies` counts copies besides the original. `any_of` names a MaterialGroup. A material that
    is not `required` is told as helpful and never holds the business up. `acceptable_later`:
    may follow under the customer's commitment.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    name: str
    form: MaterialForm
    copies: int = 0
    issuer: str = ""
    when: When = ()
    any_of: str = ""
    required: bool = True
    acceptable_later: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens next, and who does it (e.g. 客户, 供电所, 营业厅)."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    text: str
    who: str
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitText:
    """How long it takes. With confidence `default` the text is for the clerk; paper has a blank."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    text: str
    confidence: Confidence
    amount: int | None = None
    unit: Unit | None = None
    when: When = ()
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeText:
    """What it costs, `amount_fen` 0 for free. With confidence `default` paper has a blank."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    text: str
    confidence: Confidence
    amount_fen: int | None = None
    when: When = ()
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A line that applies under `when`: a condition, something to know beforehand, a basis."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    text: str
    confidence: Confidence
    when: When = ()
    source: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cooperation:
    """Another unit that takes part, what for, and in what place of the order (1 first)."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    unit: str
    what: str
    order: int = 1
    when: When = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CannotReason:
    """Why it may not be possible now, and what the customer can do instead."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    id: str
    text: str
    instead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterCommitment:
    """What the customer promises where a paper may follow, and in how many days."""

    __pydantic_config__: ClassVar = FORBID_EXTRA

    text: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Entry):
    """A business that a customer does in person, told completely and once.

    Its own confidence is that of the list of materials and steps; each limit, fee, condition
    and note has its own. `limits` and `fees`: the first whose `when` fits is the one.
    """

    __pydantic_config__: ClassVar = FORBID_EXTRA

    title: str
    business: str
    aliases: tuple[str, ...] = ()
    conditions: tuple[Note, ...] = ()
    questions: tuple[Question, ...] = ()
    groups: tuple[MaterialGroup, ...] = ()
    materials: tuple[Material, ...]
    steps: tuple[Step, ...]
    limits: tuple[LimitText, ...]
    fees: tuple[FeeText, ...]
    notes: tuple[Note, ...] = ()
    place: str
    phones: tuple[Phone, ...]
    cooperation: tuple[Cooperation, ...] = ()
    cannot_reasons: tuple[CannotReason, ...] = ()
    commitment: LaterCommitment | None = None
    basis: tuple[str, ...] = ()
    """What may be printed as the legal basis: ids of articles."""
