"""Keys of a case, by subject; the seldom ones are reached through its menu and the palette."""

from screens.keys import Key
from screens.keys.case import answering, around, ending, handing, talking

KEYS: tuple[Key, ...] = (
    *answering.KEYS,
    *talking.KEYS,
    *handing.KEYS,
    *around.KEYS,
    *ending.KEYS,
)
