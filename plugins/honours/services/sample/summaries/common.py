"""Phrases that every trade uses; a slot in braces takes a word or phrase of the trade, or a number."""

from __future__ import annotations

from honours.domain.cycle import Category
from honours.services.sample.summaries.trade import phrases

OPENINGS = {
    Category.TECH_ACHIEVEMENT: phrases("""
        {place} 的 {thing} 使用 多年 ，
        围绕 {thing} ， 班组 从 {place} 的 停机 记录 查起 。
        攻关 小组 盯 住 {place} 的 {thing} ，
        {thing} 一直 拖 着 {place} 的 后腿 ：
        去年 {place} 为 {thing} 返工 {n} 次 。
        {place} 上 新 任务 之后 ， {thing} 成 了 短板 ，
    """),
    Category.OPERATING_METHOD: phrases("""
        这 套 做法 出自 {place} 的 {thing} 岗位 。
        干 了 {n} 年 {thing} ， 申报人 把 手上 的 窍门 记 成 口诀 。
        {thing} 的 老 规程 写 得 笼统 ，
        在 {place} 操作 {thing} ，
        从 {n} 份 交接班 记录 里 归纳 出 {thing} 的 要领 。
        师徒 三 代 打磨 {thing} 的 手法 ，
    """),
    Category.INVENTION_PATENT: phrases("""
        现有 的 {thing} 结构 复杂 ，
        本 发明 针对 {thing} 的 缺陷 ：
        {thing} 在 {place} 使用 时 ，
        该 专利 源于 {place} 的 一次 故障 ，
        市面上 的 {thing} 不 适合 小 批量 ，
        为 改善 {thing} ， 发明人 走访 了 {n} 家 用户 。
    """),
    Category.GOLDEN_IDEA: phrases("""
        我 在 {place} 上班 ， 天天 同 {thing} 打交道 。
        巡检 时 注意到 {thing} 的 浪费 ：
        {place} 的 {thing} 看似 小事 ，
        听 同事 抱怨 {thing} 已有 {n} 个 月 ，
        算 过 一笔 账 ， {thing} 每年 白白 多 花 {n} 万元 。
        今年 春天 {place} 的 {thing} 出过 一次 险情 ，
    """),
}
MEASURES = phrases("""
    把 {part} 改成 可调 的
    给 {part} 加装 一 道 限位
    重新 设计 了 {part}
    在 {part} 旁 增设 感应 元件
    用 {part} 代替 手工 操作
    将 {part} 由 固定式 换成 浮动式
    自制 {part} {n} 套
    替 {part} 另 选 材料 并 试配
    {part} 的 位置 前移 {n} 毫米
    为 {part} 编写 自检 程序
    拆掉 多余 的 {part}
    借用 报废 设备 的 {part}
    {part} 与 主机 联锁
    按 图表 逐级 校核 {part}
    {part} 外面 罩 一层 隔热 板
    先 松开 {part} 再 回退 半圈
    每班 开工 之前 空转 {part} 两 分钟
    在 {part} 上 刻 出 红 绿 刻度
    {part} 的 间隙 收 到 {n} 丝
    分 三 步 装配 {part}
""")
PURPOSES = phrases("""
    受力 更 均匀
    一个人 就 能 装卸
    避免 误 动作
    出错 时 自动 停下
    便于 当班 检查
    留 有 {n} 毫米 余量
    不再 凭 经验 判断
    省去 二次 搬运
    磨损 之后 单独 更换
    数据 直接 上 看板
    换型 不必 动 扳手
    异响 明显 减轻
    新手 {n} 天 便 能 上岗
    杂质 不会 倒流
    断电 也 能 保持
    左右 两侧 互为 备用
    检修 口 朝向 通道
    声音 和 灯光 同时 报警
    原 有 底座 照旧 利用
    雨天 同样 可靠
""")
TRIALS = phrases("""
    先 在 {place} 试用 {n} 个 月 ， 逐日 记录 {check} 。
    请 质检 科 连续 抽测 {check} {n} 回 。
    用 两 台 旧 设备 做 对比 ， {check} 波动 缩小 。
    第一 版 失败 ， 原因 是 {check} 不稳 ， 第二 版 方才 定型 。
    夜班 专门 观察 {check} ， 没有 发现 反复 。
    {check} 由 第三方 检测 ， 结论 为 合格 。
    对照 国家 标准 复核 {check} ， 各 点 均 在 范围 之内 。
    经过 高温 和 梅雨 两 季 ， {check} 保持 平稳 。
    邀请 老 师傅 盲测 ， {n} 人 认可 {check} 有 进步 。
    样机 跑 满 {n} 小时 ， {check} 未见 衰减 。
    把 {check} 画 成 曲线 ， 拐点 推后 了 一 个 季度 。
    小 批 验证 {n} 件 ， {check} 一次 通过 。
""")
RESULTS = phrases("""
    全年 节约 {n} 万元
    人工 减少 {n} 人次
    返修 率 下降 {n} 个 百分点
    每月 多 出 {n} 个 工时
    备件 库存 压缩 {n} 成
    能耗 比 上年 少 {n} 个 点
    投诉 由 {n} 起 变为 零
    已 安全 运转 {n} 天
    投入 只 用 了 {n} 千元
    设备 寿命 延长 {n} 个 月
    废料 少 了 {n} 吨
    当年 收回 全部 费用
""")
SPREADS = phrases("""
    现已 推广 到 {n} 个 班组 。
    兄弟 单位 来 看 过 {n} 批 。
    图纸 与 清单 均 已 归档 。
    相关 步骤 写进 作业 指导书 。
    下一步 准备 用 在 同类 机型 上 。
    培训 徒弟 {n} 名 。
    供应商 也 采纳 了 这个 方案 。
    工会 把 它 列入 今年 的 揭榜 项目 。
    班前会 用 {n} 分钟 讲解 要点 。
    视频 教程 放 在 职工 书屋 。
    其余 产线 计划 年底 改完 。
    已 同 高职 院校 合编 教材 。
    维护 周期 从 每周 改为 每季 。
    整改 照片 贴 在 现场 ， 供 大家 对照 。
""")
SURVEYS = phrases("""
    为 弄清 来龙去脉 ， 蹲点 {n} 个 班次 。
    翻阅 维修 台账 {n} 页 ， 归出 三 类 情形 。
    问卷 收回 {n} 份 ， 多数 人 提到 {check} 。
    赴 外地 同行 处 参观 ， 带回 两 种 思路 。
    先 做 鱼骨图 ， 再 按 {check} 排出 主次 。
    查 文献 {n} 篇 ， 没有 现成 办法 。
    拿 手机 慢放 录像 ， 一 帧 一 帧 比对 。
    同 厂家 电话 沟通 {n} 回 ， 对方 也 束手 。
    拆 一 台 闲置 的 练手 ， 摸清 内部 构造 。
    在 {place} 连 测 {n} 组 ， 锁定 {check} 这 一 项 。
""")
LESSONS = phrases("""
    难点 在于 兼顾 {check} 与 成本 。
    其中 尺寸 链 重新 核算 过 {n} 遍 。
    创新 之处 是 不 改动 主体 。
    与 进口 同类 相比 ， 价格 只有 {n} 成 。
    关键 尺寸 申报 过 实用 新型 。
    过程 中 摔坏 {n} 个 样品 ， 教训 记入 台账 。
    原理 简单 ， 胜 在 耐用 。
    老 方案 留作 应急 ， 随时 切回 。
    安全员 全程 旁站 ， 未 发生 险情 。
    财务 核过 账目 ， 数字 属实 。
""")
JOINTS = phrases("一是；二是；三是；四是；五是")
LINKS = phrases("使；从而；这样；以便；结果")
