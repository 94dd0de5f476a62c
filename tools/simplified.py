"""Makes desk/simplified.py from OpenCC's table of traditional characters.

python tools/simplified.py TSCharacters.txt

The table (BYVoid/OpenCC, data/dictionary/TSCharacters.txt, Apache License 2.0) has one line for a
character: itself, a tab, its simplified forms with the usual one first. 著 and 乾 stand there
for themselves as well; for searching each folds to the other form.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).parents[1] / "desk" / "simplified.py"
FURTHER = {"著": "着"}
"""Characters that are their own simplified form and yet another one's traditional form."""
ACROSS = 46
"""Characters in a line of the result: each is two columns wide."""

HEAD = '''"""Traditional characters as their simplified forms, one for one; see tools/simplified.py.

After OpenCC's table of characters, Apache License 2.0.
"""

from typing import Final

TRADITIONAL: Final = (
{traditional}
)
SIMPLIFIED: Final = (
{simplified}
)
"""The character at the same place is the simplified form."""
'''


def table(text: str) -> dict[str, str]:
    """Each traditional character with the form behind which nothing further folds."""
    found = dict(FURTHER)
    for line in text.splitlines():
        character, _tab, forms = line.partition("\t")
        form = forms.split()[0]
        if len(character) == len(form) == 1 and character != form:
            found[character] = form
    return {character: _last(found, form) for character, form in found.items()}


def _last(found: dict[str, str], form: str) -> str:
    while form in found:
        form = found[form]
    return form


def _lines(text: str) -> Iterator[str]:
    for at in range(0, len(text), ACROSS):
        yield f'    "{text[at : at + ACROSS]}"'


def main(path: str) -> None:
    """Write the module."""
    found = table(Path(path).read_text(encoding="utf-8"))
    characters = sorted(found)
    module = HEAD.format(
        traditional="\n".join(_lines("".join(characters))),
        simplified="\n".join(_lines("".join(found[character] for character in characters))),
    )
    OUT.write_text(module, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
