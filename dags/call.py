"""征集申报：发布申报通知，收齐推荐材料（成果奖办法第十条，劳模工作室办法第九条，职工工作室办法第六条）

**什么时候开始**
三个项目各有征集启动日（遇休息日顺延到工作日），当天 9:00 自动开始，也可以手工触发。
手工触发时“分区键”填周期，例如 `2025/achievement_award`、`2025/model_worker_studio`、`2025/employee_studio`，
并填写发文字号。办法没有规定命名的年份不能启动，日志会写明有哪些年份。
同一周期触发几次都只办理一次，多余的运行会在第一步结束，后面显示“已跳过”。

**做什么**
1. 认领周期，登记发文字号和发布日期，排出全年节点；
2. 生成申报通知（Word）和每个推荐单位的申报工作簿（Excel），放入待发文件夹 `outbox/<周期>/call/`；
3. 等到报送截止日 24 时（这期间材料由“收件”流程随到随收），再收最后一次；
4. 请经办人核对报送情况，在“待操作”中确认截止；
5. 质量闸口核对后移交“基层公示与推荐”。

**谁来处理**
运营人员在“待操作”中处理。等待期间任务显示“已延迟”或“等待输入”，可能长达数周，这是正常的。

**什么时候需要留意**
任一步骤变红时打开日志，里面写明原因、条款和处理办法；处理后对该步骤点“清除”，流程从那里继续。
等待报送时变红或服务器重启都不会丢失材料：到期日和已收材料都在台账里。
"""

from airflow.sdk import chain, dag

from honours.orchestration import call as steps
from honours.orchestration.human import Ask
from honours.orchestration.intake import take_in_last
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import claim, gate, hand_on, stage_options
from honours.orchestration.timetables import YearlyCallTimetable


@dag(
    **stage_options(
        "call",
        __doc__,
        "award/10",
        "model-studio/9",
        "employee-studio/6",
        schedule=YearlyCallTimetable(),
        params=steps.opening_params(),
    )
)
def call() -> None:
    """Declare the call."""
    cycle = claim("call")
    chain(
        cycle,
        steps.open_cycle(cycle),
        Ask(task_id="ask_opening", cycle=cycle, question=steps.OpeningQuestion()),
        steps.produce_documents(cycle),
        Wait(
            task_id="wait_for_nominations",
            cycle=cycle,
            wait_for="nominations_due",
            name="等待报送截止",
            says="等到推荐材料报送截止日24时。等待中不占用资源，重启后继续等待。",
            articles=("award/10", "model-studio/9", "employee-studio/6"),
        ),
        take_in_last(),
        Ask(task_id="ask_intake_closed", cycle=cycle, question=steps.IntakeClosedQuestion()),
        gate(cycle, "call"),
        hand_on(cycle, "call"),
    )


call()
