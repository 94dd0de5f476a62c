"""Pages for the printer made of frozen ones: marked as a copy, or several letters in one file.

The frozen bytes stay as they are; what comes out here is for paper alone.
"""

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from desk.i18n import _
from desk.letter.pdfium import ONE
from desk.refusals import Fault

Language = Literal["zh_CN", "en"]
_MARK = {"zh_CN": "副本", "en": "COPY"}


def _words(language: str, day: date, to: str) -> str:
    if language == "en":
        for_whom = f" for {to}" if to else ""
        return f"{_MARK[language]}{for_whom} · printed {day.day} {day:%B %Y}"
    for_whom = f" · 送{to}" if to else ""
    return f"{_MARK[language]}{for_whom} · {day.year}年{day.month}月{day.day}日打印"


@cache
def _stamp(words: str, size: tuple[int, int]) -> bytes:
    """A page of this size, in points, that holds the mark alone, top right."""
    import pylopdf_fonts_zh_cn as fonts
    import typst

    from desk.letter.shelf import templates_folder

    faces = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[Path(fonts.serif_path()).parent],
    )
    # Apart from the letters: the mark is no part of what was issued.
    folder = templates_folder().parent / "printing"
    try:
        made = typst.compile(
            input=folder / "copy.typ",
            root=folder,
            font_paths=faces,
            format="pdf",
            sys_inputs={"words": words, "width": str(size[0]), "height": str(size[1])},
            timestamp=datetime(2000, 1, 1, tzinfo=UTC),
        )
    except typst.TypstError as wrong:
        raise Fault(
            _("The page could not be made: {why}").format(why=wrong.diagnostic or wrong.message),
            _("Have the administrator look at the page layout of the letters."),
        ) from wrong
    assert isinstance(made, bytes)
    return made


def marked_copy(pdf: bytes, language: str, day: date, *, to: str = "") -> bytes:
    """The pages of a PDF with 副本 or COPY, for whom, and the day on each, over what is there."""
    import pypdfium2

    words = _words(language, day, to)
    with ONE, pypdfium2.PdfDocument(pdf) as document:
        for page in document:
            wide, high = (round(side) for side in page.get_size())
            with pypdfium2.PdfDocument(_stamp(words, (wide, high))) as stamp:
                shape = stamp.page_as_xobject(0, document)
                page.insert_obj(shape.as_pageobject())
                page.gen_content()
                shape.close()
            page.close()
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


def joined(pdfs: Sequence[bytes], *, duplex: bool = False) -> bytes:
    """One PDF of several, in order; with `duplex` each begins on a sheet of its own."""
    import pypdfium2

    with ONE, pypdfium2.PdfDocument.new() as whole:
        for pdf in pdfs:
            with pypdfium2.PdfDocument(pdf) as one:
                whole.import_pages(one)
                if duplex and len(one) % 2:
                    whole.new_page(*one[len(one) - 1].get_size()).close()
        out = io.BytesIO()
        whole.save(out)
    return out.getvalue()
