"""The list of all actions: found by name first, else by what they are said to do."""

from screens.dialogs.palette import Deed, found

CARE = Deed("接待提示", "Care", "查看和设置这位客户的专人服务。", "", "care", False)
VISIT = Deed("媒体来访", "Media visit", "媒体来访时怎么做，看接待提示。", "", "media", False)


def test_a_name_that_fits_comes_without_what_only_speaks_of_it() -> None:
    assert found([CARE, VISIT], "接待", {}) == [CARE]


def test_where_no_name_fits_the_explanation_leads_there() -> None:
    assert found([CARE, VISIT], "专人", {}) == [CARE]
    assert found([CARE, VISIT], "没有的事", {}) == []
