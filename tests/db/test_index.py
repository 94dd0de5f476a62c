"""What of a letter can be found: what somebody reads in it."""

from db.index import letter_text, letter_words

LETTER = r"""::: 编号
临供客复〔2026〕7号\
受理编号：HD01-20261123-0001
:::

# 关于电表的答复

尊敬的佟女士：

::: 基本信息
- **户号**：\*\*\*\*0009
:::

## 一、您反映：电表走得快

**核查情况**：11月24日到现场核对，示数无误\
接线正确，误差在 1\*2 之内。

1. 逐日清单见附页

::: 回执
- **查询码**：7KQ4M2WX
:::
"""


def test_a_letter_is_found_by_what_is_read_in_it() -> None:
    assert letter_words(LETTER).splitlines() == [
        "关于电表的答复",
        "尊敬的佟女士：",
        "一、您反映：电表走得快",
        "核查情况：11月24日到现场核对，示数无误",
        "接线正确，误差在 1*2 之内。",
        "1. 逐日清单见附页",
    ]


def test_a_letter_is_found_by_its_number_once_it_is_issued() -> None:
    assert letter_text("甲〔2026〕7号", LETTER, None) == ""
    assert letter_text("甲〔2026〕7号", LETTER, "2026").startswith("甲〔2026〕7号\n")
