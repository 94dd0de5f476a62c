"""What the columns of an exported list are called."""

from desk.i18n import use
from desk.services.exporting import ListAsked, Listed, list_table
from tests.desk.services.hall import Hall


def test_the_day_of_registration_is_called_so(hall: Hall) -> None:
    """Another screen says “registered” in another sense, and in other words."""
    hall.register()
    use("zh_CN")
    table = list_table(hall.desk, hall.clerk, ListAsked(listed=Listed.BOARD))
    assert "登记时间" in table.columns
