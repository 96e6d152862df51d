"""基层公示与推荐：核验公示、单位申请和推荐顺序（成果奖办法第十条，劳模工作室办法第九、十一条，职工工作室办法第六、七条）

**什么时候开始**
“征集申报”办结后自动开始，一个周期一次运行，分区键就是周期。

**做什么**
1. 成果奖等到最后一项基层公示期满；工作室没有基层公示，立即通过；
2. 成果奖逐项核验公示天数、证明、异议和推荐时间；工作室逐项核验单位工会申请、党政意见、推荐单位考核和次序。
   每项得出带条款的结论；
3. 合格的转为“公示合格并推荐”，不合格的附理由转为“不符合条件”；
4. 质量闸口：逐项核对结果、推荐顺序是否完整无并列；
5. 移交“资格审查与专家评审”。

**谁来处理**
通常无人值守。闸口不通过时由运营人员按清单联系推荐单位更正。

**什么时候需要留意**
“质量闸口”变红：打开日志或待发文件夹中的清单，里面列出编号和条款。更正后的材料收下后，从“核验公示和推荐”起清除，重新核对。
运行显示“已跳过”：这个周期已由另一次运行办理，无需处理。
"""

from airflow.sdk import chain, dag

from honours.orchestration import publicity as steps
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import claim, gate, hand_on, stage_options


@dag(**stage_options("publicity", __doc__, "award/10", "model-studio/9", "employee-studio/6"))
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
