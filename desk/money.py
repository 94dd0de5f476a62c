"""Amounts of money as clerks type them: read exactly to the fen, or refused."""

import re
from decimal import Decimal

from desk.i18n import _
from desk.refusals import Refusal
from desk.text import clean_line

# What a Chinese input method types where the plain character was meant.
_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    ord("。"): ".",
    ord("￥"): "¥",
    ord("\u3000"): " ",
}
_YUAN = re.compile(r"(?:¥|CNY|RMB)?\s*(\d{1,3}(?:,\d{3})+|\d{1,10})(\.\d{1,2})?\s*元?", re.ASCII)


def parse_yuan(text: str, *, field: str = "") -> int:
    """An amount in yuan as typed (128, 128.5, ¥1,280.00, 128.50元) in integer fen."""
    match = _YUAN.fullmatch(clean_line(text).translate(_PLAIN).strip())
    if not match:
        raise Refusal(
            _("“{typed}” cannot be read as an amount.").format(typed=clean_line(text)[:40]),
            _("Write it in yuan, for example 128.50."),
            field=field,
            code="bad_amount",
        )
    return int(Decimal(match[1].replace(",", "") + (match[2] or "")) * 100)


def say_yuan(fen: int) -> str:
    """Integer fen as it stands in a field: 12840 → 128.40."""
    return f"{fen // 100}.{fen % 100:02}"
