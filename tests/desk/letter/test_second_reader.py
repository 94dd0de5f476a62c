"""Our pages as a second PDF reader finds them: fonts, text, structure, the archive's standard."""

import io
import re
from datetime import date

import pytest
from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    StreamObject,
)

from desk.enums import LetterKind
from desk.letter.facts import LetterFacts
from desk.letter.markdown import tree
from desk.letter.stationery import checked_seal
from tests.desk.letter import samples, slips
from tests.desk.letter.hostile import core
from tests.desk.letter.pages import issued, printed
from tests.pictures import SEAL, png

PAPERS: list[tuple[LetterKind, LetterFacts]] = [
    (LetterKind.REPLY, samples.reply()),
    (LetterKind.REPLY, samples.reply_en()),
    (LetterKind.ACKNOWLEDGEMENT, samples.acknowledgement()),
    (LetterKind.NOTICE, samples.notice_en()),
    (LetterKind.REFERRAL, slips.referral()),
]


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf), strict=True)


def fonts(reader: PdfReader) -> list[DictionaryObject]:
    """Every font that stands in the file."""
    found = []
    for number in range(1, int(str(reader.trailer["/Size"]))):
        one = reader.get_object(IndirectObject(number, 0, reader))
        if isinstance(one, DictionaryObject) and one.get("/Type") == "/Font":
            found.append(one)
    return found


@pytest.mark.parametrize(("kind", "facts"), PAPERS)
def test_every_font_is_an_embedded_subset_of_ours(kind: LetterKind, facts: LetterFacts) -> None:
    found = fonts(read(printed(kind, facts, archive=True)))
    names = {str(font["/BaseFont"]) for font in found}
    assert names
    for name in names:
        assert re.match(r"/[A-Z]{6}\+Noto(Serif|Sans)SC", name), name
    below = [one.get_object() for font in found for one in font.get("/DescendantFonts", [])]
    assert below
    for font in below:
        held = font["/FontDescriptor"].get_object()
        assert {"/FontFile2", "/FontFile3"} & set(held), font["/BaseFont"]


@pytest.mark.parametrize(("kind", "facts"), PAPERS)
def test_text_copied_out_is_the_text_of_the_letter(kind: LetterKind, facts: LetterFacts) -> None:
    pages = [page.extract_text() for page in read(printed(kind, facts, archive=True)).pages]
    body = core("".join(pages))
    for block in tree(issued(kind, facts)):
        for line in block.text().split("\n"):
            words = re.sub(r"^(户名|户号)[：:]", "", line)
            for piece in re.split(r"[：:]\s*", words):
                assert core(piece) in body, line


@pytest.mark.parametrize("picture", [None, SEAL, png(400, 400)])
def test_the_archive_copy_says_what_it_is_and_holds_to_it(picture: bytes | None) -> None:
    seal = checked_seal(picture).svg if picture else ""
    reader = read(printed(LetterKind.REPLY, samples.reply(), archive=True, seal=seal))
    root = reader.root_object
    meta = root["/Metadata"]
    assert isinstance(meta, StreamObject)
    text = meta.get_data().decode()
    assert re.search(r"pdfaid:part>\s*2\s*<", text)
    assert re.search(r"pdfaid:conformance>\s*B\s*<", text)
    intents = root["/OutputIntents"]
    assert isinstance(intents, ArrayObject)
    (intent,) = [one.get_object() for one in intents]
    assert isinstance(intent, DictionaryObject)
    assert str(intent["/S"]) == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"].get_object()
    assert isinstance(profile, EncodedStreamObject)
    assert "/Encrypt" not in reader.trailer
    assert "/JavaScript" not in root
    assert reader.metadata is not None
    assert reader.metadata.title == "关于十月电量比往月多出一倍等四项问题的答复"
    assert reader.metadata.creation_date_raw is not None
    assert date(2026, 11, 9).strftime("%Y%m%d") in reader.metadata.creation_date_raw
