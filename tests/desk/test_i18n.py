"""Two languages from one catalogue."""

import pytest

from desk import i18n
from desk.i18n import LANGUAGES, N_, _, current, say, system_language, use

HOLIDAY = N_("Spring Festival")


def test_the_language_of_the_interface_decides() -> None:
    use("zh_CN")
    assert (current(), _(HOLIDAY)) == ("zh_CN", "春节")
    use("en")
    assert (current(), _(HOLIDAY)) == ("en", "Spring Festival")


def test_a_text_in_a_named_language() -> None:
    use("en")
    assert say(HOLIDAY, "zh_CN") == "春节"
    use("zh_CN")
    assert say(HOLIDAY, "en") == "Spring Festival"


def test_an_empty_text_is_empty_in_every_language() -> None:
    assert [say("", language) for language in LANGUAGES] == ["", ""]


def test_text_of_people_passes_unchanged() -> None:
    assert say("台风停工", "en") == say("台风停工", "zh_CN") == "台风停工"


def test_a_language_that_is_not_there_is_an_error() -> None:
    use("en")
    with pytest.raises(ValueError, match="fr"):
        use("fr")
    assert current() == "en"


@pytest.mark.parametrize(
    ("variables", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh_CN"),
        ({"LANG": "zh_TW.UTF-8"}, "zh_CN"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "en_GB.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "zh_CN"),
    ],
)
def test_the_language_of_the_computer(
    variables: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert system_language() == language


def test_counted_phrases_have_their_form() -> None:
    use("en")
    forms = [i18n.ngettext("{n} case", "{n} cases", n).format(n=n) for n in (1, 2)]
    assert forms == ["1 case", "2 cases"]
