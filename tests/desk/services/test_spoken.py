"""What stands on record in one language is said in the other, as far as the pack knows."""

import pytest

from desk.forms import NoticeForm, ReferralForm
from desk.i18n import use
from desk.notice.model import Notice
from desk.services.notices import make_notice
from desk.services.scope import refer
from desk.services.spoken import spoken_notice, spoken_unit
from tests.desk.services.hall import Hall


def a_list(hall: Hall, language: str) -> Notice:
    answers = {"who": "self", "state": "untouched"}
    form = NoticeForm(
        procedure="appliance_damage", answers=answers, customer_name="柳明月", language=language
    )
    return make_notice(hall.desk, hall.clerk, form)


@pytest.mark.parametrize(("written", "said"), [("zh_CN", "en"), ("en", "zh_CN")])
def test_papers_are_called_as_the_interface_calls_them(hall: Hall, written: str, said: str) -> None:
    kept, wanted = a_list(hall, written), a_list(hall, said)
    use(said)
    spoken = spoken_notice(hall.desk, kept)
    assert [row.name for row in spoken.rows] == [row.name for row in wanted.rows]
    assert [r.group_label for r in spoken.rows] == [r.group_label for r in wanted.rows]
    assert spoken.number == kept.number
    use(written)
    assert spoken_notice(hall.desk, kept) == kept


def test_a_unit_is_called_as_the_directory_calls_it_and_any_other_as_it_was_written(
    hall: Hall,
) -> None:
    known = refer(
        hall.desk,
        hall.clerk,
        hall.register(),
        ReferralForm(entry="market_supervision", called="值班员", said="可以来"),
    )
    other = refer(
        hall.desk,
        hall.clerk,
        hall.register(),
        ReferralForm(unit="江滨物业", phone="0999-5550161", called="值班员", said="可以来"),
    )
    use("en")
    assert spoken_unit(hall.desk, known).startswith("the market regulator")
    assert spoken_unit(hall.desk, other) == "江滨物业"
    use("zh_CN")
    assert spoken_unit(hall.desk, known) == known.unit
