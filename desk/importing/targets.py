"""What a column may become: the fields of customers and accounts that an import fills."""

from dataclasses import dataclass

from desk.enums import Nature
from desk.i18n import N_


@dataclass(frozen=True, slots=True)
class Target:
    """One field: what it is called, how long it may be, the headers that exports give it."""

    name: str
    """"customer.phone": the file and its field."""
    title: str
    """An English text marked with `N_`."""
    longest: int
    headers: tuple[str, ...]
    kind: str = "text"
    """"text", "phone", "number", "nature" or "flag"."""

    @property
    def field(self) -> str:
        """The field without its file."""
        return self.name.partition(".")[2]


TARGETS: dict[str, Target] = {
    target.name: target
    for target in (
        Target(
            "account.number",
            N_("Account number"),
            40,
            (
                "户号",
                "用户编号",
                "用电户号",
                "客户户号",
                "用户号",
                "账户编号",
                "account",
                "account number",
            ),
            "number",
        ),
        Target(
            "customer.number",
            N_("Customer number"),
            40,
            ("客户编号", "客户号", "客户编码", "customer number", "customer no"),
            "number",
        ),
        Target(
            "customer.name",
            N_("Name"),
            200,
            (
                "户名",
                "用户名称",
                "客户名称",
                "客户姓名",
                "姓名",
                "用户名",
                "名称",
                "name",
                "customer name",
            ),
        ),
        Target("customer.salutation", N_("Salutation"), 40, ("称呼", "称谓", "salutation")),
        Target(
            "customer.phone",
            N_("Phone"),
            60,
            (
                "联系电话",
                "电话",
                "手机",
                "手机号",
                "手机号码",
                "联系方式",
                "移动电话",
                "客户电话",
                "phone",
                "mobile",
            ),
            "phone",
        ),
        Target(
            "customer.address",
            N_("Address of the customer"),
            300,
            ("联系地址", "通讯地址", "客户地址", "通信地址", "住址", "contact address"),
        ),
        Target(
            "customer.nature",
            N_("Kind of customer"),
            20,
            ("客户类型", "用户类型", "客户性质", "用户性质", "客户分类", "nature", "customer type"),
            "nature",
        ),
        Target(
            "customer.key_account",
            N_("Key account"),
            10,
            ("重要客户", "是否重要客户", "大客户", "是否大客户", "重点客户", "key account"),
            "flag",
        ),
        Target(
            "customer.special_care",
            N_("Special care"),
            200,
            ("特殊人群", "关爱对象", "特殊关爱", "特殊客户", "special care"),
        ),
        Target(
            "account.address",
            N_("Address of supply"),
            300,
            ("用电地址", "供电地址", "装表地址", "用户地址", "地址", "address", "supply address"),
        ),
        Target(
            "account.meter_no",
            N_("Meter"),
            60,
            (
                "表号",
                "电表号",
                "电能表号",
                "表计编号",
                "电能表编号",
                "资产编号",
                "meter",
                "meter no",
            ),
            "number",
        ),
        Target(
            "account.supply_class",
            N_("Supply class"),
            100,
            ("用电类别", "用电类型", "电价类别", "用电性质", "供电类别", "supply class"),
        ),
        Target(
            "account.supply_area",
            N_("Transformer area"),
            100,
            (
                "台区",
                "台区名称",
                "所属台区",
                "台区编号",
                "变压器台区",
                "supply area",
                "transformer area",
            ),
        ),
        Target(
            "account.equipment",
            N_("Supplied by"),
            200,
            ("供电设备", "线路", "所属线路", "线路名称", "供电线路", "equipment", "line"),
        ),
    )
}
"""Every field that an import fills, by its name in a mapping file, the keys first."""

KEYS = ("account.number", "customer.number")
"""What tells one row from another."""

NATURES: dict[str, Nature] = {
    **dict.fromkeys(
        ("居民", "居民客户", "居民用户", "低压居民", "个人", "自然人", "住宅", "resident"),
        Nature.RESIDENT,
    ),
    **dict.fromkeys(
        (
            "企业",
            "企业客户",
            "单位",
            "非居民",
            "低压非居民",
            "高压",
            "高压客户",
            "工商业",
            "公司",
            "个体工商户",
            "enterprise",
        ),
        Nature.ENTERPRISE,
    ),
    **dict.fromkeys(
        (
            "机关",
            "政府",
            "政府机关",
            "事业单位",
            "机关事业单位",
            "学校",
            "医院",
            "社会团体",
            "government",
        ),
        Nature.GOVERNMENT_OR_PUBLIC,
    ),
    **dict.fromkeys(
        ("中介", "中介机构", "售电公司", "转供电主体", "intermediary"), Nature.INTERMEDIARY
    ),
}
"""Words for the kind of customer that need no entry in a mapping."""

FLAGS: dict[str, bool] = {
    **dict.fromkeys(("是", "有", "y", "yes", "true", "1", "√"), True),
    **dict.fromkeys(("否", "无", "没有", "n", "no", "false", "0", "×"), False),
}
"""Words for yes and no that need no entry in a mapping."""

EMPTY = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "空", "暂无", "null", "none", "n/a", "na", "nan"}
)
"""What systems write where they know nothing, in lower case."""
