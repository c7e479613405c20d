"""Words of open lists that nobody knows yet: an officer says what each means."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from bihuan.access.areas import Area
from bihuan.access.guarding import page, reader
from bihuan.exchange.codes import WordUnknown, known_words, map_word
from bihuan.exchange.feeds import all_feeds
from bihuan.exchange.models import Batch, CodeWord
from bihuan.facts.entries import ReasonMissing
from bihuan.journal.writing import record
from bihuan.web.exchange.asking import batch_or_404


@dataclass(frozen=True, slots=True)
class UnknownWord:
    """A word of a delivery, in which column, how often; `means` once an officer has said so."""

    list: str
    column: str
    word: str
    count: int
    means: str
    choices: Sequence[str]


def words_in(batch: Batch) -> list[UnknownWord]:
    """The words that this delivery brought up, with what has been said of them since."""
    notes = [note for note in batch.notes if "word" in note]
    rows = CodeWord.objects.filter(list__in={note["list"] for note in notes})
    means = {(row.list, row.word): row.means for row in rows} if notes else {}
    return [
        UnknownWord(
            str(note["list"]),
            _column_of(batch.feed, str(note["list"])),
            str(note["word"]),
            int(note["count"]),
            means.get((note["list"], note["word"]), ""),
            sorted(known_words(str(note["list"]))),
        )
        for note in notes
    ]


def _column_of(feed: str, name: str) -> str:
    columns = all_feeds()[feed].columns.values()
    return next((column.name for column in columns if column.open == name), name)


@require_POST
@page(Area.FEEDS)
def map_words(request: HttpRequest, number: int) -> HttpResponseBase:
    """Take one answer: facts on record are corrected, later deliveries are read so."""
    account = reader(request)
    batch, _feed = batch_or_404(account, number, "decide")
    name, word = request.POST.get("list", ""), request.POST.get("word", "")
    means, reason = request.POST.get("means", "").strip(), request.POST.get("reason", "").strip()
    if not means or not any(one.list == name and one.word == word for one in words_in(batch)):
        messages.error(request, _("请写明这个用语是什么意思"))
        return redirect("batch", number)
    try:
        corrected = map_word(name, word, means, account.username, reason)
    except WordUnknown as unknown:
        messages.error(request, str(unknown))
    except ReasonMissing:
        messages.error(request, _("认定必须写明理由"))
    else:
        detail: dict[str, object] = {"list": name, "corrected": corrected}
        record("exchange.map_word", actor=str(account.pk), subject_kind="batch", subject_ref=str(number), detail=detail)
        said = ngettext("已认定，更正了 %(count)s 条已入账的记录", "已认定，更正了 %(count)s 条已入账的记录", corrected)
        messages.success(request, said % {"count": corrected})
    return redirect("batch", number)
