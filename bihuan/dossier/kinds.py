"""The core kinds of fact: units and posts, and what a roster, an appointment list and a family list state."""

from django.db import models

from bihuan.calendar.partial import PartialDate
from bihuan.crypto.fields import EncryptedTextField
from bihuan.crypto.index import keyed_index
from bihuan.facts.kinds import Kind, kind
from bihuan.facts.models import Fact
from bihuan.facts.partial_field import PartialDateField


def name_birth_index(name: str, born_on: PartialDate | None) -> str:
    """The keyed index of a name and a birth month; empty where the month is not given."""
    if not name or born_on is None or born_on.precision == "year":
        return ""
    return keyed_index("name_birth", f"{name}|{born_on.text[:7]}").hex()


@kind(
    Kind(
        name="unit",
        label="单位",
        number=1,
        owner="dossier",
        temporal="standing",
        concerns=(),
        withheld=(
            "name",
            "short_name",
            "former_names",
        ),
        sensitivity="open",
        dated="founded_on",
    )
)
class UnitState(Fact):
    """A unit's names, parent, class and place, as the last delivery states them."""

    unit_code = models.TextField("单位编码", default="", db_index=True)
    name = models.TextField("单位名称", default="")
    short_name = models.TextField("简称", default="")
    former_names = models.TextField("曾用名", default="")
    parent_code = models.TextField("上级单位编码", default="")
    category = models.TextField("单位类别", default="")
    level = models.TextField("级别", default="")
    division_code = models.TextField("行政区划代码", default="")
    credit_code = models.TextField("统一社会信用代码", default="")
    is_vertical = models.BooleanField("是否垂管", null=True)
    founded_on = PartialDateField("设立日期")
    abolished_on = PartialDateField("撤销日期")
    merged_into_code = models.TextField("并入单位编码", default="")

    def title(self) -> str:
        return self.name


@kind(Kind(name="post", label="职位", number=2, owner="dossier", temporal="standing", concerns=(), sensitivity="open"))
class PostState(Fact):
    """A post's unit, level, class and superior, as the last delivery states them."""

    post_code = models.TextField("职位编码", default="", db_index=True)
    unit_code = models.TextField("单位编码", default="", db_index=True)
    name = models.TextField("职位名称", default="")
    level = models.TextField("职务层次", default="")
    category = models.TextField("职位类别", default="")
    is_chief = models.BooleanField("是否主要领导", null=True)
    is_team = models.BooleanField("是否班子成员", null=True)
    key_areas = models.TextField("重点岗位", default="")
    superior_code = models.TextField("直接上级职位编码", default="")
    establishment = models.IntegerField("职数", null=True)

    def title(self) -> str:
        return self.name


@kind(Kind(name="identity", label="身份证号", number=12, owner="dossier", temporal="standing", sensitivity="sensitive"))
class IdentityNumber(Fact):
    """A 身份证号 that belongs, or belonged, to the cadre."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    number = EncryptedTextField("身份证号", default="")
    number_index = models.CharField(max_length=64, default="", db_index=True)

    def derive(self) -> None:
        super().derive()
        self.number_index = keyed_index("identity", self.number).hex()

    def title(self) -> str:
        return f"身份证号 {self.number[:6]}********{self.number[-4:]}"


@kind(
    Kind(
        name="person",
        label="基本信息",
        number=3,
        owner="dossier",
        temporal="state",
        withheld=(
            "name",
            "major",
            "native_place",
            "birth_place",
            "growth_place",
        ),
    )
)
class Person(Fact):
    """Who somebody is: the part of the roster line that a person carries from post to post."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    name = models.TextField("姓名", default="")
    sex = models.TextField("性别", default="")
    born_on = PartialDateField("出生年月")
    ethnicity = models.TextField("民族", default="")
    native_place = models.TextField("籍贯", default="")
    birth_place = models.TextField("出生地", default="")
    growth_place = models.TextField("成长地", default="")
    growth_code = models.TextField("成长地区划代码", default="")
    political_status = models.TextField("政治面貌", default="")
    joined_party_on = PartialDateField("入党时间")
    began_work_on = PartialDateField("参加工作时间")
    full_time_education = models.TextField("全日制学历", default="")
    part_time_education = models.TextField("在职学历", default="")
    major = models.TextField("专业", default="")
    name_birth_index = models.CharField(max_length=64, default="", db_index=True)

    def derive(self) -> None:
        super().derive()
        self.name_birth_index = name_birth_index(self.name, self.born_on)

    def title(self) -> str:
        return "名册基本信息：" + "，".join(filter(None, (self.name, self.sex, self.political_status)))


@kind(Kind(name="employment", label="人员状态", number=4, owner="dossier", temporal="state"))
class Employment(Fact):
    """In what standing somebody is: category, whose to manage, in service or not."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    category = models.TextField("人员类别", default="")
    management = models.TextField("管理权限", default="")
    status = models.TextField("人员状态", default="")
    status_on = PartialDateField("状态日期")

    def title(self) -> str:
        return "人员状态：" + " · ".join(filter(None, (self.status, self.category, self.management)))


@kind(Kind(name="position", label="现任职务", number=5, owner="dossier", temporal="state"))
class Position(Fact):
    """The roster's present post, level and rank, with the day each is held from."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    unit_code = models.TextField("现任单位编码", default="", db_index=True)
    post_code = models.TextField("现任职位编码", default="", db_index=True)
    post_name = models.TextField("现任职务", default="")
    level = models.TextField("职务层次", default="")
    rank = models.TextField("职级", default="")
    position_since = PartialDateField("任现职时间")
    level_since = PartialDateField("任现职务层次时间")
    rank_since = PartialDateField("任现职级时间")
    grade_since = PartialDateField("任现级别时间")
    step_since = PartialDateField("任现档次时间")

    def title(self) -> str:
        return "名册现职：" + " · ".join(filter(None, (self.post_name, self.level, self.rank)))


