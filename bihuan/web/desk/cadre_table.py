"""The columns of a list of cadres."""

from typing import Any

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from bihuan.dossier.projection import CurrentCadre


class CadreTable(tables.Table):  # type: ignore[misc]
    """On the screen the columns that one looks for; the export has those and the rest."""

    export_href: str = ""
    carried: str = ""

    name = tables.Column(verbose_name=_("姓名"))
    sex = tables.Column(verbose_name=_("性别"))
    born_on = tables.Column(verbose_name=_("出生年月"))
    unit_name = tables.Column(verbose_name=_("单位"), order_by=("unit_code",))
    post_name = tables.Column(verbose_name=_("职务"))
    level = tables.Column(verbose_name=_("职务层次"))
    rank = tables.Column(verbose_name=_("职级"))
    position_since = tables.Column(verbose_name=_("任现职时间"))
    status = tables.Column(verbose_name=_("人员状态"))

    class Meta:
        model = CurrentCadre
        fields = (
            "name",
            "sex",
            "born_on",
            "unit_name",
            "post_name",
            "level",
            "rank",
            "position_since",
            "status",
        )
        order_by = ("unit_name", "name")
        empty_text = _("没有符合条件的干部")

    def render_name(self, value: str, record: CurrentCadre) -> str:
        from django.urls import reverse
        from django.utils.html import format_html

        address = reverse("cadre", args=[record.cadre_id]) + self.carried
        return format_html('<a href="{}"><strong>{}</strong></a>', address, value)

    def value_name(self, value: str) -> str:
        return value


class FullCadreTable(CadreTable):
    """For the export."""

    category = tables.Column(verbose_name=_("人员类别"))
    management = tables.Column(verbose_name=_("管理权限"))
    political_status = tables.Column(verbose_name=_("政治面貌"))
    education = tables.Column(verbose_name=_("学历"))

    class Meta(CadreTable.Meta):
        fields: Any = (*CadreTable.Meta.fields, "category", "management", "political_status", "education")
