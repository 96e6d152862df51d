"""资格审查与专家评审：条件逐条审查，专家打分，按名额排名（成果奖办法第四至八条、第十一条）

**什么时候开始**
“基层公示与推荐”办结后自动开始，一个周期一次运行。

**做什么**
1. 对全部推荐项目逐条适用申报条件；
2. 规则不能判定的（条文写“原则上”、缺少事实），请人在“待操作”中认定；没有这类项目时自动通过；
3. 生成专家评分表放入待发文件夹 `outbox/<周期>/review/`，等待全部交回（“到期提醒”会催）；
4. 按平均分排名，名额线上并列的不由系统取舍，留给主席会议；
5. 质量闸口后移交“会议研究与社会公示”。

**谁来处理**
认定由运营人员在“待操作”中提交：不通过的编号和理由每行一条，其余打开“均予通过”的开关。填写有误时会说明原因并重新询问。

**什么时候需要留意**
“等待评分表”停留很久：打开日志看还缺几份，联系专家；专家确实不能评分的，先调整评审组再处理。
已经提交的认定不会被再次询问，清除步骤也不会。
"""

from airflow.sdk import chain, dag

from honours.orchestration import review as steps
from honours.orchestration.human import Ask
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import claim, gate, hand_on, stage_options


@dag(**stage_options("review", __doc__, "award/4", "award/8", "award/11"))
def review() -> None:
    """Declare the stage."""
    cycle = claim("review")
    chain(
        cycle,
        steps.qualify(cycle),
        Ask(task_id="ask_referrals", cycle=cycle, question=steps.ReferralsQuestion()),
        steps.advance_qualified(cycle),
        steps.send_score_sheets(cycle),
        Wait(
            task_id="wait_for_score_sheets",
            cycle=cycle,
            wait_for="score_sheets_in",
            name="等待评分表交回",
            says="等到每位专家的评分表都已收下。缺一份都不会往下走。",
            articles=("award/11",),
        ),
        steps.rank(cycle),
        gate(cycle, "review"),
        hand_on(cycle, "review"),
    )


review()
