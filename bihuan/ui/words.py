"""The few words that every page says the same way: severities and mechanisms."""

from django.utils.translation import gettext_lazy as _

MECHANISMS = {
    "cultivation": _("培养"),
    "assessment": _("考核"),
    "incentive": _("激励"),
    "restraint": _("约束"),
    "dossier": _("档案"),
}
SEVERITIES = {"red": _("红"), "yellow": _("黄"), "blue": _("蓝"), "green": _("绿")}
SEVERITY_MEANS = {
    "red": _("强制性规定未落实"),
    "yellow": _("超期或待核实"),
    "blue": _("提示"),
    "green": _("对本人有利、应予落实"),
}
TONES = ("red", "yellow", "blue", "green")
