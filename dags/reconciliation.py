"""资金对账：用银行流水和回单核对全部未结清的付款（成果奖办法第十八条）

每个工作日 17:00 运行，也可以手工触发。编号、金额、收款账号一致才算数；金额相近的不认，疑点留给财务。
重复运行不会改变结果。

**什么时候需要留意**：结果中有“结果不明”或未能对应的流水时，由财务与银行核对。
"""

from airflow.sdk import dag

from honours.orchestration.disbursement import reconcile_all
from honours.orchestration.stage_dag import FINANCE, daily_options
from honours.orchestration.timetables import WorkingDayTimetable


@dag(**daily_options("reconciliation", "资金对账", __doc__, WorkingDayTimetable(17), owner=FINANCE))
def reconciliation() -> None:
    """Declare the reconciliation."""
    reconcile_all()


reconciliation()
