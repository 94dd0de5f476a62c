"""Help while an answer is written: prepared words, and the articles it may cite."""

from textual import on

from screens.case.articles import Cited, PickArticles
from screens.case.form import WRITABLE, AnswerPanel, labels
from screens.case.whose import WhoseMatter


class Helping(WhoseMatter):
    """What ctrl+u and the field of articles offer to the form on the right."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.form = AnswerPanel()
        self._last_text = "finding"
        # Where prepared words go when the cursor stands elsewhere: the last field that took words.

    def action_words(self) -> None:
        from screens.case.words import Words, proposals

        desk = self.desk_app.desk
        if desk is None or self.file is None or not self.form.position:
            return
        here = self.field_here()
        field = here if here in WRITABLE else self._last_text
        matter = str(self.form.content()["matter"])
        book = desk.book_in(self.file.case.letter_language)
        found = proposals(book, self.file.case.topic, matter)

        def put(text: str | None) -> None:
            if text:
                self.form.put_in(text, field)

        self.app.push_screen(Words(found, labels()[field]), put)

    def field_here(self) -> str:
        """The field in which the cursor stands, "" when it is elsewhere."""
        return next((n for n, c in self.form.controls.items() if c is self.focused), "")

    def on_descendant_focus(self) -> None:
        here = self.field_here()
        if here in WRITABLE:
            self._last_text = here

    @on(Cited.Asked)
    def _pick_articles(self) -> None:
        desk, cited = self.desk_app.desk, self.form.controls["articles"]
        if desk is None or self.file is None or not isinstance(cited, Cited):
            return
        day = desk.hours.day_of(desk.clock.now())
        near = desk.spoken.articles_for(self.file.case.topic, day)
        ids = {article.id for article in near}
        others = [
            article
            for article in desk.spoken.articles.values()
            if article.id not in ids and article.in_force(day) and article.printable
        ]

        def picked(chosen: list[str] | None) -> None:
            if chosen is not None:
                cited.cite(chosen)

        self.app.push_screen(PickArticles([*near, *others], cited.get_content()), picked)
