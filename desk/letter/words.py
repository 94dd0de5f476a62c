"""The words a letter uses for dates, money, numerals and the closed vocabularies, per language."""

from datetime import date, datetime

from desk.enums import (
    CaseKind,
    Channel,
    Conclusion,
    Confirmation,
    MaterialState,
    PartyRole,
    PointKind,
)
from desk.letter.kinds import KINDS
from desk.notice.breach import NewReason

LANGUAGES = ("zh_CN", "en")

CONCLUSION: dict[str, dict[Conclusion, str]] = {
    "zh_CN": {
        Conclusion.SUBSTANTIATED: "属实",
        Conclusion.PARTLY_SUBSTANTIATED: "部分属实",
        Conclusion.UNSUBSTANTIATED: "不属实",
        Conclusion.GRANTED: "支持",
        Conclusion.PARTLY_GRANTED: "部分支持",
        Conclusion.NOT_GRANTED: "不予支持",
        Conclusion.EXPLAINED: "解释说明",
    },
    "en": {
        Conclusion.SUBSTANTIATED: "Confirmed",
        Conclusion.PARTLY_SUBSTANTIATED: "Confirmed in part",
        Conclusion.UNSUBSTANTIATED: "Not confirmed",
        Conclusion.GRANTED: "Agreed",
        Conclusion.PARTLY_GRANTED: "Agreed in part",
        Conclusion.NOT_GRANTED: "Not agreed",
        Conclusion.EXPLAINED: "Explained",
    },
}

CHANNEL: dict[str, dict[Channel, str]] = {
    "zh_CN": {
        Channel.WALK_IN: "营业厅现场",
        Channel.PHONE: "来电",
        Channel.LETTER: "来信",
        Channel.EMAIL: "电子邮件",
        Channel.SOCIAL_MEDIA: "网络平台",
        Channel.RECEPTION_DAY: "客户接待日",
        Channel.FROM_95598: "95598 转办",
        Channel.FROM_12345: "12345 转办",
        Channel.FROM_12398: "12398 转办",
    },
    "en": {
        Channel.WALK_IN: "at our business hall",
        Channel.PHONE: "by telephone",
        Channel.LETTER: "by letter",
        Channel.EMAIL: "by e-mail",
        Channel.SOCIAL_MEDIA: "online",
        Channel.RECEPTION_DAY: "on a reception day",
        Channel.FROM_95598: "through the 95598 hotline",
        Channel.FROM_12345: "through the 12345 hotline",
        Channel.FROM_12398: "through the 12398 hotline",
    },
}

RAISED: dict[str, dict[PointKind, str]] = {
    "zh_CN": {
        PointKind.ALLEGATION: "您反映",
        PointKind.REQUEST: "您提出",
        PointKind.QUESTION: "您询问",
    },
    "en": {
        PointKind.ALLEGATION: "What you told us",
        PointKind.REQUEST: "What you asked for",
        PointKind.QUESTION: "What you asked",
    },
}

MATERIAL: dict[str, dict[MaterialState, str]] = {
    "zh_CN": {
        MaterialState.HELD: "√ 已收齐",
        MaterialState.MISSING: "□ 待补交",
        MaterialState.NOT_ACCEPTABLE: "□ 需更换",
    },
    "en": {
        MaterialState.HELD: "√ Received",
        MaterialState.MISSING: "□ To bring",
        MaterialState.NOT_ACCEPTABLE: "□ To replace",
    },
}

NEW: dict[str, dict[NewReason, str]] = {
    "zh_CN": {
        NewReason.RULE_CHANGED: "规定有变化",
        NewReason.CIRCUMSTANCES_CHANGED: "您的情况有变化",
        NewReason.OMISSION: "上次漏告",
    },
    "en": {
        NewReason.RULE_CHANGED: "the rule has changed",
        NewReason.CIRCUMSTANCES_CHANGED: "your circumstances have changed",
        NewReason.OMISSION: "left out by us",
    },
}
"""Why a return visit asks for something that was not told before."""

