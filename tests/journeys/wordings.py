"""What the columns of feeds.md hold, read from that page for these tests alone, and words that mean the same."""

PERSON = {
    "人员标识": "",
    "责任人标识": "责任人",
    "被反映人标识": "被反映人",
    "被评人标识": "被评人",
    "经办人标识": "经办人",
    "审核人标识": "审核人",
}
ORDER = (
    "units posts roster appointments ranks education family training practice ledger key_tasks assessments ratings "
    "awards sanctions inquiries petitions audits declarations verifications talks selection powers approvals recognitions"
).split()
NAMES = {
    "units": "单位", "posts": "职位", "roster": "干部名册", "appointments": "任免记录", "ranks": "职级",
    "education": "学历学位", "family": "家庭成员及社会关系", "training": "培训记录", "practice": "实践锻炼",
    "ledger": "月度工作台账", "key_tasks": "重点任务", "assessments": "考核结果", "ratings": "测评评分", "awards": "奖励",
    "sanctions": "处分处理", "inquiries": "函询", "petitions": "信访反映", "audits": "审计问题",
    "declarations": "个人有关事项报告", "verifications": "核查比对", "talks": "谈心谈话", "selection": "选任纪实",
    "powers": "权力清单", "approvals": "审批与资金办件", "recognitions": "容错澄清认定",
}  # fmt: skip
REQUIRED = {
    "units": "单位编码 单位名称",
    "posts": "职位编码 单位编码 职位名称",
    "roster": "姓名 身份证号 性别 出生年月 现任单位编码",
    "appointments": "人员标识 单位编码 职务名称 任职日期",
    "ranks": "人员标识 职级 起始日期",
    "education": "人员标识",
    "family": "人员标识 称谓 姓名",
    "training": "人员标识 班次名称 开始日期 学时",
    "practice": "人员标识 锻炼类型 开始日期",
    "ledger": "人员标识 月份 事项",
    "key_tasks": "任务编号 任务名称 责任人标识 截止日期",
    "assessments": "人员标识 考核类型 期间 等次",
    "ratings": "测评编号 被评人标识 票号 指标 分值",
    "awards": "人员标识 奖励名称 授予日期",
    "sanctions": "人员标识 类别 种类 决定日期",
    "inquiries": "函询编号 人员标识",
    "petitions": "登记编号 登记日期",
    "audits": "审计项目编号 序号 被审计单位编码 发现日期",
    "declarations": "人员标识 报告年度 提交日期 事项类别",
    "verifications": "人员标识 核查年度 事项类别 核查日期",
    "talks": "人员标识 类型 日期",
    "selection": "选任编号 人员标识 拟任职务",
    "powers": "单位编码 事项编码 事项名称",
    "approvals": "办件编号 事项编码 经办人标识 受理日期",
    "recognitions": "原记录类别 原记录键 认定类型 认定日期",
}
KEYS: dict[str, tuple[str | tuple[str, ...], ...]] = {
    "units": ("单位编码",),
    "posts": ("职位编码",),
    "roster": ("身份证号",),
    "appointments": ("人员标识", ("职位编码", "单位编码", "职务名称"), "任职日期"),
    "ranks": ("人员标识", "职级", "起始日期"),
    "education": ("人员标识", "学历", "院校"),
    "family": ("人员标识", "称谓", "姓名"),
    "training": ("人员标识", "班次名称", "开始日期"),
    "practice": ("人员标识", ("岗位", "接收单位"), "开始日期"),
    "ledger": ("人员标识", "月份", "事项"),
    "key_tasks": ("任务编号",),
    "assessments": ("人员标识", "考核类型", "期间"),
    "ratings": ("测评编号", "票号", "被评人标识", "指标"),
    "awards": ("人员标识", "奖励名称", "授予日期"),
    "sanctions": (("文号", "种类", "决定日期"), "人员标识", "类别"),
    "inquiries": ("函询编号",),
    "petitions": ("登记编号",),
    "audits": ("审计项目编号", "序号"),
    "declarations": ("人员标识", "报告年度", "报告类型", "事项类别", ("序号", "内容")),
    "verifications": ("人员标识", "核查年度", "事项类别", ("序号", "核查值")),
    "talks": ("人员标识", "日期", "类型", "谈话人"),
    "selection": ("选任编号",),
    "powers": ("单位编码", "事项编码"),
    "approvals": ("办件编号",),
    "recognitions": ("原记录类别", "原记录键", "认定类型"),
}
DATES = frozenset(
    "出生年月 入党时间 参加工作时间 任现职时间 任现职务层次时间 任现职级时间 任现级别时间 任现档次时间 状态日期 设立日期 撤销日期 "
    "任职日期 免职日期 起始日期 入学日期 毕业日期 开始日期 结束日期 计划完成日期 实际完成日期 截止日期 批准延期至 完成日期 确定日期 "
    "书面通知日期 授予日期 发放日期 决定日期 影响期止 送达日期 回复日期 登记日期 受理日期 延期至 办结日期 发现日期 整改期限 整改日期 "
    "提交日期 基准日 变动日期 取得日期 核查日期 日期 动议日期 推荐日期 考察日期 档案审核日期 个人事项查核日期 纪检意见日期 信访核查日期 "
    "讨论决定日期 公示起 公示止 任职谈话日期 认定日期 月份 数据日期".split()
)
NUMBERS = frozenset(
    "学时 得分 分值 奖金(元) 金额(万元) 面积(平方米) 暂停工作日 应到会 到会 同意 法定时限(工作日) 职数".split()
)
PERCENTS = frozenset({"计划进度", "实际进度", "完成率"})
BOOLEANS = frozenset(
    "是否垂管 是否主要领导 是否班子成员 是否破格 是否主持工作 是否结业 应参加考核 是否实名 廉洁双签".split()
)
STARTS = {
    "免职日期": "任职日期", "结束日期": "开始日期", "毕业日期": "入学日期", "影响期止": "决定日期",
    "回复日期": "送达日期", "办结日期": "受理日期", "整改日期": "发现日期", "公示止": "公示起",
}  # fmt: skip
SAME_WORD = {
    "县处级副职": ("副县级", "副处级"),
    "县处级正职": ("正县级", "正处级"),
    "乡科级正职": ("正科级",),
    "乡科级副职": ("副科级",),
    "述职述责述廉": ("述职述廉",),
    "不确定等次": ("不定等次",),
}
WORDED = frozenset({"职务层次", "拟任职务层次", "类型", "等次"})
CLOSED = {
    "roster": "人员状态", "appointments": "任职方式", "training": "类别", "practice": "锻炼类型", "key_tasks": "状态",
    "assessments": "考核类型", "awards": "类别", "sanctions": "类别", "petitions": "反映类别", "audits": "整改状态",
    "declarations": "事项类别", "verifications": "事项类别", "talks": "类型", "recognitions": "认定类型",
}  # fmt: skip


def prefix_of(feed: str, column: str) -> str:
    """What stands in front of 姓名 单位 出生年月 where the group is given."""
    return "干部" if feed == "family" else PERSON[column]
