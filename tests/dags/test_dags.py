"""Every DAG file: it is there, it parses without touching anything, people can read it, and the year hangs together."""

from __future__ import annotations

import ast
import re
from itertools import pairwise
from typing import Any

import pytest
from airflow.providers.standard.operators.hitl import HITLOperator

from honours.domain.stages import Stage
from honours.orchestration.access import RUN_BY_FINANCE, RUN_BY_OPERATIONS
from honours.orchestration.assets import handed_on
from honours.orchestration.human import Ask
from honours.orchestration.operators import Wait
from honours.orchestration.stage_dag import JOIN
from honours.orchestration.steward import SCHEDULED, WAIT_TASKS
from honours.orchestration.timetables import YearlyCallTimetable
from honours.storage.settings import PROJECT_ROOT

FILES = PROJECT_ROOT / "dags"
STAGES = [stage.value for stage in Stage]
# Airflow itself uses it when it looks for plugins.
pytestmark = pytest.mark.filterwarnings("ignore:GitWildMatchPattern:DeprecationWarning")
BESIDE = ["intake", "reminders", "reconciliation", "steward"]
ALL = sorted([*STAGES, *BESIDE])
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# The manual at the head is for people and may be as long as they need.
LINES_AT_MOST = 85
# What only some schemes or some years have: nothing waits for it.
BESIDE_THE_HAND_OVER = {
    Stage.NOTICE: ["ask_plaques", "ask_reserve", "make_medal_lists", "make_recommendation"],
    Stage.DISBURSEMENT: ["make_dossiers"],
}
JOINS = {Stage.REVIEW: {"rank"}, Stage.NOTICE: {"conclude", "gate"}}


@pytest.fixture(params=ALL)
def dag(request: pytest.FixtureRequest, dag_bag: Any) -> Any:
    """Each DAG in turn."""
    return dag_bag.dags[request.param]


def test_the_nine_dags_are_there_one_a_file(dag_bag: Any) -> None:
    assert dag_bag.import_errors == {}
    assert sorted(dag_bag.dags) == ALL
    assert sorted(path.stem for path in FILES.glob("*.py")) == ALL
    assert all(dag.fileloc.endswith(f"/{dag_id}.py") for dag_id, dag in dag_bag.dags.items())


def test_a_dag_survives_serialisation(dag: Any) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    returned = DagSerialization.from_dict(DagSerialization.to_dict(dag))

    assert sorted(returned.task_dict) == sorted(dag.task_dict)
    assert returned.timetable.summary


def test_people_can_read_a_dag(dag: Any) -> None:
    assert CHINESE.search(dag.dag_display_name)
    assert len(CHINESE.findall(dag.doc_md)) > 80
    assert "什么时候需要留意" in dag.doc_md or dag.dag_id == "steward"
    assert "honours" in dag.tags


def test_people_can_read_every_task(dag: Any) -> None:
    assert dag.tasks
    for task in dag.tasks:
        assert CHINESE.search(task.task_display_name), task.task_id
        assert task.doc_md, task.task_id
        assert len(CHINESE.findall(task.doc_md)) > 15, task.task_id


def test_every_task_is_tried_again_and_tells_why_it_failed(dag: Any) -> None:
    for task in dag.tasks:
        assert task.retries >= 1, task.task_id
        assert task.on_failure_callback, task.task_id


def test_what_leaves_its_worker_is_tried_again_often(dag_bag: Any) -> None:
    """A stale event of the executor fails what resumes too soon; a retry finds its answer or its end kept."""
    left = [
        task
        for dag in dag_bag.dags.values()
        for task in dag.tasks
        if isinstance(task, Wait | HITLOperator) or getattr(task, "deferrable", False) or task.start_from_trigger
    ]

    assert len(left) == 27
    assert {task.task_id: task.retries for task in left if task.retries < 5} == {}


