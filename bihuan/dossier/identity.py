"""Who is one person. Judged in the linking queue, recorded as facts; every read goes through the canonical cadre."""

from collections.abc import Iterable

from bihuan.crypto.index import keyed_index
from bihuan.dossier.kinds import IdentityNumber, SamePerson


def canonical_map(seal: int | None = None) -> dict[int, int]:
    """Cadre number → canonical cadre number, for those alone that were judged to be somebody else's dossier."""
    judged = SamePerson.objects.known(seal).filter(judgement="same").order_by("entry_id", "pk")
    steps = dict(judged.values_list("cadre_id", "canonical_id"))
    return {cadre: _end(cadre, steps) for cadre in steps}


def _end(cadre: int, steps: dict[int, int]) -> int:
    seen = {cadre}
    while cadre in steps and steps[cadre] not in seen:
        cadre = steps[cadre]
        seen.add(cadre)
    return cadre


def canonical(cadre: int, seal: int | None = None) -> int:
    """The cadre that stands for this one."""
    return canonical_map(seal).get(cadre, cadre)


def members(cadre: int, seal: int | None = None) -> list[int]:
    """Every cadre number whose rows belong to this dossier, itself included."""
    mapping = canonical_map(seal)
    top = mapping.get(cadre, cadre)
    return [top, *sorted(other for other, end in mapping.items() if end == top)]


def identity_index(number: str) -> str:
    """The keyed index under which a 身份证号 is found without being readable."""
    return keyed_index("identity", number).hex()


def find_by_number(number: str, seal: int | None = None) -> int | None:
    """The canonical cadre with this 身份证号, present or former; None where no roster names it."""
    row = IdentityNumber.objects.known(seal).filter(number_index=identity_index(number)).order_by("-pk").first()
    return canonical(row.cadre_id, seal) if row else None


def numbers_of(cadres: Iterable[int], seal: int | None = None) -> dict[int, str]:
    """Cadre number → 身份证号 of that dossier as known at a seal: the one recorded last."""
    wanted = set(cadres)
    mapping = canonical_map(seal)
    asked = wanted | {other for other, end in mapping.items() if end in wanted}
    numbers: dict[int, str] = {}
    found = list(_in_chunks(sorted(asked), seal))
    # A dossier that was judged to be this one's gives its number only where this one has none of its own.
    for row in sorted(found, key=lambda row: (row.cadre_id in wanted, row.entry_id, row.pk)):
        numbers[row.cadre_id if row.cadre_id in wanted else mapping[row.cadre_id]] = row.number
    return numbers


def _in_chunks(cadres: list[int], seal: int | None, size: int = 5000) -> Iterable[IdentityNumber]:
    for start in range(0, len(cadres), size):
        yield from IdentityNumber.objects.known(seal).filter(cadre_id__in=cadres[start : start + size])
