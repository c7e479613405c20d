"""The form that sends files: one or several, the feed told by their names or chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bihuan.access.models import Account
from bihuan.exchange.permitting import usable

ENDINGS = ".xlsx,.csv,.jsonl,.lrmx,.lrm,.pic"


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class UploadForm(forms.Form):
    """Only drawn and asked for `feed`; the files are taken by uploads.HeldUpload as they stream in."""

    sent = forms.FileField(
        label=_("文件"),
        widget=SeveralFiles({"multiple": True, "accept": ENDINGS}),
        help_text=_("可一次选取多个：.xlsx、.csv（UTF-8 或 GB18030）、.jsonl、.lrmx、.lrm"),
    )
    feed = forms.ChoiceField(label=_("汇聚"), required=False)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["feed"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("按文件名识别")), *choices]


def upload_form(account: Account, chosen: str = "") -> UploadForm | None:
    """None for whoever sends nothing."""
    sent = usable(account, "load")
    if not sent:
        return None
    return UploadForm(choices=[(feed.id, feed.name) for feed in sent], initial={"feed": chosen})
