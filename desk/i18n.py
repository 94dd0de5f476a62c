"""Two languages from one catalogue: English in the code, Chinese in locale/zh_CN."""

import gettext
import locale
import os
from functools import cache
from pathlib import Path

LANGUAGES = ("zh_CN", "en")
LOCALE_DIR = Path(__file__).with_name("locale")

_current = "zh_CN"


def N_(text: str) -> str:
    """Mark a string for the catalogue where it is defined; `_` translates it where it is shown."""
    return text


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("desk", LOCALE_DIR, languages=[language])


def use(language: str) -> None:
    """Set the language of the interface for this process; `language` is one of `LANGUAGES`."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def current() -> str:
    """The language of the interface, one of `LANGUAGES`."""
    return _current


def system_language() -> str:
    """The language the computer is set to: Chinese for any zh locale, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value and value not in ("C", "POSIX", "C.UTF-8"):
            return "zh_CN" if value.startswith("zh") else "en"
    code = locale.getlocale()[0] or ""
    return "en" if code.startswith("en") else "zh_CN"


def say(text: str, language: str) -> str:
    """`text` in a named language, for letters and for reading aloud."""
    return _catalogue(language).gettext(text) if text else ""


def _(text: str) -> str:
    """`text` in the language of the interface."""
    return say(text, _current)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a counted phrase for `n` in the language of the interface."""
    return _catalogue(_current).ngettext(singular, plural, n)
