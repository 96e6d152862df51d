"""基层公示与推荐：核验五天公示和推荐顺序（成果奖办法第十条）

**什么时候开始**
“征集申报”办结后自动开始，一个周期一次运行，分区键就是周期。

**做什么**
1. 等到最后一项基层公示期满；
2. 逐项核验公示天数、公示证明、异议和推荐时间，每项得出带条款的结论；
3. 合格的转为“公示合格并推荐”，不合格的附理由转为“不符合条件”；
4. 质量闸口：逐项核对结果、推荐顺序是否完整无并列；
5. 移交“资格审查与专家评审”。

**谁来处理**
通常无人值守。闸口不通过时由运营人员按清单联系推荐单位更正。

**什么时候需要留意**
“质量闸口”变红：打开日志或待发文件夹中的清单，里面列出编号和条款。更正后的材料收下后，从“核验基层公示”起清除，重新核对。
运行显示“已跳过”：这个周期已由另一次运行办理，无需处理。
"""

from airflow.sdk import chain, dag

from honours.orchestration import publicity as steps
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import claim, gate, hand_on, stage_options


@dag(**stage_options("publicity", __doc__, "award/10"))
def publicity() -> None:
    """Declare the stage."""
    cycle = claim("publicity")
    chain(
        cycle,
        Wait(
            task_id="wait_for_postings",
            cycle=cycle,
            wait_for="postings_closed",
            name="等待基层公示期满",
            says="等到最后一项在截止日前开始的基层公示期满。已期满的立即通过。",
            articles=("award/10",),
        ),
        steps.judge(cycle),
        steps.advance(cycle),
        gate(cycle, "publicity"),
        hand_on(cycle, "publicity"),
    )


publicity()
