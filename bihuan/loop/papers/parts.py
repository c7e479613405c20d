"""What papers share: addressee, number, office, day, the mark of a synthetic home."""

from collections.abc import Sequence

from django.conf import settings

from bihuan.dossier.projection import CurrentCadre
from bihuan.loop.matter import Matter
from bihuan.loop.papers.letter import Letter
from bihuan.loop.step_context import StepContext


def names_of(matter: Matter) -> str:
    """The people that a matter concerns, as an addressee: name only, no number."""
    cadres = CurrentCadre.objects.filter(pk__in=matter.cadres.values("pk")).order_by("pk")
    return "、".join(f"{cadre.name}同志" for cadre in cadres)


def letter(
    context: StepContext,
    title: str,
    paragraphs: Sequence[str],
    rows: Sequence[tuple[str, str]] = (),
    addressee: str | None = None,
    copies_to: str = "",
) -> Letter:
    matter = context.matter
    return Letter(
        title=title,
        number=f"〔{matter.number}〕",
        addressee=names_of(matter) if addressee is None else addressee,
        paragraphs=tuple(text for text in paragraphs if text),
        signed_by=matter.office.name,
        day=context.today,
        rows=tuple(rows),
        copies_to=copies_to,
        synthetic=bool(getattr(settings, "SYNTHETIC", False)),
    )
