"""Findings follow their cadre: where two dossiers were judged to be one person, under the canonical number."""

from collections.abc import Mapping

from bihuan.policy.engine.placeholders import CADRE
from bihuan.policy.findings.substance import key_text
from bihuan.policy.models import Finding


def renumber(canonical: Mapping[int, int]) -> int:
    """Move what is stored under merged numbers; what the other dossier has already is left to end. How many moved."""
    if not canonical:
        return 0
    moved = 0
    for finding in Finding.objects.filter(people__in=list(canonical)).exclude(run=None).distinct():
        before = (finding.subject, finding.key)
        finding.subject = _subject(finding, canonical)
        finding.key = [
            CADRE.sub(lambda found: f"{{cadre:{canonical.get(int(found[1]), int(found[1]))}}}", part)
            for part in finding.key
        ]
        finding.cadres = sorted({canonical.get(cadre, cadre) for cadre in finding.cadres})
        finding.key_text, finding.digest = key_text(finding.key), ""
        place = Finding.objects.filter(check_id=finding.check_id, subject=finding.subject, key_text=finding.key_text)
        if (finding.subject, finding.key) != before and place.exclude(pk=finding.pk).exists():
            continue
        finding.save(update_fields=["subject", "key", "cadres", "key_text", "digest"])
        finding.people.set(finding.cadres)
        moved += 1
    return moved


def _subject(finding: Finding, canonical: Mapping[int, int]) -> str:
    if finding.subject_kind not in {"cadre", "pair"}:
        return finding.subject
    numbers = sorted(canonical.get(int(number), int(number)) for number in finding.subject.split("|"))
    return "|".join(map(str, numbers))
