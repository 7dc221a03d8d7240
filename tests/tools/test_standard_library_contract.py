"""The contract sees a stranger anywhere under the package, and nothing else."""

from grimp import ImportGraph
from importlinter.domain.imports import Module

from tools.standard_library_contract import StandardLibraryOnly


def _graph(*imports: tuple[str, str]) -> ImportGraph:
    graph = ImportGraph()
    for module in ("house", "house.core", "house.core.deep", "house.web"):
        graph.add_module(module)
    for importer, imported in imports:
        top = imported.partition(".")[0]
        if top != "house":
            graph.add_module(imported, is_squashed=True)
        graph.add_import(importer=importer, imported=imported)
    return graph


def _check(graph: ImportGraph) -> list[tuple[str, str]]:
    contract = StandardLibraryOnly(
        name="core alone", session_options={}, contract_options={"module": "house.core"}
    )
    assert contract.module == Module("house.core")
    found = contract.check(graph, verbose=False)
    strangers: list[tuple[str, str]] = found.metadata["strangers"]
    assert found.kept == (not strangers)
    return strangers


def test_standard_library_and_the_house_are_kept() -> None:
    graph = _graph(("house.core", "decimal"), ("house.core.deep", "house.core"))
    assert _check(graph) == []


def test_a_stranger_deep_inside_is_named() -> None:
    graph = _graph(("house.core.deep", "django"), ("house.web", "django"))
    assert _check(graph) == [("house.core.deep", "django")]
