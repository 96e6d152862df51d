"""Why a played year can stop."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from honours.domain.cycle import Cycle
from honours.domain.errors import EnvironmentFault, RefusedInput, WrongUse


class StepFailed(EnvironmentFault):
    """A run of Airflow failed; carries flow, run, the failed tasks and where their logs are."""

    def __init__(self, dag_id: str, run_id: str, tasks: tuple[str, ...], logs: Path) -> None:
        self.dag_id, self.run_id, self.tasks, self.logs = dag_id, run_id, tasks, logs
        super().__init__(
            f"流程 {dag_id} 的运行 {run_id} 失败，失败的步骤：{'、'.join(tasks) or '（未知）'}。"
            f"原因写在日志里：{logs / f'dag_id={dag_id}' / f'run_id={run_id}'}。"
            "改正后重新运行 honours demo 会从这里继续。"
        )


class FlowsBroken(EnvironmentFault):
    """Airflow cannot read files of flows; carries each with its stack trace."""

    def __init__(self, broken: Sequence[tuple[str, str]]) -> None:
        self.broken = tuple(broken)
        listed = "；".join(
            f"{name}（{trace.strip().splitlines()[-1] if trace.strip() else ''}）" for name, trace in broken
        )
        super().__init__(f"Airflow 不能读入以下流程文件：{listed}。请恢复这些文件后重试。")


class NothingMoves(EnvironmentFault):
    """Nothing changed for too long; carries what was waited for and the seconds."""

    def __init__(self, waited_for: str, seconds: float) -> None:
        self.waited_for, self.seconds = waited_for, seconds
        super().__init__(
            f"等待“{waited_for}”已有 {seconds:.0f} 秒没有进展。请在网页上查看各流程的状态，"
            "确认没有暂停后重新运行 honours demo，会从停下的地方继续。"
        )


class FormRefusedAgain(RefusedInput):
    """A form that the demo filled in was refused several times; carries the step."""

    def __init__(self, dag_id: str, task_id: str, logs: Path) -> None:
        self.dag_id, self.task_id = dag_id, task_id
        super().__init__(f"{dag_id} 的“{task_id}”多次没有接受所填的表单，原因写在日志里：{logs / f'dag_id={dag_id}'}。")


class PlayInterrupted(EnvironmentFault):
    """Somebody broke the play off; nothing is lost and Airflow runs on."""

    def __init__(self) -> None:
        super().__init__("已中断，已办的都已保存。Airflow 仍在后台运行：make demo 从停下的地方继续，make down 停止。")


class RealDataHere(WrongUse):
    """The database holds data that the demo did not make; carries the cycle and the folder."""

    def __init__(self, cycle: Cycle, var: Path) -> None:
        self.cycle, self.var = cycle, var
        super().__init__(
            f"{var} 的数据库里已有不是演示生成的数据，演示不会与它混在一起（演示周期 {cycle}）。"
            "请另选一个空文件夹，例如：HONOURS_VAR=/tmp/honours-demo honours demo"
        )


class NoSuchSample(WrongUse):
    """Cycles for which nothing is invented; carries them and those that there are."""

    def __init__(self, cycles: Sequence[Cycle], known: Sequence[Cycle]) -> None:
        self.cycles, self.known = tuple(cycles), tuple(known)
        super().__init__(
            f"演示没有周期 {'、'.join(map(str, cycles))} 的虚构材料。可以重演的有：{'、'.join(map(str, known))}。"
        )


class FindingsDiffer(RefusedInput):
    """What was found is not what was planted; carries how many were missed and how many were not planted."""

    exit_code = 1

    def __init__(self, missed: int, unexpected: int) -> None:
        self.missed, self.unexpected = missed, unexpected
        super().__init__(f"核对不一致：埋设而没有查出 {missed} 处，查出而没有埋设 {unexpected} 处，见上表。")
