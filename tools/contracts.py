"""An import contract of our own: some modules are imported directly by a few places only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """`modules` may be imported by `importers` and what lies below them, and by nothing else.

    Unlike the protected contract that comes with import-linter, neither need exist yet: a rule
    about a library stands before the first module that uses it.
    """

    type_name = "only"

    modules = fields.ListField(subfield=fields.StringField())
    importers = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Broken when a module of ours outside `importers` names one of `modules`."""
        modules, importers = self._names("modules"), self._names("importers")
        broken = [
            f"{importer} imports {imported}"
            for imported in sorted(graph.modules)
            if _within(imported, modules)
            for importer in sorted(graph.find_modules_that_directly_import(imported))
            if not _within(importer, importers) and not _within(importer, modules)
        ]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def _names(self, option: str) -> list[str]:
        # import-linter puts a list, or None, in the place of the declared field.
        return [str(name) for name in getattr(self, option) or ()]

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Name each import that may not be."""
        for line in check.metadata["broken"]:
            output.print_error(line)


def _within(module: str, packages: list[str]) -> bool:
    return any(module == name or module.startswith(f"{name}.") for name in packages)
