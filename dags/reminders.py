"""到期提醒：该交的还没交，提前五、三、一个工作日提醒，逾期再催一次

每个工作日 8:30 运行，也可以手工触发。
提醒对象：未报送的推荐单位、未交评分表或未答复行业咨询的专家、经办部门（未交回的现场核实表、未完成的节点）、财务（未结清的付款）。放假安排有变、期限随之变动的，也由这里告知有关单位、专家和经办部门，每次变动各告知一次。

- 同一事项同一档次只提醒一次，无论运行多少次；漏跑的日子，下次运行时补上；
- 设置了邮件服务器的发邮件，没有设置的写成文件放入待发文件夹 `outbox/messages/`；
- 重放往年周期时不发提醒。

**什么时候需要留意**：“发送提醒”变红说明邮件服务器不通，提醒已经登记，恢复后会自动补发。
"""

from airflow.sdk import dag

from honours.orchestration import reminders as steps
from honours.orchestration.stage_dag import daily_options
from honours.orchestration.timetables import WorkingDayTimetable


@dag(**daily_options("reminders", "到期提醒", __doc__, WorkingDayTimetable(8, 30)))
def reminders() -> None:
    """Declare the reminders."""
    steps.send_noted(steps.note_due())


reminders()
