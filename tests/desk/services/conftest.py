"""A small hall on a Monday morning: two clerks, two leads, a manager, an administrator."""

import pytest

from tests.desk.services.hall import Hall, open_hall


@pytest.fixture
def hall() -> Hall:
    """A hall with an empty board."""
    return open_hall()
