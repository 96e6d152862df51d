"""收件：随到随收（成果奖办法第十条）

每五分钟查看一次收件文件夹，也可以随时手工触发。推荐工作簿、公示证明、评分表、异议登记表、银行流水和回单都放入收件文件夹；
公示证明放入以单位编码命名的子文件夹（例如 `0101/`）。

- 每份文件先归档再读取，同一文件再放一次不会改变任何内容；
- 逐格核对，有问题的退回批注副本（待发文件夹 `outbox/<周期>/returned/`），正确的行收下；
- 是否逾期按文件到达收件文件夹的时间判断；
- 银行文件收下后随即核对付款；
- 名册、回避情况有变化的，随即复核评审分工：不能再评的改派给其他专家，其余不动。

**什么时候需要留意**：变红说明收件环境有问题（磁盘、数据库），与文件内容无关；内容有问题的文件会被退回而不会使本流程失败。
"""

from airflow.sdk import chain, dag

from honours.orchestration import intake as steps
from honours.orchestration.assigning import recheck_assignments
from honours.orchestration.disbursement import reconcile_all
from honours.orchestration.stage_dag import daily_options
from honours.orchestration.timetables import EveryMinutesTimetable


@dag(**daily_options("intake", "收件", __doc__, EveryMinutesTimetable(5)))
def intake() -> None:
    """Declare the intake."""
    taken = steps.take_in_files()
    chain(taken, reconcile_all())
    chain(taken, recheck_assignments())


intake()
