"""The pictures of the documents show what the screens show: each is made anew."""

from tools import pictures


def test_no_picture_of_the_documents_is_out_of_date() -> None:
    """After a change of a screen: make pictures, and look at them."""
    assert pictures.stale() == []
