"""What a letter says in the place of number and date while it has neither, and how it is marked."""

from desk.letter.book import PLACEHOLDERS

DRAFT = {
    "zh_CN": ("草稿", "编号待定", "日期待定"),
    "en": ("DRAFT", "number pending", "date pending"),
}
"""Per language: the mark of a draft, then what stands for its number and for its date."""


def pending(markdown: str, language: str) -> str:
    """The Markdown with words in the place of what is filled in at issue."""
    for number, when in PLACEHOLDERS.values():
        markdown = markdown.replace(number, DRAFT[language][1])
        markdown = markdown.replace(when, DRAFT[language][2])
    return markdown
