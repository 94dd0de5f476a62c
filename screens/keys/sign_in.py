"""Keys of the sign-in screen."""

from screens.keys import Key

KEYS: tuple[Key, ...] = ()
