"""The steps of the review: comparison of texts, qualification, referrals, experts' scores, ranking.

They rest on award/4 to award/8 and award/11, model-studio/5 to /8, employee-studio/4 to /6 and /11.
"""

from __future__ import annotations

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination, Examiners, examines_by
from honours.orchestration.branches import only_for
from honours.orchestration.rulings import RulingQuestion
from honours.orchestration.stage_dag import JOIN
from honours.orchestration.steps import step

_CONDITIONS = (
    *("award/4", "award/5", "award/6", "award/7", "award/8"),
    *("model-studio/5", "model-studio/7", "model-studio/8"),
    *("employee-studio/4", "employee-studio/5", "employee-studio/11"),
)


@step(
    "比对申报内容",
    "把每个推荐项目的内容与本周期其他申报、历年全部申报比对，相近的并排列成“相似申报对照表”放入待发文件夹。"
    "只提请人认定，不据此排除任何项目。重复执行结果不变。",
    "award/17",
    "model-studio/15.3",
    "employee-studio/9",
)
def compare_texts(cycle: str) -> str:
    """Compare the texts of the whole cycle and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.resemblance import comparing

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(comparing.compare_texts(this, bears(this, "qualification_done", work), work))


@step(
    "资格审查",
    "对全部推荐项目逐条适用申报条件，每项每条得出“符合”“不符合”或“需人工认定”。重复执行结论不变。",
    *_CONDITIONS,
)
def qualify(cycle: str) -> str:
    """Judge the whole cycle by the conditions and return the counts, in words."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import qualification

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(qualification.qualify(this, bears(this, "qualification_done", work), work))


class ReferralsQuestion(RulingQuestion):
    """What the rules leave to people: the text says 原则上, or a fact is missing."""

    name = "认定规则不能判定的项目"
    says = (
        "条文写“原则上”或材料缺少事实的，由人认定。逐项看表中的事实和条款，把不通过的编号和理由每行一条写入表单，"
        "其余打开“均予通过”的开关。没有需要认定的项目时本步骤自动通过。"
    )
    articles = _CONDITIONS
    examination = Examination.QUALIFICATION
    milestone = "qualification_done"
    source = "申报材料载明"


@step(
    "登记审查结果", "审查通过的转为“资格审查通过”，不符合的转为“不符合条件”，各附条款和理由。", *_CONDITIONS, "award/11"
)
def advance_qualified(cycle: str) -> str:
    """Move the nominations on after qualification and rulings; return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import reached
    from honours.services.review import qualification

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    day = reached(this, "qualification_done", work)
    return str(qualification.advance_qualified(this, day, runs.current_run_id(), work))


@step(
    "核对回避关系",
    "只用于由专家评审的项目；劳模创新工作室改为现场核实，本步骤显示为“跳过”，属正常。"
    "逐对核对专家与项目：同一单位、项目成员、共同发明或署名、几年内共事、本人申报、回避；列成“回避关系清单”放入待发文件夹。"
    "列入的专家不会分到该项目。重复执行结果不变，名册更新后自动重新核对。",
    "award/11",
    "employee-studio/6",
)
def find_conflicts(cycle: str) -> str:
    """Find which experts must step back from which entries and return the counts, in words; skip without experts."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import conflicts

    this = Cycle.parse(cycle)
    only_for(Examiners.EXPERTS, this)
    work = wiring.unit_of_work()
    return str(conflicts.find_conflicts(this, bears(this, "qualification_done", work), work))


@step(
    "发出评分表",
    "只用于由专家评审的项目；劳模创新工作室改为现场核实，本步骤显示为“跳过”，属正常。"
    "为每位专家生成所评类别的评分表（Excel），放入待发文件夹，表中只有本人评审的项目。盲审的项目以编号代替，文中的姓名和单位已隐去；"
    "“盲审编号对照表”只供经办人员。重复执行不会生成第二份；后来增加的项目另发补充评分表。",
    "award/11",
    "employee-studio/6",
)
def send_score_sheets(cycle: str) -> int:
    """Return how many score sheets the cycle has after producing them; skip where no expert scores."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review import scoring

    this = Cycle.parse(cycle)
    only_for(Examiners.EXPERTS, this)
    work = wiring.unit_of_work()
    return int(scoring.send_score_sheets(this, bears(this, "qualification_done", work), work))


@step(
    "开启评分表",
    "只用于由专家评审的项目。评分表收到时只封存、不读取分数；到了评审完成的日子且全部收齐后，本步骤把每位专家最后一次封存的评分表一并开启，"
    "核对档案后写入评分。缺一份、档案与封存时不符，都不会开启。重复执行结果不变；开启之后不再接收评分表。",
    "award/11",
    "employee-studio/6",
)
def open_scores(cycle: str) -> str:
    """Open all sealed score sheets together and return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears
    from honours.services.review import opening

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    return str(opening.open_scores(this, bears(this, "scoring_done", work), runs.current_run_id(), work))


@step(
    "汇总结果并提请会议",
    "由专家评审的，按评审办法的公式计算各类别得分并排名，得分相同的按规定的并列规则分先后：有名额的至多取规定名额，"
    "名额线上仍然并列的不由系统取舍，标为并列，由会议确定；没有名额的全部列出，择优由会议确定。"
    "现场核实的，不排名次，核实属实的全部提请会议研究。",
    "award/2",
    "award/11",
    "model-studio/12",
    "employee-studio/6",
    trigger_rule=JOIN,
)
def rank(cycle: str) -> str:
    """Propose to the meeting whom the experts ranked or the visits bore out; return the counts, in words."""
    from honours import wiring
    from honours.orchestration import runs
    from honours.orchestration.days import bears, reached
    from honours.services.review import scoring

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    milestone = examines_by(this.scheme).milestone
    counts = scoring.rank(this, bears(this, milestone, work), runs.current_run_id(), work)
    reached(this, milestone, work)
    return str(counts)


@step(
    "生成评审报告",
    "由专家评审的，生成评审统计表（Excel）和评审报告（Word）放入待发文件夹：正式名次、专家评分情况、评分分布图、需要留意的项目。"
    "统计数字只供研究，不改变得分和名次；重复执行结果不变。现场核实的没有评分，不生成报告。",
    "award/11",
    "employee-studio/6",
)
def report_review(cycle: str) -> str:
    """Make the reports of the review and return how many entries they tell of, in words."""
    from honours import wiring
    from honours.orchestration.days import bears
    from honours.services.review.reports import making

    this, work = Cycle.parse(cycle), wiring.unit_of_work()
    reports = making.make_reports(this, bears(this, examines_by(this.scheme).milestone, work), work)
    if not reports:
        return "没有专家评分，不生成报告"
    return f"评审报告列{sum(len(one.entries) for one in reports)}项，需要留意{sum(one.noted for one in reports)}处"
