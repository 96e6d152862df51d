-- The chair's meeting: records with attendance, recusals and votes, approvals by another person, returns and what was
-- found of the entries sent back (award/11, model-studio/9, employee-studio/6). Decisions of earlier versions stay as
-- they are: they have no record here. Read by 0016_meetings.py.

ALTER TABLE honours.nomination DROP CONSTRAINT ck_nomination_state_known;
ALTER TABLE honours.nomination ADD CONSTRAINT ck_nomination_state_known CHECK (state IN ('received', 'withdrawn', 'recommended', 'excluded', 'qualified', 'proposed', 'returned', 'not_proposed', 'on_notice', 'declined', 'held', 'awarded', 'paid', 'revoked'));
ALTER TABLE honours.submission DROP CONSTRAINT ck_submission_kind_known;
ALTER TABLE honours.submission ADD CONSTRAINT ck_submission_kind_known CHECK (kind IN ('roster', 'nomination_workbook', 'evidence', 'score_sheet', 'verification_form', 'studio_register', 'meeting_minutes', 'objection_register', 'objection_evidence', 'notice_correction', 'posting_proof', 'bank_statement', 'bank_receipt', 'unknown'));

CREATE TABLE honours.meeting (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    held_on DATE NOT NULL,
    minutes_no TEXT NOT NULL,
    minutes_sha256 CHAR(64) NOT NULL,
    minutes_submission_id BIGINT NOT NULL,
    list_sha256 CHAR(64) NOT NULL,
    member_count INTEGER NOT NULL,
    present_count INTEGER NOT NULL,
    quorum_percent INTEGER NOT NULL,
    approval_percent INTEGER NOT NULL,
    notice_posted_on DATE NOT NULL,
    notice_document_no TEXT NOT NULL,
    decision_document_no TEXT NOT NULL,
    prepared_by TEXT NOT NULL,
    prepared_on DATE NOT NULL,
    answer_sha256 CHAR(64) NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting PRIMARY KEY (cycle, meeting_no),
    CONSTRAINT uq_meeting_preparer UNIQUE (cycle, meeting_no, prepared_by),
    CONSTRAINT uq_meeting_list UNIQUE (cycle, meeting_no, list_sha256),
    CONSTRAINT ck_meeting_number_positive CHECK (meeting_no > 0),
    CONSTRAINT ck_meeting_has_quorum CHECK (present_count > 0 AND present_count <= member_count AND present_count * 100 >= quorum_percent * member_count),
    CONSTRAINT ck_meeting_posted_after_meeting CHECK (notice_posted_on >= held_on),
    CONSTRAINT fk_meeting_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_meeting_minutes_sha256 FOREIGN KEY(minutes_sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT fk_meeting_minutes_submission_id FOREIGN KEY(minutes_submission_id) REFERENCES honours.submission (submission_id),
    CONSTRAINT fk_meeting_list_sha256 FOREIGN KEY(list_sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.meeting_attendance (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    member_no TEXT NOT NULL,
    name TEXT NOT NULL,
    post TEXT NOT NULL,
    is_present BOOLEAN NOT NULL,
    absence_reason TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting_attendance PRIMARY KEY (cycle, meeting_no, member_no),
    CONSTRAINT fk_meeting_attendance_cycle_meeting_no FOREIGN KEY(cycle, meeting_no) REFERENCES honours.meeting (cycle, meeting_no),
    CONSTRAINT ck_meeting_attendance_absent_with_reason CHECK (is_present = (absence_reason IS NULL)),
    CONSTRAINT fk_meeting_attendance_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

CREATE TABLE honours.meeting_recusal (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    member_no TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting_recusal PRIMARY KEY (cycle, meeting_no, nomination_no, member_no),
    CONSTRAINT fk_meeting_recusal_cycle_meeting_no_member_no FOREIGN KEY(cycle, meeting_no, member_no) REFERENCES honours.meeting_attendance (cycle, meeting_no, member_no),
    CONSTRAINT fk_meeting_recusal_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_meeting_recusal_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.meeting_vote (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    votes_for INTEGER,
    votes_against INTEGER,
    abstentions INTEGER,
    outcome TEXT NOT NULL,
    reason TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting_vote PRIMARY KEY (cycle, meeting_no, nomination_no),
    CONSTRAINT fk_meeting_vote_cycle_meeting_no FOREIGN KEY(cycle, meeting_no) REFERENCES honours.meeting (cycle, meeting_no),
    CONSTRAINT ck_meeting_vote_outcome_known CHECK (outcome IN ('approved', 'voted_down', 'not_chosen')),
    CONSTRAINT ck_meeting_vote_votes_whole CHECK (num_nulls(votes_for, votes_against, abstentions) IN (0, 3)),
    CONSTRAINT ck_meeting_vote_votes_not_negative CHECK (votes_for >= 0 AND votes_against >= 0 AND abstentions >= 0),
    CONSTRAINT ck_meeting_vote_decided_by_votes CHECK (outcome = 'not_chosen' OR votes_for IS NOT NULL),
    CONSTRAINT ck_meeting_vote_voted_down_with_reason CHECK (outcome <> 'voted_down' OR reason IS NOT NULL),
    CONSTRAINT fk_meeting_vote_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_meeting_vote_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.meeting_approval (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    prepared_by TEXT NOT NULL,
    approved_by TEXT NOT NULL,
    approved_on DATE NOT NULL,
    list_sha256 CHAR(64) NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting_approval PRIMARY KEY (cycle, meeting_no),
    CONSTRAINT fk_meeting_approval_cycle_meeting_no_prepared_by FOREIGN KEY(cycle, meeting_no, prepared_by) REFERENCES honours.meeting (cycle, meeting_no, prepared_by),
    CONSTRAINT fk_meeting_approval_cycle_meeting_no_list_sha256 FOREIGN KEY(cycle, meeting_no, list_sha256) REFERENCES honours.meeting (cycle, meeting_no, list_sha256),
    CONSTRAINT ck_meeting_approval_approver_is_another CHECK (approved_by <> prepared_by),
    CONSTRAINT fk_meeting_approval_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

CREATE TABLE honours.meeting_return (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    returned_by TEXT NOT NULL,
    returned_on DATE NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting_return PRIMARY KEY (cycle, meeting_no),
    CONSTRAINT fk_meeting_return_cycle_meeting_no FOREIGN KEY(cycle, meeting_no) REFERENCES honours.meeting (cycle, meeting_no),
    CONSTRAINT ck_meeting_return_kind_known CHECK (kind IN ('record', 'entries', 'list_changed')),
    CONSTRAINT fk_meeting_return_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

CREATE TABLE honours.meeting_returned_entry (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    reason TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_meeting_returned_entry PRIMARY KEY (cycle, meeting_no, nomination_no),
    CONSTRAINT fk_meeting_returned_entry_cycle_meeting_no FOREIGN KEY(cycle, meeting_no) REFERENCES honours.meeting_return (cycle, meeting_no),
    CONSTRAINT fk_meeting_returned_entry_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_meeting_returned_entry_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.returned_entry_finding (
    cycle TEXT NOT NULL,
    meeting_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    outcome TEXT NOT NULL,
    finding TEXT NOT NULL,
    found_by TEXT NOT NULL,
    found_on DATE NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_returned_entry_finding PRIMARY KEY (cycle, meeting_no, nomination_no),
    CONSTRAINT fk_returned_entry_finding_cycle_meeting_no_nomination_no FOREIGN KEY(cycle, meeting_no, nomination_no) REFERENCES honours.meeting_returned_entry (cycle, meeting_no, nomination_no),
    CONSTRAINT ck_returned_entry_finding_outcome_known CHECK (outcome IN ('restored', 'refused')),
    CONSTRAINT fk_returned_entry_finding_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_returned_entry_finding_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['meeting', 'meeting_attendance', 'meeting_recusal', 'meeting_vote',
        'meeting_approval', 'meeting_return', 'meeting_returned_entry', 'returned_entry_finding'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- A record that was sent back is never approved, whatever a program does.
CREATE FUNCTION honours.guard_meeting_approval() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM meeting_return WHERE cycle = NEW.cycle AND meeting_no = NEW.meeting_no) THEN
        RAISE EXCEPTION '周期 % 第 % 次会议记录已退回，不能核准', NEW.cycle, NEW.meeting_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'meeting_approval_not_returned';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_meeting_approval BEFORE INSERT ON honours.meeting_approval
FOR EACH ROW EXECUTE FUNCTION honours.guard_meeting_approval();

-- Which approvals stand: those of records that were not sent back.
CREATE VIEW honours.standing_approval WITH (security_invoker = true) AS
SELECT a.cycle, a.meeting_no, a.prepared_by, a.approved_by, a.approved_on, a.list_sha256
  FROM honours.meeting_approval AS a
 WHERE NOT EXISTS (SELECT FROM honours.meeting_return AS r WHERE r.cycle = a.cycle AND r.meeting_no = a.meeting_no);
GRANT SELECT ON honours.standing_approval TO honours_app;

-- notice (award/11 to award/13): beside what the gate saw before, whether an entry rests on a vote of an approved
-- meeting. A reserve that moved up was not voted on: the approved meeting of its cycle is enough. Cycles whose meeting
-- was decided before these records existed have a decision without the number of a record.
CREATE OR REPLACE VIEW honours.gate_notice WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category, w.closes_on, a.moved_on AS awarded_on,
       w.nomination_no IS NOT NULL AS was_posted,
       EXISTS (SELECT FROM honours.decision AS d WHERE d.cycle = n.cycle AND d.kind = 'chair_meeting') AS has_meeting,
       EXISTS (SELECT FROM honours.document AS d
                WHERE d.cycle = n.cycle AND d.stage = 'notice' AND d.kind IN ('decision', 'naming_decision'))
           AS has_decision,
       EXISTS (SELECT FROM honours.objection AS o
                WHERE o.nomination_no = n.nomination_no AND o.is_heard
                  AND o.received_on BETWEEN w.first_posted_on AND w.closes_on
                  AND (o.closed_on IS NULL OR o.is_upheld)) AS is_objected,
       count(*) FILTER (WHERE n.state IN ('awarded', 'paid')) OVER (PARTITION BY n.category) AS honoured,
       honours.gate_number('quotas', n.category) AS quota,
       EXISTS (SELECT FROM honours.studio_naming AS g WHERE g.nomination_no = n.nomination_no) AS in_register,
       coalesce(w.has_start_proof, false) AS has_start_proof, coalesce(w.has_end_proof, false) AS has_end_proof,
       -- A reserve that has just moved up stands on its own notice while the others go on.
       coalesce(w.kind = 'reserve' AND NOT w.has_end_proof, false) AS is_reserve_on_notice,
       (w.project_name, w.person_name, w.unit_name) IS NOT DISTINCT FROM (n.project_name, n.person_name, n.unit_name)
           AS is_as_posted,
       v.nomination_no IS NOT NULL
           OR EXISTS (SELECT FROM honours.standing_approval AS s JOIN honours.nomination_move AS m
                             ON m.nomination_no = n.nomination_no AND m.from_state = 'not_proposed' AND m.to_state = 'on_notice'
                       WHERE s.cycle = n.cycle)
           OR EXISTS (SELECT FROM honours.decision AS d
                       WHERE d.cycle = n.cycle AND d.kind = 'chair_meeting' AND NOT d.answer ? 'meeting_no'
                         AND NOT EXISTS (SELECT FROM honours.meeting AS t WHERE t.cycle = n.cycle)) AS rests_on_approval,
       v.votes_for, v.votes_cast, v.voters, v.approval_percent
  FROM honours.nomination AS n
  LEFT JOIN honours.entry_notice AS w USING (nomination_no)
  LEFT JOIN honours.nomination_move AS a ON a.nomination_no = n.nomination_no AND a.to_state = 'awarded'
  LEFT JOIN LATERAL (
      SELECT v.nomination_no, v.votes_for, v.votes_for + v.votes_against + v.abstentions AS votes_cast,
             t.approval_percent,
             t.present_count - (SELECT count(*) FROM honours.meeting_recusal AS c
                                 WHERE c.cycle = v.cycle AND c.meeting_no = v.meeting_no
                                   AND c.nomination_no = v.nomination_no) AS voters
        FROM honours.meeting_vote AS v
        JOIN honours.meeting AS t USING (cycle, meeting_no)
        JOIN honours.standing_approval AS s USING (cycle, meeting_no)
       WHERE v.nomination_no = n.nomination_no AND v.outcome = 'approved'
       ORDER BY v.meeting_no DESC LIMIT 1
  ) AS v ON true
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'on_notice');
