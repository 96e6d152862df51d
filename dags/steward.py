"""每日对账检查：台账说应该怎样，调度实际怎样

每个工作日 7:30 运行，也可以随时手工触发。把台账中的周期、阶段、节点与 Airflow 中的运行对照：

- 上一阶段办结而下一阶段一直没有开始的（移交通知丢失），自动补发移交，该阶段随即开始；
- 流程被暂停、定时流程没有下一次运行、办理中的运行已经停止、等待早该结束、节点逾期、下一年放假安排表未补录、
  征集未按时启动、异议已办结而项目仍在暂缓、行业咨询意见未认定：逐条写入检查结果和日志，说明由谁怎样处理；
- 放假安排表有变的（包括有人直接改了服务器上的数据文件）：正在进行的公示、答复期和节点按新安排重新推算，变动写成
  “期限变动清单”放入待发文件夹 `outbox/<周期>/calendar/`，由“到期提醒”告知有关单位、专家和经办部门，各一次。
  已公布的日期不提前，已按原日期办理的不重新办理，都列出请人研究。

“补发移交”显示“已跳过”表示没有丢失的移交，属正常。有发现不会使本流程变红；变红说明检查本身没有完成，请看日志。
"""

from airflow.sdk import dag

from honours.orchestration import steward as steps
from honours.orchestration.stage_dag import daily_options
from honours.orchestration.timetables import WorkingDayTimetable


@dag(**daily_options("steward", "每日对账检查", __doc__, WorkingDayTimetable(7, 30)))
def steward() -> None:
    """Declare the steward."""
    steps.repeat_lost_hand_overs(steps.inspect())


steward()
