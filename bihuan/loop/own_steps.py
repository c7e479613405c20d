"""The forms, papers and handlers of the loop itself: what belongs to no single mechanism."""

from bihuan.loop.forms.objection import (
    AnswerObjectionForm,
    AskSourceForm,
    DecideObjectionForm,
    FileObjectionForm,
    SourceAnswerForm,
)
from bihuan.loop.forms.review import ReviewForm
from bihuan.loop.forms.statement import AnswerForm, DeliveryForm, LetterDeliveryForm, NoticeForm, TextForm
from bihuan.loop.forms.supervision import AssignForm, HandleForm, ReplyForm, VerifyForm
from bihuan.loop.objections import record_objection
from bihuan.loop.papers.own import objection_answer, statement_notice
from bihuan.loop.registry import register_form, register_handler, register_paper

FORMS = {
    "loop.review": ReviewForm,
    "loop.statement_notice": NoticeForm,
    "loop.statement_delivery": DeliveryForm,
    "loop.statement_text": TextForm,
    "loop.statement_answer": AnswerForm,
    "loop.letter_delivery": LetterDeliveryForm,
    "loop.assign": AssignForm,
    "loop.reply": ReplyForm,
    "loop.verify": VerifyForm,
    "loop.handle": HandleForm,
    "loop.objection_filed": FileObjectionForm,
    "loop.objection_asked": AskSourceForm,
    "loop.objection_source": SourceAnswerForm,
    "loop.objection_decided": DecideObjectionForm,
    "loop.objection_answered": AnswerObjectionForm,
}


def register() -> None:
    for name, form in FORMS.items():
        register_form(name, form)
    register_handler("loop.objection", record_objection)
    register_paper("loop.statement_notice", "听取陈述申辩告知书", statement_notice)
    register_paper("loop.objection_answer", "异议答复书", objection_answer)