@kind(Kind(name="appointment", label="任免记录", number=6, owner="dossier", temporal="state", dated="begun_on"))
class Appointment(Fact):
    """One appointment to a post, from 任职日期 until the day of 免职日期 (exclusive)."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    unit_code = models.TextField("单位编码", default="", db_index=True)
    post_code = models.TextField("职位编码", default="", db_index=True)
    post_name = models.TextField("职务名称", default="")
    level = models.TextField("职务层次", default="")
    begun_on = PartialDateField("任职日期")
    ended_on = PartialDateField("免职日期")
    mode = models.TextField("任职方式", default="")
    is_exceptional = models.BooleanField("是否破格", null=True)
    is_acting_chief = models.BooleanField("是否主持工作", null=True)
    document = models.TextField("任免文号", default="")
    exchange_kind = models.TextField("交流类型", default="")
    end_reason = models.TextField("免职原因", default="")

    def derive(self) -> None:
        super().derive()
        self.valid_to = self.ended_on.date if self.ended_on else None

    def title(self) -> str:
        ended = f"，至 {self.ended_on}" if self.ended_on else ""
        mode = f"（{self.mode}）" if self.mode else ""
        return f"任 {self.post_name}{mode}{ended}"


@kind(Kind(name="rank", label="职级", number=7, owner="dossier", temporal="state", dated="begun_on"))
class Rank(Fact):
    """A 职级 held from a day on."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    rank = models.TextField("职级", default="")
    begun_on = PartialDateField("起始日期")
    document = models.TextField("批准文号", default="")

    def title(self) -> str:
        return f"任职级 {self.rank}"


@kind(
    Kind(
        name="education",
        label="学历学位",
        number=8,
        owner="dossier",
        temporal="event",
        withheld=(
            "school",
            "major",
        ),
        dated="begun_on",
    )
)
class Education(Fact):
    """A school's certificate or degree."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    mode = models.TextField("教育类别", default="")
    level = models.TextField("学历", default="")
    degree = models.TextField("学位", default="")
    school = models.TextField("院校", default="")
    major = models.TextField("专业", default="")
    begun_on = PartialDateField("入学日期")
    ended_on = PartialDateField("毕业日期")

    def title(self) -> str:
        ended = f"，{self.ended_on} 毕业" if self.ended_on else ""
        return " ".join(filter(None, (self.mode, self.level, self.degree, self.school, self.major))) + ended


@kind(
    Kind(
        name="family",
        label="家庭成员及社会关系",
        number=9,
        owner="dossier",
        temporal="standing",
        sensitivity="sensitive",
    )
)
class Family(Fact):
    """A relative whom the cadre named. The name is kept encrypted; kin are found by keyed index."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    relation = models.TextField("称谓", default="")
    name = EncryptedTextField("姓名", default="")
    born_on = PartialDateField("出生年月")
    political_status = models.TextField("政治面貌", default="")
    work = EncryptedTextField("工作单位及职务", default="")
    number = EncryptedTextField("成员身份证号", default="")
    name_birth_index = models.CharField(max_length=64, default="", db_index=True)
    number_index = models.CharField(max_length=64, default="", db_index=True)

    def derive(self) -> None:
        super().derive()
        self.name_birth_index = name_birth_index(self.name, self.born_on)
        self.number_index = keyed_index("identity", self.number).hex() if self.number else ""

    def title(self) -> str:
        work = f"，{self.work}" if self.work else ""
        return f"{self.relation} {self.name}{work}"


@kind(
    Kind(
        name="recognition",
        label="容错澄清认定",
        number=10,
        owner="dossier",
        temporal="event",
        concerns=(),
        domain="discipline",
        withheld=(
            "target_key",
            "organ",
            "document",
        ),
        dated="recognised_on",
    )
)
class Recognition(Fact):
    """A fact about another fact: tolerated (容错), clarified (澄清), revoked (撤销) or not to be."""

    target_feed = models.TextField("原记录类别", default="")
    target_key = models.TextField("原记录键", default="")
    category = models.TextField("认定类型", default="")
    recognised_on = PartialDateField("认定日期")
    organ = models.TextField("认定机关", default="")
    document = models.TextField("文号", default="")
    target_index = models.CharField(max_length=64, default="", db_index=True)

    def title(self) -> str:
        organ = f"（{self.organ}）" if self.organ else ""
        return f"{self.category}认定{organ}"


@kind(
    Kind(
        name="appointment_form",
        label="任免审批表",
        number=11,
        owner="dossier",
        temporal="standing",
        sensitivity="sensitive",
    )
)
class AppointmentForm(Fact):
    """A 任免审批表 as it was delivered, every element of it."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    document = EncryptedTextField("表格", default="")

    def title(self) -> str:
        return "收到任免审批表"


@kind(
    Kind(
        name="same_person",
        label="身份认定",
        number=13,
        owner="dossier",
        temporal="standing",
        concerns=("cadre", "canonical"),
        sensitivity="sensitive",
    )
)
class SamePerson(Fact):
    """An officer's judgement that two dossiers are one person: reads of `cadre` go to `canonical` from then on."""

    cadre = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    canonical = models.ForeignKey("dossier.Cadre", on_delete=models.PROTECT, related_name="+")
    judgement = models.TextField("认定", default="same", choices=[("same", "同一人"), ("different", "不是同一人")])

    def title(self) -> str:
        return "认定为同一人" if self.judgement == "same" else "认定不是同一人"
