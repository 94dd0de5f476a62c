"""Identifiers: UUIDv7 for rows, short codes for people to read out."""

import secrets

from uuid6 import uuid7

# Without 0 O 1 I L: a customer reads the code out over a bad line.
_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_id() -> str:
    """A new row identifier: UUIDv7, so that ids sort by the time they were made."""
    return str(uuid7())


def lookup_code() -> str:
    """Eight characters with which a customer may ask how a case stands."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(8))
