-- The industry consultation (award/12): workbooks sent, who was asked about what, answers, rulings; the gate looks at it.
-- Read by 0017_consultations.py.

ALTER TABLE honours.submission DROP CONSTRAINT ck_submission_kind_known;
ALTER TABLE honours.submission ADD CONSTRAINT ck_submission_kind_known CHECK (kind IN ('roster', 'nomination_workbook', 'evidence', 'score_sheet', 'verification_form', 'studio_register', 'meeting_minutes', 'objection_register', 'objection_evidence', 'notice_correction', 'posting_proof', 'consultation_form', 'bank_statement', 'bank_receipt', 'unknown'));
ALTER TABLE honours.decision DROP CONSTRAINT ck_decision_kind_known;
ALTER TABLE honours.decision ADD CONSTRAINT ck_decision_kind_known CHECK (kind IN ('intake_closed', 'referrals_ruled', 'chair_meeting', 'payment_approval', 'notice_closed', 'plaques_hung', 'medals_decided', 'provincial_recommendation', 'reserve', 'consultations_closed', 'consultations_ruled'));

CREATE TABLE honours.consultation_sheet (
    cycle TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    sheet_no INTEGER NOT NULL,
    sent_sha256 CHAR(64) NOT NULL,
    sent_on DATE NOT NULL,
    reply_working_days INTEGER NOT NULL,
    due_on DATE NOT NULL,
    silence TEXT NOT NULL,
    seed TEXT NOT NULL,
    submission_id BIGINT,
    received_on DATE,
    closed_on DATE,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_consultation_sheet PRIMARY KEY (cycle, expert_no, sheet_no),
    CONSTRAINT ck_consultation_sheet_numbers_positive CHECK (sheet_no > 0 AND reply_working_days > 0),
    CONSTRAINT ck_consultation_sheet_due_after_sent CHECK (due_on > sent_on),
    CONSTRAINT ck_consultation_sheet_silence_known CHECK (silence IN ('no_objection', 'ask')),
    CONSTRAINT fk_consultation_sheet_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_consultation_sheet_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_consultation_sheet_sent_sha256 FOREIGN KEY(sent_sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT fk_consultation_sheet_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.consultation (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    sheet_no INTEGER NOT NULL,
    has_scored BOOLEAN NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_consultation PRIMARY KEY (nomination_no, expert_no),
    CONSTRAINT fk_consultation_sheet FOREIGN KEY(cycle, expert_no, sheet_no) REFERENCES honours.consultation_sheet (cycle, expert_no, sheet_no),
    CONSTRAINT fk_consultation_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_consultation_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_consultation_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no)
);

CREATE TABLE honours.consultation_answer (
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    direction_reply TEXT NOT NULL,
    direction_reason TEXT,
    advancement_reply TEXT NOT NULL,
    advancement_reason TEXT,
    effect_reply TEXT NOT NULL,
    effect_reason TEXT,
    is_adverse BOOLEAN GENERATED ALWAYS AS (direction_reply <> 'yes' OR advancement_reply <> 'yes' OR effect_reply <> 'no') STORED,
    submission_id BIGINT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_row INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_consultation_answer PRIMARY KEY (nomination_no, expert_no),
    CONSTRAINT fk_consultation_answer_asked FOREIGN KEY(nomination_no, expert_no) REFERENCES honours.consultation (nomination_no, expert_no),
    CONSTRAINT ck_consultation_answer_direction_reply_known CHECK (direction_reply IN ('yes', 'no', 'unclear')),
    CONSTRAINT ck_consultation_answer_advancement_reply_known CHECK (advancement_reply IN ('yes', 'no', 'unclear')),
    CONSTRAINT ck_consultation_answer_effect_reply_known CHECK (effect_reply IN ('yes', 'no', 'unclear')),
    CONSTRAINT ck_consultation_answer_direction_reasoned CHECK (direction_reply = 'yes' OR direction_reason IS NOT NULL),
    CONSTRAINT ck_consultation_answer_advancement_reasoned CHECK (advancement_reply = 'yes' OR advancement_reason IS NOT NULL),
    CONSTRAINT ck_consultation_answer_effect_reasoned CHECK (effect_reply = 'no' OR effect_reason IS NOT NULL),
    CONSTRAINT fk_consultation_answer_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.consultation_ruling (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    ruled_by TEXT NOT NULL,
    ruled_on DATE NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_consultation_ruling PRIMARY KEY (nomination_no),
    CONSTRAINT ck_consultation_ruling_outcome_known CHECK (outcome IN ('upheld', 'overruled')),
    CONSTRAINT fk_consultation_ruling_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_consultation_ruling_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

-- Until a workbook is closed a corrected answer replaces what stood; what was asked of whom and the rulings stay.
GRANT UPDATE ON honours.consultation_answer TO honours_app;
GRANT UPDATE (due_on, submission_id, received_on, closed_on) ON honours.consultation_sheet TO honours_app;

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['consultation', 'consultation_ruling'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- No answer counts, and none is changed, once its workbook is closed.
CREATE FUNCTION honours.guard_consultation_answer() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM consultation AS c JOIN consultation_sheet AS s USING (cycle, expert_no, sheet_no)
         WHERE c.nomination_no = NEW.nomination_no AND c.expert_no = NEW.expert_no AND s.closed_on IS NOT NULL
    ) THEN
        RAISE EXCEPTION '行业咨询已经汇总，不再接收 % 对 % 的答复', NEW.expert_no, NEW.nomination_no
            USING ERRCODE = 'check_violation', CONSTRAINT = 'consultation_answer_open';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard_consultation_answer BEFORE INSERT OR UPDATE ON honours.consultation_answer
FOR EACH ROW EXECUTE FUNCTION honours.guard_consultation_answer();

CREATE TRIGGER refuse_conflicted BEFORE INSERT ON honours.consultation
FOR EACH ROW EXECUTE FUNCTION honours.refuse_conflicted();

-- Where the consultation on an entry stands: whoever may still answer keeps it open; what is not favourable goes to a
-- person, and so does silence where the workbook said that it would. Who must step back since counts no more.
CREATE VIEW honours.consultation_standing WITH (security_invoker = true) AS
SELECT c.cycle, c.nomination_no, count(*) AS asked, count(a.nomination_no) AS answered,
       count(*) FILTER (WHERE a.is_adverse) AS adverse,
       count(*) FILTER (WHERE a.nomination_no IS NULL AND s.closed_on IS NOT NULL) AS silent,
       CASE WHEN bool_or(s.closed_on IS NULL) THEN 'open'
            WHEN max(r.outcome) IS NOT NULL THEN max(r.outcome)
            WHEN bool_or(coalesce(a.is_adverse, s.silence = 'ask')) THEN 'referred'
            ELSE 'favourable' END AS standing,
       max(r.reason) AS reason
  FROM honours.consultation AS c
  JOIN honours.consultation_sheet AS s USING (cycle, expert_no, sheet_no)
  LEFT JOIN honours.consultation_answer AS a ON a.nomination_no = c.nomination_no AND a.expert_no = c.expert_no
  LEFT JOIN honours.consultation_ruling AS r ON r.nomination_no = c.nomination_no
 WHERE NOT EXISTS (SELECT FROM honours.standing_conflict AS k
                    WHERE k.nomination_no = c.nomination_no AND k.expert_no = c.expert_no)
 GROUP BY c.cycle, c.nomination_no;

GRANT SELECT ON honours.consultation_standing TO honours_app;

-- For the gate of the notice: where the consultation on an entry stands, nothing where nobody was asked.
CREATE FUNCTION honours.consultation_on(entry text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT k.standing FROM honours.consultation_standing AS k WHERE k.nomination_no = entry
$$;
GRANT EXECUTE ON FUNCTION honours.consultation_on(text) TO honours_app;
