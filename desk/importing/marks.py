"""Marks of values that came by import: what differs from its mark was changed here by a person.

A mark cannot be turned back into the value, but a guess can be tried on it: erasing a field
erases its mark as well.
"""

from hashlib import blake2b


def mark(row_id: str, field: str, value: str) -> str:
    """The mark of one value of one row, ten hex characters."""
    return blake2b(f"{row_id}\x1f{field}\x1f{value}".encode(), digest_size=5).hexdigest()


def read(marks: str) -> dict[str, str]:
    """Field → mark."""
    return dict(one.split(":", 1) for one in marks.split() if ":" in one)


def written(marks: dict[str, str]) -> str:
    """Marks as a row keeps them."""
    return " ".join(f"{field}:{value}" for field, value in sorted(marks.items()))
