"""Where a line of Chinese may break: between any two characters, but not everywhere.

A line does not begin with what closes (，。！）”) nor end with what opens (《（“), and a word or a
number of Latin letters and digits stays whole. Libraries that break lines at spaces alone put
whole sentences of Chinese on a line of their own behind a sign.
"""

import re

_WIDE = "\u2e80-\u2fff\u3004-\u3007\u3021-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters of which each is a word for this: ideographs, kana, hangul."""
_OPENING = "“‘（［｛《〈「『【〔￥"
_CLOSING = "”），．、。：；！？％［］｝》〉」』】〕…—·～"
_LATIN = rf"[^\s{_WIDE}{_OPENING}{_CLOSING}]"
PIECE = rf"(?=\S)[{_OPENING}]*(?:[{_WIDE}]|{_LATIN}+)?[{_CLOSING}]*"
"""One piece that is never broken, as a regular expression; between two of them is a break."""

WORD = re.compile(rf"\s*{PIECE}\s*")
"""A piece with the space around it, as Rich looks for the words of a line."""
CHUNK = re.compile(rf"{PIECE}\s*|\s+")
"""A piece with the space behind it, as Textual looks for those of a text that is edited."""