def test_questions_have_chinese_buttons_and_no_way_to_decide_themselves(dag_bag: Any) -> None:
    asked = [task for dag in dag_bag.dags.values() for task in dag.tasks if isinstance(task, HITLOperator)]

    assert sorted(task.task_id for task in asked) == [
        "ask_consultation_rulings",
        "ask_consultations_closed",
        "ask_intake_closed",
        "ask_late_experts",
        "ask_medals",
        "ask_meeting",
        "ask_meeting_approval",
        "ask_notice_closed",
        "ask_opening",
        "ask_payment_approval",
        "ask_plaques",
        "ask_posted",
        "ask_posted_again",
        "ask_recommendation",
        "ask_referrals",
        "ask_reserve",
        "ask_returned",
        "ask_verification_referrals",
    ]
    for task in asked:
        assert isinstance(task, Ask)
        assert all(CHINESE.search(option) for option in task.options), task.task_id
        assert task.defaults is None
        assert task.response_timeout is None
        assert task.serialized_params, task.task_id


def test_a_form_of_a_question_holds_its_own_fields_only(dag_bag: Any) -> None:
    assert sorted(dag_bag.dags["call"].task_dict["ask_opening"].serialized_params) == ["call_on", "document_no"]
    assert sorted(dag_bag.dags["call"].task_dict["ask_intake_closed"].serialized_params) == ["is_checked", "note"]


@pytest.mark.parametrize("stage", list(Stage), ids=STAGES)
def test_a_stage_claims_first_and_hands_on_last(stage: Stage, dag_bag: Any) -> None:
    dag = dag_bag.dags[stage.value]

    assert [task.task_id for task in dag.roots] == ["claim"]
    assert sorted(task.task_id for task in dag.leaves) == sorted(["hand_on", *BESIDE_THE_HAND_OVER.get(stage, ())])
    assert dag.task_dict["hand_on"].outlets == [handed_on(stage)]
    # Nothing runs after a step that failed or was skipped, but where a branch that some schemes lack joins again.
    joins = {task.task_id for task in dag.tasks if task.trigger_rule.value != "all_success"}
    assert joins == JOINS.get(stage, set())
    assert {dag.task_dict[task_id].trigger_rule.value for task_id in joins} <= {JOIN}
    assert dag.tags >= {f"stage:{stage.value}"}


@pytest.mark.parametrize("stage", list(Stage), ids=STAGES)
def test_a_stage_passes_its_gate_before_it_hands_on(stage: Stage, dag_bag: Any) -> None:
    last = dag_bag.dags[stage.value].task_dict["hand_on"]
    upstream = {task.task_id for task in last.get_flat_relatives(upstream=True)}
    assert any(name.startswith("gate") for name in upstream)


def test_prizes_become_paid_behind_the_archive_gate(dag_bag: Any) -> None:
    gate = dag_bag.dags["disbursement"].task_dict["gate_archive"]
    before = {task.task_id for task in gate.get_flat_relatives(upstream=True)}
    after = {task.task_id for task in gate.get_flat_relatives(upstream=False)}

    assert "wait_for_payments" in before
    assert after == {"conclude", "hand_on", "make_dossiers"}


def test_the_branches_of_the_review_part_after_the_qualification_and_join_before_the_meeting(dag_bag: Any) -> None:
    upstream = {task.task_id: task.upstream_task_ids for task in dag_bag.dags["review"].tasks}
    experts = [
        "find_conflicts",
        "assign_experts",
        "send_score_sheets",
        "wait_for_score_sheets",
        "ask_late_experts",
        "wait_for_late_sheets",
        "open_scores",
    ]
    visitors = [
        "send_verification_forms",
        "wait_for_verifications",
        "judge_verification",
        "ask_verification_referrals",
        "advance_verified",
    ]

    for branch, other in ((experts, visitors), (visitors, experts)):
        for before, after in pairwise(["advance_qualified", *branch, "rank"]):
            assert before in upstream[after]
        assert not any(upstream[task_id] & set(other) for task_id in branch)
    # A run whose claim was skipped has nobody qualified, so nobody is proposed either.
    assert "advance_qualified" in upstream["rank"]


