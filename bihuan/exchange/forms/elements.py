"""The elements of an appointment form (干部任免审批表), in the order in which they are written."""

FAMILY, ITEM, PHOTO, NAME, IDENTITY_NUMBER = "JiaTingChengYuan", "Item", "ZhaoPian", "XingMing", "ShenFenZheng"

ELEMENTS: dict[str, str] = {
    NAME: "姓名",
    "XingBie": "性别",
    "ChuShengNianYue": "出生年月",
    "MinZu": "民族",
    "JiGuan": "籍贯",
    "ChuShengDi": "出生地",
    "RuDangShiJian": "入党时间",
    "CanJiaGongZuoShiJian": "参加工作时间",
    "DaoLingNianYue": "到龄年月",
    "JianKangZhuangKuang": "健康状况",
    "ZhuanYeJiShuZhiWu": "专业技术职务",
    "ShuXiZhuanYeYouHeZhuanChang": "熟悉专业有何专长",
    "QuanRiZhiJiaoYu_XueLi": "全日制教育学历",
    "QuanRiZhiJiaoYu_XueWei": "全日制教育学位",
    "QuanRiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "全日制学历毕业院校系及专业",
    "QuanRiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "全日制学位毕业院校系及专业",
    "ZaiZhiJiaoYu_XueLi": "在职教育学历",
    "ZaiZhiJiaoYu_XueWei": "在职教育学位",
    "ZaiZhiJiaoYu_XueLi_BiYeYuanXiaoXi": "在职学历毕业院校系及专业",
    "ZaiZhiJiaoYu_XueWei_BiYeYuanXiaoXi": "在职学位毕业院校系及专业",
    "XianRenZhiWu": "现任职务",
    "NiRenZhiWu": "拟任职务",
    "NiMianZhiWu": "拟免职务",
    "JianLi": "简历",
    "JiangChengQingKuang": "奖惩情况",
    "NianDuKaoHeJieGuo": "年度考核结果",
    "RenMianLiYou": "任免理由",
    FAMILY: "家庭成员及社会关系",
    "ChengBaoDanWei": "呈报单位",
    "GaiGeQianRenZhiNianLingJieXian": "改革前任职年龄界限",
    "JiSuanNianLingShiJian": "计算年龄时间",
    "TianBiaoShiJian": "填表时间",
    "TianBiaoRen": "填表人",
    IDENTITY_NUMBER: "身份证号",
    PHOTO: "照片",
    "Version": "版本",
}

OPTIONAL = frozenset({"DaoLingNianYue", "GaiGeQianRenZhiNianLingJieXian"})
"""Elements of editors since 2025: written only where they were read."""

FIELDS = tuple(name for name in ELEMENTS if name not in (FAMILY, PHOTO))

ITEM_ELEMENTS: dict[str, str] = {
    "ChengWei": "relation",
    "XingMing": "name",
    "ChuShengRiQi": "birth",
    "ZhengZhiMianMao": "political_status",
    "GongZuoDanWeiJiZhiWu": "work",
}
"""Element of an Item → attribute of FamilyMember, in writing order."""
