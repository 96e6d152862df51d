"""资金拨付与回单归档：付款、收回单、结清（成果奖办法第十四、十八条，劳模工作室办法第二十条，职工工作室办法第十二条）

**什么时候开始**
“会议研究与社会公示”办结后自动开始，一个周期一次运行。

**做什么**
1. 每个获奖项目拟定一笔奖金，每个新命名的工作室拟定一笔一次性补贴，质量闸口核对金额、账户和重复；
2. 财务在“待操作”中复核同意；
3. 生成批量付款文件（待发文件夹 `outbox/<周期>/disbursement/`），由财务提交银行；
4. 银行流水和电子回单放入收件文件夹后自动核对，等到每一笔都有流水和回单；
5. 归档闸口通过后，项目转为“奖金已发放”（工作室为“补贴已拨付”），本周期办结；
6. 命名工作室的周期再建立工作室档案；成果奖没有这一步，显示“已跳过”。

**谁来处理**
复核由财务人员操作，运营人员不能代办。选择“暂不同意”时流程停在这里，改正后清除该步骤重新询问。

**什么时候需要留意**
运行失败不会造成重复付款：没有登记的付款不会付出，已写入付款文件的不会再写第二次，任何步骤都可以放心清除重来。
“等待结清”停留很久：日志写明还有几笔；银行拒付、退汇或结果不明的，由财务核对后处理。
"""

from airflow.sdk import chain, dag

from honours.orchestration import disbursement as steps
from honours.orchestration import naming
from honours.orchestration.human import Ask
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import claim, gate, hand_on, stage_options


@dag(**stage_options("disbursement", __doc__, "award/14", "award/18", "model-studio/20", "employee-studio/12"))
def disbursement() -> None:
    """Declare the stage."""
    cycle = claim("disbursement")
    chain(
        cycle,
        steps.plan_payments(cycle),
        gate.override(task_id="gate_plan", task_display_name="付款前质量闸口")(cycle, "disbursement"),
        Ask(task_id="ask_payment_approval", cycle=cycle, question=steps.PaymentQuestion()),
        steps.make_batch(cycle),
        Wait(
            task_id="wait_for_payments",
            cycle=cycle,
            wait_for="payments_settled",
            name="等待流水和回单",
            says="等到每一笔付款都有银行流水和归档的电子回单。",
            articles=("award/18", "model-studio/20", "employee-studio/12"),
        ),
        gate.override(task_id="gate_archive", task_display_name="归档质量闸口")(
            cycle, "disbursement", "disbursement_archive"
        ),
        steps.conclude(cycle),
        [hand_on(cycle, "disbursement"), naming.make_dossiers(cycle)],
    )


disbursement()
