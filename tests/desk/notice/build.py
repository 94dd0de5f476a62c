"""A small procedure with one of everything, and what tests do with it."""

from datetime import UTC, date, datetime
from typing import Any

from desk.enums import MaterialState
from desk.notice import Notice, Tick, draft, give
from desk.playbook.base import Confidence, Phone, Source
from desk.playbook.procedure import (
    Cooperation,
    FeeText,
    LaterCommitment,
    LimitText,
    Material,
    MaterialForm,
    MaterialGroup,
    Note,
    Option,
    Procedure,
    Question,
    Step,
)

DAY = date(2026, 11, 20)
AT = datetime(2026, 11, 20, 2, 30, tzinfo=UTC)
RULE = Source(body="国务院", title="甲条例", year=2020, article="第三条")


def material(material_id: str, form: MaterialForm = MaterialForm.ORIGINAL, **more: Any) -> Material:
    return Material(id=material_id, name=f"材料{material_id}", form=form, **more)


def procedure(**changes: Any) -> Procedure:
    """A business with an agent question, a question that depends on it, and two alternatives."""
    parts: dict[str, Any] = {
        "id": "open_window",
        "title": "开窗",
        "business": "例子",
        "version": 3,
        "valid_from": date(2026, 1, 1),
        "valid_to": date(2026, 12, 31),
        "as_of": date(2026, 1, 1),
        "confidence": Confidence.SECONDARY,
        "source": (RULE,),
        "questions": (
            Question(
                id="who",
                text="谁来办？",
                options=(Option(id="self", text="本人"), Option(id="agent", text="代办")),
            ),
            Question(
                id="kin",
                text="代办人是亲属吗？",
                options=(Option(id="yes", text="是"), Option(id="no", text="不是")),
                when=({"who": ("agent",)},),
            ),
        ),
        "groups": (MaterialGroup(id="home", label="任选一种"),),
        "materials": (
            material("account", MaterialForm.TOLD),
            material("deed", MaterialForm.COPY, copies=2, any_of="home", acceptable_later=True),
            material("form", MaterialForm.FILLED_FORM),
            material("lease", any_of="home", acceptable_later=True),
            material("kinship", when=({"kin": ("yes",)},)),
            material("authority", when=({"kin": ("no",)},)),
            material("photo", required=False),
        ),
        "steps": (
            Step(text="申请", who="客户"),
            Step(text="核对代办", who="营业厅", when=({"who": ("agent",)},)),
        ),
        "limits": (
            LimitText(text="3个工作日", confidence=Confidence.VERIFIED, source=(RULE,), amount=3),
        ),
        "fees": (FeeText(text="听说要10元", confidence=Confidence.DEFAULT),),
        "conditions": (
            Note(text="窗户在本区", confidence=Confidence.SECONDARY),
            Note(text="据说要朝南", confidence=Confidence.DEFAULT),
        ),
        "notes": (
            Note(text="请带伞", confidence=Confidence.SECONDARY, when=({"who": ("self",)},)),
        ),
        "place": "窗口",
        "phones": (Phone(label="热线", number="95598"), Phone(label="本厅")),
        "cooperation": (
            Cooperation(unit="乙单位", what="盖章", order=2),
            Cooperation(unit="甲单位", what="同意", order=1),
        ),
        "commitment": LaterCommitment(text="按时补交", days=10),
    }
    return Procedure(**{**parts, **changes})


def held(*materials: str) -> list[Tick]:
    return [Tick(material_id=each, state=MaterialState.HELD) for each in materials]


def notice(
    of: Procedure | None = None,
    answers: dict[str, str] | None = None,
    ticks: list[Tick] | None = None,
) -> Notice:
    paper = draft(of or procedure(), answers=answers or {"who": "self"}, ticks=ticks or [], day=DAY)
    return give(
        paper,
        notice_id="n1",
        number="GZ-HD01-20261120-0001",
        told_by="s1",
        told_by_name="林小满",
        made_at=AT,
        customer_name="周某",
    )
