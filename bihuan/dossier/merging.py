"""Units that became one (并入单位编码): their names find the people of either."""

from bihuan.dossier.kinds import UnitState


def merged_units(seal: int | None = None) -> dict[str, frozenset[str]]:
    """Unit code → the codes of all units that one merger, or a chain of them, made one; units that stand alone are absent."""
    steps = UnitState.objects.known(seal).exclude(merged_into_code="").values_list("unit_code", "merged_into_code")
    groups: dict[str, set[str]] = {}
    for code, into in steps:
        one = groups.get(code, {code}) | groups.get(into, {into})
        groups |= dict.fromkeys(one, one)
    return {code: frozenset(group) for code, group in groups.items() if len(group) > 1}
