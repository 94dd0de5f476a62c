"""One invented walk-in from the window to the issued letter, by the services alone."""

import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from desk.branch import Branch
from desk.clock import SetClock
from desk.enums import (
    Cause,
    Conclusion,
    MaterialState,
    PointKind,
    RemedyBy,
    Responsibility,
    Role,
    Topic,
)
from desk.forms import (
    AnswerForm,
    CaseForm,
    CustomerForm,
    MaterialForm,
    NoticeForm,
    PointForm,
    ResultForm,
    StaffForm,
)
from desk.ids import new_id
from desk.ports import Store
from desk.services.book import init_book
from desk.services.intake import register_case
from desk.services.letters import approve_letter, draft_letter, issue_letter, submit_letter
from desk.services.notices import make_notice
from desk.services.outgoing import letter_page
from desk.services.people import add_staff, choose_pin, sign_in
from desk.services.points import answer_point, set_result

if TYPE_CHECKING:
    from datetime import date

    from desk.services.pages import Page

NARRATIVE = (
    "我家一直用电不多，上个月的电费单子却翻了一倍。家里没添新电器，人也没多。"
    "我怀疑表走快了，你们来校一校。校表收不收钱？查清楚之前这笔电费我能不能先缓一缓？"
)
POINTS = (
    PointForm(kind=PointKind.ALLEGATION, matter="上月电费比平时翻了一倍，怀疑电能表走快"),
    PointForm(kind=PointKind.REQUEST, matter="要求校验电能表"),
    PointForm(kind=PointKind.QUESTION, matter="校验电能表是否收费"),
    PointForm(kind=PointKind.REQUEST, matter="查清楚之前缓交这笔电费"),
)
SURGE_CHECKS = ["site_check", "collection_data", "crossed_meters", "misreading"]


def main_job(store: Store, now: datetime) -> tuple["Page", str]:
    """Set up a made-up branch, take a complaint to its issued letter; its page and number.

    The customer came two days before `now`, so that there was time to look into the matter.
    """
    clock = SetClock(now - timedelta(days=2))
    given, pin = ("".join(secrets.choice("23456789") for _digit in range(11)) for _one in range(2))
    branch = Branch(
        id=new_id(),
        code="YS01",
        name="云栖供电营业厅（演示）",
        unit="云栖供电公司（演示）",
        letter_word="云供客复",
        address="云栖市梧桐路16号",
        phone="0999-5550100",
        supervision_phone="12398",
        invented=True,
    )
    lead = StaffForm(number="9001", name="江予安", role=Role.MANAGER.value, unit="营业厅")
    desk = init_book(store, clock, branch, lead, pin)
    manager = sign_in(desk, "9001", pin)
    add_staff(
        desk,
        manager,
        StaffForm(
            number="1001", name="苏映雪", role=Role.CLERK.value, unit="营业班", phone="0999-5550101"
        ),
        given,
    )
    clerk = choose_pin(desk, "1001", given, pin)
    case = register_case(
        desk,
        clerk,
        CaseForm(
            topic=Topic.METERING_BILLING,
            narrative=NARRATIVE,
            points=list(POINTS),
            customer=CustomerForm(
                name="甄文澜",
                salutation="女士",
                phone="13900000021",
                account_no="0500000021",
                address="云栖市柳溪巷7号2单元301室",
            ),
            remedy_sought="查清电费翻倍的原因，校验电能表",
            told="五个工作日内书面答复，校表的同事今天与您约时间",
        ),
    )
    make_notice(
        desk,
        clerk,
        NoticeForm(
            procedure="meter_test",
            case=case.reference,
            answers={"who": "self", "tests": "few"},
            materials=[
                MaterialForm(material="account_no", state=MaterialState.HELD),
                MaterialForm(material="test_form", state=MaterialState.HELD),
            ],
        ),
    )
    clock.move(days=1)
    today = desk.hours.day_of(clock.now())
    soon = desk.calendar.add_working_days(today, 3)
    for position, answer in enumerate(_answers(today, soon), 1):
        answer_point(desk, clerk, case.reference, position, answer)
    set_result(
        desk,
        clerk,
        case.reference,
        ResultForm(
            result="经现场核实，电量增加与热水器漏电一致；电能表仍按您的要求送检，结果书面告知您。",
            advice=["请尽快由有资质的电工更换热水器", "可在手机上查看每日用电量，发现异常随时来电"],
        ),
    )
    clock.at = now
    letter = draft_letter(desk, clerk, case.reference)
    submit_letter(desk, clerk, letter.id)
    approve_letter(desk, manager, letter.id)
    issued = issue_letter(desk, manager, letter.id)
    return letter_page(desk, manager, issued.id), issued.number


def _answers(today: "date", soon: "date") -> list[AnswerForm]:
    return [
        AnswerForm(
            finding="现场核对表号、封印和接线均正常，未发现串户和抄错；采集数据显示，"
            "自上月9日起每日多用约8度，与热水器漏电一致。",
            basis="现场核实记录与用电信息采集系统每日数据",
            conclusion=Conclusion.UNSUBSTANTIATED,
            responsibility=Responsibility.CUSTOMER,
            cause=Cause.PERSONAL_NEED,
            remedy="已当面演示断开热水器后电能表停走，并告知更换热水器的办法",
            remedy_owner="临柜服务班",
            remedy_done_on=today,
            checks=SURGE_CHECKS,
        ),
        AnswerForm(
            finding="您的校验申请已受理，电能表将送法定计量检定机构检定，检定时您可以到场。",
            conclusion=Conclusion.GRANTED,
            responsibility=Responsibility.SUPPLIER,
            cause=Cause.PERSONAL_NEED,
            remedy="出具书面检定结果并送达您本人",
            remedy_owner="计量班",
            remedy_due=soon,
        ),
        AnswerForm(
            finding="本次校验属于免费范围。",
            conclusion=Conclusion.EXPLAINED,
            responsibility=Responsibility.SUPPLIER,
            cause=Cause.PERSONAL_NEED,
            remedy="本次校验不收取任何费用，您凭告知单办理即可",
            remedy_owner="营业班",
            remedy_by=RemedyBy.UNIT,
            remedy_due=soon,
        ),
        AnswerForm(
            finding="检定结果出来之前，争议部分电费可以暂缓，期间不会因此停电，也不计违约金。",
            conclusion=Conclusion.GRANTED,
            responsibility=Responsibility.SUPPLIER,
            cause=Cause.PERSONAL_NEED,
            remedy="已为您登记缓交，检定结果出来后多退少补",
            remedy_owner="营业班",
            remedy_due=soon,
        ),
    ]
