"""An import-linter contract: a package whose only imports from outside are the standard library.

import-linter's own `forbidden` contract needs the packages named one by one; this one forbids every
package that anybody may add later.
"""

import sys
from typing import cast

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output
from importlinter.domain.imports import Module
from typing_extensions import override


class StandardLibraryOnly(Contract):
    """Kept when `module` and all below it import only the standard library and the house."""

    type_name = "standard_library_only"

    module = fields.ModuleField()

    @override
    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        # import-linter puts the module in place of the field that declares it.
        root = cast(Module, self.module).name
        strangers = sorted(
            (importer, imported)
            for importer in {root} | graph.find_descendants(root)
            for imported in graph.find_modules_directly_imported_by(importer)
            if not _is_allowed(imported, root)
        )
        return ContractCheck(kept=not strangers, metadata={"strangers": strangers})

    @override
    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, imported in check.metadata["strangers"]:
            output.print_error(
                f"{importer} imports {imported}, which is not in the standard library."
            )


def _is_allowed(imported: str, root: str) -> bool:
    """Other floors of the same house are the layers contract's matter, not this one's."""
    top = imported.partition(".")[0]
    return top in sys.stdlib_module_names or top == root.partition(".")[0]
