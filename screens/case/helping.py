"""Help while an answer is written: prepared words, articles it may cite, the files of the case."""

from textual import on

from desk.enums import Conclusion, LinkKind
from desk.forms_counter import LinkForm
from desk.proposals import TRUE, Proposal
from desk.related import Beside, Related
from desk.services import linking, related
from desk.services.proposals import propose
from screens.case.articles import Cited, PickArticles
from screens.case.form import WRITABLE, AnswerPanel, labels
from screens.case.mending import Mending


class Helping(Mending):
    """What ctrl+u and the field of articles offer to the form on the right."""

    def __init__(self, subject: str = "") -> None:
        super().__init__(subject)
        self.form = AnswerPanel()
        self._last_text = "finding"
        # Where prepared words go when the cursor stands elsewhere: the last field that took words.

    def action_words(self) -> None:
        position, reference = self.form.position, self.reference()
        if self.file is None or not position:
            return
        here = self.field_here()
        field = here if here in WRITABLE else ""

        def put(one: Proposal | None) -> None:
            if one is not None and self.form.position == position:
                self.form.put_in(one.text, field or one.field or self._last_text)

        def choose(found: list[Proposal]) -> None:
            from screens.dialogs.proposals import Proposals

            self.app.push_screen(Proposals(found, labels(), here=field), put)

        chosen = str(self.form.content()["conclusion"])
        concluded = Conclusion(chosen) if chosen else None
        self.read(
            lambda desk, who: propose(desk, who, reference, position, concluded=concluded),
            choose,
            group="propose",
        )

    def may_apologise(self) -> bool:
        conclusion = self.form.content()["conclusion"] if self.form.position else ""
        return conclusion in [one.value for one in TRUE]

    def put_apology(self, text: str) -> None:
        self.form.put_in(text, "apology")

    def action_files(self) -> None:
        """The files of the case."""
        from screens.files.files import CaseFiles

        def closed(changed: bool | None) -> None:
            if changed:
                self.load()

        self.app.push_screen(CaseFiles(self.subject), closed)

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

    def action_beside(self) -> None:
        """Earlier cases that may belong beside this one, each with why."""
        reference = self.subject
        self.read(lambda desk, who: related.related(desk, who, reference), self._show_beside)

    def _show_beside(self, found: Beside) -> None:
        from screens.dialogs.beside import CasesBeside

        desk, file = self.desk_app.desk, self.file
        if desk is None or file is None:
            return
        reference = self.subject
        named = set(file.linked.values())

        def name(row: Related) -> set[str]:
            kind = LinkKind.RELATED if row.case.open else LinkKind.FOLLOWS
            form = LinkForm(other=row.case.reference, kind=kind)
            other = row.case.reference

            def linked(_made: object) -> None:
                self.link_may_go(lambda: other)
                self.load()

            self.write(lambda desk, who: linking.link_cases(desk, who, reference, form), linked)
            named.add(row.case.reference)
            return named

        self.app.push_screen(CasesBeside(found, desk.branch.timezone, named, name))
