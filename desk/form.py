"""What all forms share."""

from typing import Any, ClassVar


class Form:
    """Base of all forms: unknown fields are refused when a form is read from JSON."""

    __slots__ = ()
    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid"}
