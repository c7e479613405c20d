"""Kinds of fact of restraint (约束)."""

from django.db import models

from bihuan.crypto.fields import EncryptedTextField
from bihuan.crypto.index import keyed_index
from bihuan.facts.kinds import Kind, kind
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField


@kind(
    Kind(
        name="sanction",
        label="处分处理",
        number=50,
        owner="restraint",
        temporal="event",
        domain="discipline",
        sensitivity="sealed",
        dated="decided_on",
    )
)
class Sanction(Fact):
    """A sanction or a lesser measure, with its influence period where stated."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    category = models.TextField("类别", default="")
    penalty = models.TextField("种类", default="")
    decided_on = PartialDateField("决定日期")
    influence_to = PartialDateField("影响期止")
    document = models.TextField("文号", default="")
    reason_text = EncryptedTextField("事由", default="")
    form = models.TextField("形态", default="")
    circumstance = models.TextField("情形", default="")

    def title(self) -> str:
        until = f"，影响期至 {self.influence_to}" if self.influence_to else ""
        return f"{self.category}：{self.penalty}{until}"


@kind(
    Kind(
        name="inquiry",
        label="函询",
        number=51,
        owner="restraint",
        temporal="standing",
        domain="discipline",
        sensitivity="sealed",
        dated="delivered_on",
    )
)
class Inquiry(Fact):
    """A letter of inquiry (函询) and its answer."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    number = models.TextField("函询编号", default="", db_index=True)
    route = models.TextField("路径", default="")
    delivered_on = PartialDateField("送达日期")
    replied_on = PartialDateField("回复日期")
    result = models.TextField("办理结果", default="")

    def title(self) -> str:
        replied = f"，{self.replied_on} 回复" if self.replied_on else "，未回复"
        return f"函询 {self.number}{replied}" + (f"，{self.result}" if self.result else "")


@kind(
    Kind(
        name="petition",
        label="信访反映",
        number=52,
        owner="restraint",
        temporal="event",
        concerns=("accused",),
        domain="petition",
        withheld=("handling_unit",),
        sensitivity="sealed",
        dated="registered_on",
    )
)
class Petition(Fact):
    """A petition or a report, as registered. Sealed: never shown to whom it is about."""

    accused = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+", null=True)
    number = models.TextField("登记编号", default="", db_index=True)
    registered_on = PartialDateField("登记日期")
    category = models.TextField("反映类别", default="")
    original_number = models.TextField("原登记编号", default="")
    is_named = models.BooleanField("是否实名", null=True)
    origin = models.TextField("来源", default="")
    handling_unit = models.TextField("办理单位", default="")
    accepted_on = PartialDateField("受理日期")
    extended_to = PartialDateField("延期至")
    closed_on = PartialDateField("办结日期")
    result = models.TextField("办理结果", default="")
    organ_level = models.TextField("认定机关级别", default="")

    def title(self) -> str:
        return f"{self.category or '信访'} {self.number}" + (f"：{self.result}" if self.result else "")


@kind(
    Kind(
        name="audit",
        label="审计问题",
        number=53,
        owner="restraint",
        temporal="event",
        concerns=("responsible",),
        domain="audit",
        dated="found_on",
    )
)
class Audit(Fact):
    """A finding of an audit, or that it found nothing (item 0)."""

    responsible = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+", null=True)
    number = models.TextField("审计项目编号", default="", db_index=True)
    item = models.TextField("序号", default="")
    unit_code = models.TextField("被审计单位编码", default="", db_index=True)
    audit_kind = models.TextField("审计类型", default="")
    problem = models.TextField("问题类别", default="")
    amount = models.DecimalField("金额", max_digits=18, decimal_places=4, null=True)
    liability = models.TextField("责任类型", default="")
    circumstance = models.TextField("情形", default="")
    found_on = PartialDateField("发现日期")
    due_on = PartialDateField("整改期限")
    extended_to = PartialDateField("延期至")
    rectified_on = PartialDateField("整改日期")
    status = models.TextField("整改状态", default="")

    def title(self) -> str:
        if self.item == "0":
            return f"审计 {self.number}：未发现问题"
        return f"审计问题 {self.number}/{self.item}：" + "，".join(filter(None, (self.problem, self.status)))