def test_the_meeting_is_held_again_from_the_re_examination_on(dag_bag: Any) -> None:
    upstream = {task.task_id: task.upstream_task_ids for task in dag_bag.dags["notice"].tasks}
    steps = ["claim", "ask_returned", "prepare_list", "ask_meeting", "ask_meeting_approval", "carry_out_meeting"]

    assert all(before in upstream[after] for before, after in pairwise([*steps, "post_notice"]))
    assert dag_bag.dags["notice"].task_dict["ask_meeting_approval"].options == ["核准", "退回"]


def test_nobody_is_honoured_before_a_person_has_closed_the_notice(dag_bag: Any) -> None:
    conclude = dag_bag.dags["notice"].task_dict["conclude"]
    before = [task.task_id for task in conclude.get_flat_relatives(upstream=True)]

    assert {"wait_for_notice", "take_in_last", "ask_notice_closed"} <= set(before)


def test_the_consultation_runs_beside_the_notice_and_joins_before_anybody_is_honoured(dag_bag: Any) -> None:
    upstream = {task.task_id: task.upstream_task_ids for task in dag_bag.dags["notice"].tasks}
    consulted = [
        "send_consultations",
        "wait_for_consultations",
        "take_in_answers",
        "ask_consultations_closed",
        "close_consultations",
        "ask_consultation_rulings",
    ]
    noticed = ["wait_for_notice", "take_in_last", "ask_posted_again", "wait_for_notice_again", "take_in_again"]
    noticed += ["ask_notice_closed"]

    for branch, other in ((consulted, noticed), (noticed, consulted)):
        for before, after in pairwise(["ask_posted", *branch, "conclude"]):
            assert before in upstream[after]
        assert not any(upstream[task_id] & set(other) for task_id in branch)


def test_the_assets_link_the_stages_to_a_year(dag_bag: Any) -> None:
    from airflow.serialization.serialized_objects import DagSerialization

    listens = {}
    for stage in Stage:
        timetable = DagSerialization.from_dict(DagSerialization.to_dict(dag_bag.dags[stage.value])).timetable
        assert timetable.partitioned, stage
        if not isinstance(timetable, YearlyCallTimetable):
            listens[stage] = [asset.name for _, asset in timetable.asset_condition.iter_assets()]

    assert listens == {stage: [handed_on(before).name] for stage in Stage if (before := stage.preceding) is not None}
    assert len({handed_on(stage).uri for stage in Stage}) == 5
    assert len(listens) == 4


def test_the_steward_can_repeat_every_hand_over(dag_bag: Any) -> None:
    repeats = [task for task in dag_bag.dags["steward"].tasks if task.task_id.startswith("repeat_")]

    assert sorted(asset.name for task in repeats for asset in task.outlets) == sorted(
        handed_on(before).name for stage in Stage if (before := stage.preceding) is not None
    )


def test_the_steward_knows_every_wait_and_every_timetable(dag_bag: Any) -> None:
    waits = {
        task.task_id: task.wait_for for dag in dag_bag.dags.values() for task in dag.tasks if isinstance(task, Wait)
    }

    assert waits == WAIT_TASKS
    assert sorted(SCHEDULED) == sorted(["call", *BESIDE])


def test_every_dag_has_somebody_who_runs_it() -> None:
    assert set(ALL) <= {*RUN_BY_OPERATIONS, *RUN_BY_FINANCE}


def test_what_runs_beside_the_year_runs_one_at_a_time(dag_bag: Any) -> None:
    assert {dag_bag.dags[dag_id].max_active_runs for dag_id in BESIDE} == {1}


@pytest.mark.parametrize("name", ALL)
def test_a_dag_file_declares_only(name: str) -> None:
    source = (FILES / f"{name}.py").read_text(encoding="utf-8")
    tree = ast.parse(source)
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}

    assert len(source.splitlines()) - len((ast.get_docstring(tree, clean=False) or "").splitlines()) <= LINES_AT_MOST
    assert not any(isinstance(node, ast.If | ast.For | ast.While | ast.Try | ast.Import) for node in ast.walk(tree))
    assert all(module == "airflow.sdk" or str(module).startswith("honours.orchestration") for module in modules)
