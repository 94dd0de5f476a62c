"""Keys of the sign-in screen."""

from desk.i18n import N_
from screens.keys import Key

KEYS: tuple[Key, ...] = (
    Key(
        id="sign_in.seal",
        keys="ctrl+n",
        word=N_("Sealed code"),
        tip=N_("Come back with the code from the envelope when the highest PIN is forgotten."),
        action="open_seal",
    ),
)
