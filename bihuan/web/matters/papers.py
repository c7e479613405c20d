"""A paper of a matter as a file."""

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.access.journalling import journal_export
from bihuan.access.models import Account
from bihuan.loop.acting import is_subject
from bihuan.loop.matter import Matter
from bihuan.loop.paperwork import file_of
from bihuan.loop.record import Paper
from bihuan.web.matters.seeing import seen_matter

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_FOR_THE_SUBJECT = frozenset({"restraint.talk_record"})
"""Papers that repeat what is withheld from the person (access/grants.py): the talker's notes."""


def papers_for(account: Account, matter: Matter) -> list[Paper]:
    found = matter.papers.select_related("issued_by").order_by("pk")
    withheld = NOT_FOR_THE_SUBJECT if is_subject(account, matter) else frozenset()
    return [paper for paper in found if paper.kind not in withheld]


@page(Area.MATTERS)
def paper(request: HttpRequest, number: int, paper: int) -> HttpResponseBase:
    account = reader(request)
    matter = seen_matter(account, number)
    found = next((one for one in papers_for(account, matter) if one.pk == paper), None)
    if found is None:
        raise Http404
    name, content = file_of(found)
    journal_export(account, "paper", 1, subject=matter.number)
    response = HttpResponse(content, content_type=MIME)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    return response