TAKEN: dict[str, dict[Confirmation, str]] = {
    "zh_CN": {
        Confirmation.SIGNED: "客户已签字",
        Confirmation.FINGERPRINT: "客户已捺印",
        Confirmation.READ_ALOUD: "已读给客户听，客户确认",
        Confirmation.REFUSED: "客户未签字，已当面告知",
    },
    "en": {
        Confirmation.SIGNED: "signed by the customer",
        Confirmation.FINGERPRINT: "customer's fingerprint",
        Confirmation.READ_ALOUD: "read aloud, the customer agreed",
        Confirmation.REFUSED: "told in person, not signed",
    },
}

RECORD: dict[str, dict[CaseKind, str]] = {
    "zh_CN": {
        CaseKind.COMPLAINT: "投诉登记表",
        CaseKind.REPORT: "举报登记表",
        CaseKind.OPINION: "意见登记表",
        CaseKind.SUGGESTION: "建议登记表",
        CaseKind.INQUIRY: "咨询登记表",
        CaseKind.REPAIR: "报修登记表",
        CaseKind.SERVICE_REQUEST: "业务诉求登记表",
        CaseKind.PRAISE: "表扬登记表",
    },
    "en": {
        CaseKind.COMPLAINT: "Record of your complaint",
        CaseKind.REPORT: "Record of your report",
        CaseKind.OPINION: "Record of your opinion",
        CaseKind.SUGGESTION: "Record of your suggestion",
        CaseKind.INQUIRY: "Record of your inquiry",
        CaseKind.REPAIR: "Record of the fault you reported",
        CaseKind.SERVICE_REQUEST: "Record of your request",
        CaseKind.PRAISE: "Record of your praise",
    },
}
"""What a registration record is called, by the kind of its case."""

PARTY: dict[str, dict[PartyRole, str]] = {
    "zh_CN": {
        PartyRole.COMPLAINANT: "客户",
        PartyRole.ACCOUNT_HOLDER: "户主",
        PartyRole.ADDRESSEE: "收件人",
        PartyRole.REPRESENTATIVE: "代理人",
    },
    "en": {
        PartyRole.COMPLAINANT: "Customer",
        PartyRole.ACCOUNT_HOLDER: "Account holder",
        PartyRole.ADDRESSEE: "Addressee",
        PartyRole.REPRESENTATIVE: "Representative",
    },
}

TWO_COPIES: dict[str, tuple[str, ...]] = {
    "zh_CN": ("客户联", "单位留存联"),
    "en": ("Customer's copy", "Office copy"),
}
"""What each of two copies of one paper is called."""


def copies(kind: str, language: str) -> tuple[str, ...]:
    """What the copies of a kind of paper are called; one empty name where there is one copy."""
    two = any(kind == one and found.copies > 1 for one, found in KINDS.items())
    return TWO_COPIES[language] if two else ("",)


_DIGITS = "〇一二三四五六七八九"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def ordinal(number: int, language: str) -> str:
    """A heading's numeral: 1 → 一, 12 → 十二, 20 → 二十; English keeps figures. 1 to 99."""
    if language == "en" or not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[ones] if ones else "")


def day(value: date, language: str) -> str:
    """2026-09-03 → 2026年9月3日 (no leading zeros, GB/T 9704) or 3 September 2026."""
    if language == "en":
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    return f"{value.year}年{value.month}月{value.day}日"


def moment(value: datetime, language: str) -> str:
    """A day with its time of day: 2026年9月3日 9:05, or 3 September 2026 at 9:05."""
    link = " at " if language == "en" else " "
    return f"{day(value, language)}{link}{value.hour}:{value.minute:02}"


def stamp(value: datetime) -> str:
    """A time for columns of our own papers: 2026-09-03 09:05."""
    return f"{value:%Y-%m-%d %H:%M}"


def money(fen: int, language: str) -> str:
    """Integer fen as yuan: 12840 → 128.40元, or CNY 128.40."""
    amount = f"{fen // 100:,}.{fen % 100:02}"
    return f"CNY {amount}" if language == "en" else f"{amount.replace(',', '')}元"
