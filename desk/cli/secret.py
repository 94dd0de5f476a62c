"""Passphrases and recovery keys on their way in: unseen, and never from the command line."""

import os
import sys

from desk.i18n import _
from desk.refusals import Refusal

PASSPHRASE = "DESK_PASSPHRASE"
"""Environment variable with the passphrase of an encrypted book."""
NEW_PASSPHRASE = "DESK_NEW_PASSPHRASE"
"""Environment variable with a passphrase that is being set."""
BACKUP_PASSPHRASE = "DESK_BACKUP_PASSPHRASE"
"""Environment variable with the passphrase of a backup, when it is not that of the book."""
RECOVERY_KEY = "DESK_RECOVERY_KEY"
"""Environment variable with the recovery key of an encrypted book."""
BY_NUMBER = "_FD"
"""Ends the name of a variable that holds the number of an open file to read the secret from."""
LONGEST = 1000

_read: dict[str, str] = {}


def secret(variable: str, prompt: str, *, twice: bool = False) -> str:
    """A secret from the environment, from an open file it names, or typed unseen at a terminal."""
    handed_over = given(variable)
    if handed_over:
        return handed_over
    if not (sys.stdin and sys.stdin.isatty()):
        raise Refusal(
            _("{what} is missing.").format(what=prompt),
            _(
                "Set it in the environment as {variable}, or name an open file there by its "
                "number as {file}."
            ).format(variable=variable, file=f"{variable}{BY_NUMBER}"),
            field="passphrase",
            code="passphrase_missing",
        )
    from getpass import getpass

    typed = getpass(f"{prompt}: ")
    if twice and getpass(f"{_('Once more')}: ") != typed:
        raise Refusal(
            _("The two are not the same."),
            _("Try again."),
            field="passphrase",
            code="passphrase_differs",
        )
    return typed


def given(variable: str) -> str:
    """The secret that was handed over with the command; "" when there is none."""
    return os.environ.get(variable, "") or _from_file(f"{variable}{BY_NUMBER}")


def _from_file(variable: str) -> str:
    number = os.environ.get(variable, "")
    if not (number.isascii() and number.isdigit()):
        return ""
    # It can be read once; whoever asks twice gets the same.
    if number not in _read:
        try:
            with os.fdopen(int(number), "rb") as file:
                line = file.readline(LONGEST)
        except OSError as error:
            raise Refusal(
                _("The open file {number} cannot be read: {reason}").format(
                    number=number, reason=error.strerror or error
                ),
                _("Hand it over like this: desk … {number}< FILE").format(number=number),
                field="passphrase",
                code="passphrase_missing",
            ) from error
        _read[number] = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
    return _read[number]
