"""A page seen from afar: where there is ink, and what stands there."""

from desk.enums import LetterKind
from desk.letter.book import compose
from desk.letter.fit import pages
from desk.letter.glance import glances
from desk.letter.press import to_pdf
from tests.desk.letter import samples

WHITE = (255, 255, 255)


def test_every_page_has_its_picture_and_its_lines() -> None:
    facts = samples.reply()
    pdf = to_pdf(compose(LetterKind.REPLY, facts), facts, LetterKind.REPLY)
    found = glances(pdf, 40)
    assert len(found) == pages(pdf) > 1
    text = "".join(line for page in found for line in page.lines).replace(" ", "")
    assert "核对" in text
    assert "尊敬的沈先生" in "".join(found[0].lines).replace(" ", "")
    assert "尊敬的沈先生" not in "".join(found[1].lines).replace(" ", "")
    for page in found:
        assert {len(row) for row in page.rows} == {40}
        # A4 is 1.41 times as high as wide, and a cell shows two points, one above the other.
        assert 27 <= len(page.rows) <= 30
        cells = [cell for row in page.rows for cell in row]
        inked = [cell for cell in cells if cell != (WHITE, WHITE)]
        assert 0 < len(inked) < len(cells)
        margin = [row[column] for row in page.rows for column in (0, 39)]
        assert set(margin) == {(WHITE, WHITE)}
    # The letterhead is red.
    reds = [one for row in found[0].rows[:8] for cell in row for one in cell]
    assert any(red > green + 40 and red > blue + 40 for red, green, blue in reds)
