"""The list of who scores what (评审分工表), for the staff: entries, loads, the seed, the proof, the changes."""

from __future__ import annotations

from collections import Counter
from datetime import date

from honours.domain.assignments import WithdrawalKind
from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.facts import Speciality
from honours.domain.stages import Stage
from honours.services.documents.spreadsheet import Sheet, write_sheets
from honours.services.review.assigning.problem import Problem
from honours.services.review.assigning.record import Run
from honours.storage.unit_of_work import UnitOfWork

FILE_NAME = f"{DocumentKind.ASSIGNMENT.label}.xlsx"
_NOTE = "仅供经办人员使用，评审结束前请勿发给专家和推荐单位。"


def publish(cycle: Cycle, problem: Problem, known: list[Run], on: date, work: UnitOfWork) -> str:
    """Lay the list in the outbox of the review and return its SHA-256; the unit of work has begun."""
    rows = work.run("review/list_assigned_rows", {"cycle": str(cycle)}).all()
    withdrawn = work.run("review/list_withdrawals", {"cycle": str(cycle)}).all()
    loads = Counter(row.expert_no for row in rows)
    names = {row.expert_no: (row.expert_name, row.expert_unit, row.expert_speciality) for row in rows}
    limits = {one.expert_no: one.most_entries for one in problem.experts}
    rules, last = problem.rules, known[-1]
    by_entry = Sheet(
        "评审分工",
        ("类别", "申报编号", "项目", "专业", "申报单位", "专家编号", "专家", "专家单位", "专家专业", "分工批次"),
        [
            (
                cycle.category_label(Category(row.category)),
                row.nomination_no,
                row.project_name,
                Speciality(row.speciality).label,
                row.unit_name,
                row.expert_no,
                row.expert_name,
                row.expert_unit,
                Speciality(row.expert_speciality).label,
                row.run_no,
            )
            for row in rows
        ],
        notes=(
            _NOTE,
            f"规则：每项{rules.experts_per_entry}位专家，其中本专业至少{rules.least_of_speciality}位，"
            f"同一单位至多{rules.most_of_one_unit}位；没有应当回避的；同一类别的项目通过共同的专家相互比较。",
            f"种子：{last.seed}。{last.proof}。任何人可用 honours review panel {cycle} --verify 重新求解核对。",
        ),
    )
    by_expert = Sheet(
        "专家任务",
        ("专家编号", "专家", "单位", "专业", "评审项数", "上限"),
        [
            (number, *names[number][:2], Speciality(names[number][2]).label, load, limits.get(number))
            for number, load in sorted(loads.items())
        ],
    )
    by_run = Sheet(
        "分工批次",
        ("批次", "原因", "种子", "新增", "撤销", "代价", "下界", "是否唯一", "输入校验值", "结果校验值"),
        [
            (
                run.run_no,
                run.reason.label,
                run.seed,
                run.made,
                run.withdrawn,
                run.cost,
                run.bound,
                "是" if run.is_only else "否",
                run.input_sha256,
                run.result_sha256,
            )
            for run in known
        ],
    )
    changed = Sheet(
        "分工变更",
        ("批次", "申报编号", "专家编号", "专家", "原因", "说明", "日期"),
        [
            (
                row.withdrawn_by_run_no,
                row.nomination_no,
                row.expert_no,
                row.expert_name,
                WithdrawalKind(row.kind).label,
                row.reason,
                row.withdrawn_on,
            )
            for row in withdrawn
        ],
    )
    return work.publish(
        write_sheets([by_entry, by_expert, by_run, *([changed] if withdrawn else [])], fixed_on=on),
        cycle=str(cycle),
        stage=Stage.REVIEW.value,
        kind=DocumentKind.ASSIGNMENT,
        subject="",
        file_name=FILE_NAME,
        made_on=on,
    )