@kind(
    Kind(
        name="declaration",
        label="个人有关事项报告",
        number=54,
        owner="restraint",
        temporal="standing",
        domain="declarations",
        sensitivity="sensitive",
        dated="submitted_on",
    )
)
class Declaration(Fact):
    """One item of a declaration (个人有关事项报告)."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("报告年度", null=True)
    report_kind = models.TextField("报告类型", default="")
    submitted_on = PartialDateField("提交日期")
    reference_on = PartialDateField("基准日")
    special_reason = EncryptedTextField("特殊原因", default="")
    has_special_reason = models.BooleanField("有特殊原因", default=False)
    item = models.TextField("事项类别", default="")
    subtype = models.TextField("子类", default="")
    item_number = models.TextField("序号", default="")
    content = EncryptedTextField("内容", default="")
    credit_code = models.TextField("信用代码", default="")
    amount = models.DecimalField("金额", max_digits=18, decimal_places=4, null=True)
    area = models.DecimalField("面积", max_digits=18, decimal_places=4, null=True)
    persons = EncryptedTextField("涉及人", default="")
    changed_on = PartialDateField("变动日期")
    content_index = models.CharField(max_length=64, default="", db_index=True)

    def derive(self) -> None:
        super().derive()
        self.has_special_reason = bool(self.special_reason)
        self.content_index = keyed_index("text", self.content).hex() if self.content else ""

    def title(self) -> str:
        return f"{self.year or ''} 年{self.report_kind}报告：{self.item}" + (
            f"（{self.subtype}）" if self.subtype else ""
        )


@kind(
    Kind(
        name="verification",
        label="核查比对",
        number=55,
        owner="restraint",
        temporal="standing",
        domain="declarations",
        withheld=("organ",),
        sensitivity="sealed",
        dated="verified_on",
    )
)
class Verification(Fact):
    """One item that a register holds, to compare a declaration with."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    year = models.IntegerField("核查年度", null=True)
    item = models.TextField("事项类别", default="")
    subtype = models.TextField("子类", default="")
    is_none = models.BooleanField("核查值为无", default=False)
    item_number = models.TextField("序号", default="")
    content = EncryptedTextField("核查值", default="")
    credit_code = models.TextField("信用代码", default="")
    amount = models.DecimalField("金额", max_digits=18, decimal_places=4, null=True)
    area = models.DecimalField("面积", max_digits=18, decimal_places=4, null=True)
    acquired_on = PartialDateField("取得日期")
    organ = models.TextField("核查单位", default="")
    verified_on = PartialDateField("核查日期")
    verification_kind = models.TextField("核查类型", default="")
    conclusion = models.TextField("认定结论", default="")
    content_index = models.CharField(max_length=64, default="", db_index=True)

    def derive(self) -> None:
        super().derive()
        self.is_none = self.content == "无"
        self.content_index = keyed_index("text", self.content).hex() if self.content else ""

    def title(self) -> str:
        return f"{self.year or ''} 年核查：{self.item}" + (f"，{self.conclusion}" if self.conclusion else "")


@kind(
    Kind(
        name="talk",
        label="谈心谈话",
        number=56,
        owner="restraint",
        temporal="event",
        withheld=("talker",),
        sensitivity="sensitive",
        dated="held_on",
    )
)
class Talk(Fact):
    """A recorded talk."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    category = models.TextField("类型", default="")
    held_on = PartialDateField("日期")
    talker = models.TextField("谈话人", default="")
    points = EncryptedTextField("要点", default="")
    attitude = EncryptedTextField("本人态度", default="")

    def title(self) -> str:
        return f"{self.category}谈话" + (f"，谈话人 {self.talker}" if self.talker else "")


@kind(
    Kind(
        name="power",
        label="权力清单",
        number=57,
        owner="restraint",
        temporal="standing",
        concerns=(),
        withheld=("name",),
        sensitivity="open",
    )
)
class Power(Fact):
    """An item of a unit's power list."""

    unit_code = models.TextField("单位编码", default="")
    item_code = models.TextField("事项编码", default="")
    name = models.TextField("事项名称", default="")
    area = models.TextField("领域", default="")
    post_code = models.TextField("责任职位编码", default="")
    risk = models.TextField("风险等级", default="")
    negative_list = models.TextField("负面清单", default="")
    publication = models.TextField("公开方式", default="")
    limit_days = models.IntegerField("法定时限", null=True)

    def title(self) -> str:
        return self.name


@kind(
    Kind(
        name="approval",
        label="审批与资金办件",
        number=58,
        owner="restraint",
        temporal="event",
        concerns=("handler", "reviewer"),
        dated="accepted_on",
    )
)
class Approval(Fact):
    """A case handled: an approval or a payment."""

    handler = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+", null=True)
    number = models.TextField("办件编号", default="", db_index=True)
    item_code = models.TextField("事项编码", default="")
    applicant = EncryptedTextField("申请人", default="")
    applicant_number = EncryptedTextField("申请人证件号", default="")
    applicant_credit_code = models.TextField("申请人信用代码", default="")
    accepted_on = PartialDateField("受理日期")
    suspended_days = models.IntegerField("暂停工作日", null=True)
    closed_on = PartialDateField("办结日期")
    amount = models.DecimalField("金额", max_digits=18, decimal_places=4, null=True)
    result = models.TextField("结果", default="")
    applicant_number_index = models.CharField(max_length=64, default="", db_index=True)

    def derive(self) -> None:
        super().derive()
        number = self.applicant_number
        self.applicant_number_index = keyed_index("identity", number).hex() if number else ""

    def title(self) -> str:
        return f"办件 {self.number}" + (f"：{self.result}" if self.result else "")
