"""The texts that letters are composed from: the shipped ones, with a site's own over them."""

import hashlib
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from desk.i18n import _
from desk.refusals import Fault, Refusal

ENDING = ".j2"


def templates_folder() -> Path:
    """Where the templates are: beside the packages in a checkout, else where the wheel put them."""
    here = Path(__file__).resolve().parents[2] / "templates" / "letters"
    if here.is_dir():
        return here
    installed = Path(sysconfig.get_path("purelib")) / "templates" / "letters"
    if installed.is_dir():
        return installed
    raise Fault(
        _("The letter templates are missing."),
        _("Install Desk again; the folder templates/letters belongs to it."),
    )


def text_hash(text: str) -> str:
    """SHA-256 (hex) by which a text is known."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Shelf:
    """Names and texts of templates and frames; `own` are the names that are not as shipped."""

    texts: tuple[tuple[str, str], ...]
    own: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Mapping[str, str]) -> "Shelf":
        """A shelf that holds these texts and no others."""
        return cls(tuple(sorted(texts.items())))

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all texts, in order."""
        return tuple(name for name, _text in self.texts)

    def text(self, name: str) -> str | None:
        """A text by its name."""
        return dict(self.texts).get(name)

    def over(self, texts: Mapping[str, str]) -> "Shelf":
        """This shelf with some texts in the place of its own."""
        if not texts:
            return self
        every = {**dict(self.texts), **texts}
        return Shelf(tuple(sorted(every.items())), self.own | frozenset(texts))


@cache
def shipped() -> Shelf:
    """The texts that Desk comes with; read once."""
    found = sorted(templates_folder().glob(f"*{ENDING}"))
    return Shelf.of({path.name: path.read_text(encoding="utf-8") for path in found})


def template_names(asked: str, shelf: Shelf) -> list[str]:
    """The texts of a shelf meant by a name with or without its endings, "reply.zh_CN" or "reply".

    A whole name means one text; a bare kind means that of each language.
    """
    asked = asked.strip()
    exact = [name for name in shelf.names if asked in (name, *_short(name))]
    return exact or [name for name in shelf.names if asked and name.split(".")[0] == asked]


def one_name(asked: str, shelf: Shelf) -> str:
    """The one template meant by a name; refuses none and several."""
    found = template_names(asked, shelf)
    if len(found) == 1:
        return found[0]
    if found:
        raise Refusal(
            _("Several templates are called so: {names}.").format(names=", ".join(found)),
            _("Say the language too."),
            field="name",
            code="which_template",
        )
    raise Refusal(
        _("There is no template {name}.").format(name=asked),
        _("“desk letter template list” shows the names."),
        field="name",
        code="no_template",
    )


def _short(name: str) -> tuple[str, str]:
    bare = name.removesuffix(ENDING)
    return bare, bare.removesuffix(".md")
