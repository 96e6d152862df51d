"""资格审查、专家评审与现场核实（成果奖办法第四至八条、第十一条；劳模工作室办法第七、八、十二条；职工工作室办法第四至六条）

**什么时候开始**
上一阶段办结后自动开始，一个周期一次运行。

**做什么**
1. 把每项内容与本周期其他申报、历年全部申报比对，相近的并排列成“相似申报对照表”放入待发文件夹 `outbox/<周期>/review/`；
   再对全部推荐项目逐条适用申报条件；
2. 规则不能判定的（条文写“原则上”、缺少事实、内容与其他申报相近），请人在“待操作”中认定；没有这类项目时自动通过；
3. 分成两支，每个项目只走其中一支，另一支显示为“跳过”，属正常：
   - 成果奖、职工创新工作室走专家评审：先核对回避关系，列成“回避关系清单”；再确定评审分工，列成“评审分工表”
     （谁评什么、种子、是否证明最优）；再生成评分表（盲审的项目以编号代替；
     “盲审编号对照表”只供经办人员，不得发给专家），都放入待发文件夹 `outbox/<周期>/review/`；收到的评分表只封存、
     不读分数，收齐并到了评审完成的日子后一并开启；
   - 劳模创新工作室走现场核实：每个工作室一张现场核实表放入同一文件夹，核实人员（至少两人）到现场填写后放入收件文件夹，
     等待全部交回；与申报不符的不予命名，无法核实的请人在“待操作”中认定；
4. 汇总：由专家评审的按评审办法的公式算分排名，同分的按并列规则分先后，名额线上仍然并列的不由系统取舍；
   现场核实的不排名次，属实的全部提请会议；
   由专家评审的另出评审统计表（Excel）和评审报告（Word），在待发文件夹；其中宽严偏差等统计只供研究，不改变名次；
5. 质量闸口后移交“会议研究与社会公示”。

**谁来处理**
认定由运营人员在“待操作”中提交：不通过的编号和理由每行一条，其余打开“均予通过”的开关。填写有误时会说明原因并重新询问。
现场核实由本单位组织人员办理，“到期提醒”会催交评分表和核实表。

**什么时候需要留意**
“回避关系清单”列出专家、项目和理由，只凭姓名相同的也列入；列入的专家不会分到该项目。专家、单位或合作关系有变化的，
重新报送名册，系统自动重新核对，清单随之更新。专家自己提出回避的，填在名册的“回避”表或评分表上。
“开启评分表”失败：日志写明哪一份评分表与封存时不符，先保留现场、从备份恢复档案，再清除本步骤；没有任何分数已经写入。
排名是否与封存的评分表一致，审计人员可随时运行 `honours review verify <周期>` 核对。
“确定评审分工”失败：日志写明哪一条规则差多少、差在哪里，按提示补充名册后清除本步骤。评分截止仍缺评分表的，在“待操作”中选择继续等待或改派；
改派只动欠交的项目，已封存的不动，新评分表在待发文件夹。选了继续等待后仍不交的，清除“处理逾期未交的评审专家”（次日起）即可重新处理。
名册、回避有变化的，“收件”流程随即复核分工并改派。
分工是否可重现，任何人可运行 `honours review panel <周期> --verify` 核对。
“等待评分表收齐”“等待现场核实表交回”停留很久：打开日志看还缺几份。核实表有误的会标红退回
`outbox/<周期>/returned/`，更正后重新放入收件文件夹。核实不到的方面填“无法核实”，不要空着。
“审查现场核实结果”之后不再接收核实表。已经提交的认定不会被再次询问，清除步骤也不会。
"""

from airflow.sdk import chain, dag

from honours.orchestration import assigning
from honours.orchestration import review as steps
from honours.orchestration import verification as visits
from honours.orchestration.human import Ask
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import claim, gate, hand_on, stage_options


@dag(**stage_options("review", __doc__, "award/4", "award/8", "award/11", "model-studio/12", "employee-studio/6"))
def review() -> None:
    """Declare the stage."""
    cycle = claim("review")
    qualified = steps.advance_qualified(cycle)
    proposed = steps.rank(cycle)
    chain(
        cycle,
        steps.compare_texts(cycle),
        steps.qualify(cycle),
        Ask(task_id="ask_referrals", cycle=cycle, question=steps.ReferralsQuestion()),
        qualified,
    )
    chain(
        qualified,
        steps.find_conflicts(cycle),
        assigning.assign_experts(cycle),
        steps.send_score_sheets(cycle),
        Wait(
            task_id="wait_for_score_sheets",
            cycle=cycle,
            wait_for="score_sheets_due",
            name="等待评分截止",
            says="等到评审完成的日子，期间陆续收下评分表。到期仍缺的，由下一步请人处理。",
            articles=("award/11", "employee-studio/6"),
        ),
        Ask(task_id="ask_late_experts", cycle=cycle, question=assigning.LateExpertsQuestion()),
        Wait(
            task_id="wait_for_late_sheets",
            cycle=cycle,
            wait_for="score_sheets_in",
            name="等待评分表收齐",
            says="等到每位专家的评分表都已完整封存，包括改派后的。缺一份都不会往下走。",
            articles=("award/11", "employee-studio/6"),
        ),
        steps.open_scores(cycle),
        proposed,
    )
    chain(
        qualified,
        visits.send_verification_forms(cycle),
        Wait(
            task_id="wait_for_verifications",
            cycle=cycle,
            wait_for="verifications_in",
            name="等待现场核实表交回",
            says="等到每个工作室的现场核实表都已完整收下。退回更正的不算交回，缺一份都不会往下走。",
            articles=("model-studio/12",),
        ),
        visits.judge_verification(cycle),
        Ask(task_id="ask_verification_referrals", cycle=cycle, question=visits.VerificationReferralsQuestion()),
        visits.advance_verified(cycle),
        proposed,
    )
    # Whichever branch was skipped, what was qualified is proposed; a run that was skipped from the start proposes none.
    chain(qualified, proposed, steps.report_review(cycle), gate(cycle, "review"), hand_on(cycle, "review"))


review()
