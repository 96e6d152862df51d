"""Names of projects as they might be sent in, by trade and category."""

from __future__ import annotations

from random import Random

from honours.domain.cycle import Category
from honours.domain.facts import Speciality
from honours.services.sample.words import words

THINGS = {
    Speciality.MACHINERY: words(
        "薄壁套筒 数控车床刀塔 液压缸活塞杆 齿轮箱 大型铸件 叶轮 主轴轴承 焊接机器人 深孔钻头 冲压模具"
    ),
    Speciality.ELECTRONICS: words(
        "晶圆载具 贴片机吸嘴 光伏逆变器 温湿度传感器 封装引线框架 车载终端 电路板测试夹具 波峰焊炉 "
        "通信基站电源 工业相机"
    ),
    Speciality.CHEMISTRY: words(
        "聚酯切片 反应釜 涂料分散机 精馏塔 胶粘剂 环氧树脂 废溶剂回收装置 催化剂床层 离心母液 粉体输送线"
    ),
    Speciality.CONSTRUCTION: words(
        "装配式叠合板 深基坑支护 高支模 幕墙龙骨 混凝土泵管 屋面防水节点 地下管廊 钢筋笼 塔吊附墙 老旧小区外墙"
    ),
    Speciality.ENERGY: words(
        "锅炉给水泵 配电柜 汽轮机轴封 电缆中间接头 变压器油枕 储能电池簇 热力管网补偿器 脱硫塔 架空线路 光伏支架"
    ),
    Speciality.TRANSPORT: words(
        "地铁车门 轨道扣件 公交充电桩 港口门机 集装箱吊具 站台门 隧道照明 船闸启闭机 路面裂缝 信号转辙机"
    ),
    Speciality.TEXTILE: words(
        "细纱机锭子 染色机 喷水织机 经编盘头 毛纺粗纱 裁床铺布机 验布台 浆纱机 缝纫机送料 针织圆机"
    ),
    Speciality.SERVICE: words(
        "供水管网漏点 污泥脱水机 二次供水水箱 行道树支撑 垃圾压缩箱 智能水表 道路清扫车 公园灌溉 窨井盖 热线工单"
    ),
}
_TECH = (
    "在线监测装置的研制与应用",
    "节能改造",
    "自动上下料系统",
    "故障诊断系统的开发",
    "工艺优化与质量提升",
    "国产化替代改造",
)
_METHOD = ("“三查两测”操作法", "“一看二听三摸”检修法", "“五步快换”操作法", "精准调校操作法", "“零缺陷”装配法")
_PATENT = ("的夹持装置", "的检测方法", "的防护机构", "的快速更换装置", "的清洗设备", "的定位校准系统")
_IDEA = ("降低能耗的建议", "减少停机时间的建议", "改进巡检路线的建议", "增设安全联锁的建议", "重复利用边角余料的建议")
_AREAS = ("energy", "management", "quality", "safety", "management")


class Projects:
    """Hands out project names; none comes twice within the year."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._taken: set[str] = set()

    def name(self, category: Category, speciality: Speciality) -> str:
        """Return a name for a project of the category and trade."""
        thing = self._random.choice(THINGS[speciality])
        ending = {
            Category.TECH_ACHIEVEMENT: _TECH,
            Category.OPERATING_METHOD: _METHOD,
            Category.INVENTION_PATENT: _PATENT,
            Category.GOLDEN_IDEA: _IDEA,
        }[category]
        last = self._random.choice(ending)
        name = f"一种{thing}{last}" if category is Category.INVENTION_PATENT else f"{thing}{last}"
        name = f"关于{name}" if category is Category.GOLDEN_IDEA else name
        count = 2
        full = name
        while full in self._taken:
            full, count = f"{name}（{_NUMERALS[count]}期）", count + 1
        self._taken.add(full)
        return full


def thing_of(project_name: str, speciality: Speciality) -> str:
    """Return what a project of this name is about."""
    return next((thing for thing in THINGS[speciality] if thing in project_name), project_name)


def area_of(project_name: str) -> str:
    """Return the code of the field that an idea of this name works in."""
    return next((area for ending, area in zip(_IDEA, _AREAS, strict=True) if ending in project_name), "management")


_NUMERALS = "零一二三四五六七八九"
