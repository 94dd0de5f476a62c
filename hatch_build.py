"""Before Desk is installed or packed, its catalogue is compiled."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Puts desk.mo, which the repository does not hold, into an editable install or a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell the builder to take the file although it is ignored by git."""
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from tools.catalogue import compile_catalogue
        finally:
            sys.path.remove(str(root))
        made = compile_catalogue(root)
        build_data["artifacts"].append(f"/{made.relative_to(root).as_posix()}")
