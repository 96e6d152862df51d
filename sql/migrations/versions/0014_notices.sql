-- What each public notice lists, the proofs that it was posted, corrections of it, and objections in full (award/12,
-- award/17, model-studio/9, employee-studio/6). Read by 0014_notices.py.

ALTER TABLE honours.submission DROP CONSTRAINT ck_submission_kind_known;
ALTER TABLE honours.submission ADD CONSTRAINT ck_submission_kind_known CHECK (kind IN ('roster', 'nomination_workbook', 'evidence', 'score_sheet', 'verification_form', 'studio_register', 'objection_register', 'objection_evidence', 'notice_correction', 'posting_proof', 'bank_statement', 'bank_receipt', 'unknown'));
ALTER TABLE honours.decision DROP CONSTRAINT ck_decision_kind_known;
ALTER TABLE honours.decision ADD CONSTRAINT ck_decision_kind_known CHECK (kind IN ('intake_closed', 'referrals_ruled', 'chair_meeting', 'payment_approval', 'notice_closed', 'plaques_hung', 'medals_decided', 'provincial_recommendation', 'reserve'));

ALTER TABLE honours.public_notice
    ADD COLUMN kind TEXT NOT NULL DEFAULT 'first',
    ADD COLUMN replaces_no INTEGER,
    ADD COLUMN reason TEXT NOT NULL DEFAULT '',
    ADD COLUMN document_no TEXT NOT NULL DEFAULT '',
    ADD COLUMN ready_on DATE,
    ADD COLUMN planned_on DATE,
    ADD COLUMN content_sha256 CHAR(64),
    ADD CONSTRAINT ck_public_notice_kind_known CHECK (kind IN ('first', 'corrected', 'reserve')),
    ADD CONSTRAINT ck_public_notice_corrected_replaces CHECK ((kind = 'corrected') = (replaces_no IS NOT NULL));

CREATE TABLE honours.notice_entry (
    cycle TEXT NOT NULL,
    notice_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    category TEXT NOT NULL,
    project_name TEXT NOT NULL,
    person_name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_notice_entry PRIMARY KEY (cycle, notice_no, nomination_no),
    CONSTRAINT fk_notice_entry_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_notice_entry_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_notice_entry_cycle_notice_no FOREIGN KEY(cycle, notice_no) REFERENCES honours.public_notice (cycle, notice_no)
);
CREATE INDEX ix_notice_entry_nomination_no ON honours.notice_entry (nomination_no);

CREATE TABLE honours.posting_proof (
    cycle TEXT NOT NULL,
    notice_no INTEGER NOT NULL,
    side TEXT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    file_name TEXT NOT NULL,
    shown_on DATE NOT NULL,
    address TEXT NOT NULL,
    submission_id BIGINT NOT NULL,
    noted_by TEXT NOT NULL,
    noted_on DATE NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_posting_proof PRIMARY KEY (cycle, notice_no, side, sha256),
    CONSTRAINT fk_posting_proof_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_posting_proof_cycle_notice_no FOREIGN KEY(cycle, notice_no) REFERENCES honours.public_notice (cycle, notice_no),
    CONSTRAINT fk_posting_proof_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT fk_posting_proof_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id),
    CONSTRAINT ck_posting_proof_side_known CHECK (side IN ('start', 'end'))
);

CREATE TABLE honours.notice_correction (
    cycle TEXT NOT NULL,
    correction_no TEXT NOT NULL,
    notice_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    item TEXT NOT NULL,
    was TEXT NOT NULL,
    becomes TEXT NOT NULL,
    reason TEXT NOT NULL,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_notice_correction PRIMARY KEY (cycle, correction_no),
    CONSTRAINT fk_notice_correction_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_notice_correction_cycle_notice_no FOREIGN KEY(cycle, notice_no) REFERENCES honours.public_notice (cycle, notice_no),
    CONSTRAINT fk_notice_correction_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_notice_correction_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id),
    CONSTRAINT ck_notice_correction_item_known CHECK (item IN ('project_name', 'person_name', 'unit_name'))
);

ALTER TABLE honours.objection
    ADD COLUMN is_anonymous BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN contact TEXT,
    ADD COLUMN evidence_names TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN wanted_remedy TEXT,
    ADD COLUMN handler TEXT,
    ADD COLUMN is_heard BOOLEAN NOT NULL DEFAULT true,
    ADD COLUMN replied_on DATE,
    ADD CONSTRAINT ck_objection_replied_after_closing CHECK (replied_on IS NULL OR closed_on IS NOT NULL);
UPDATE honours.objection SET is_anonymous = true WHERE objector_name = '匿名';

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['notice_entry', 'posting_proof', 'notice_correction'] LOOP
        EXECUTE format('REVOKE UPDATE ON honours.%I FROM honours_app', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- What the notices before this listed: everybody who was ever on notice in their cycle.
INSERT INTO honours.notice_entry (cycle, notice_no, nomination_no, category, project_name, person_name, unit_name)
SELECT w.cycle, w.notice_no, n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name
  FROM honours.public_notice AS w
  JOIN honours.nomination AS n USING (cycle)
 WHERE EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'on_notice');
UPDATE honours.public_notice SET planned_on = posted_on;

-- The notice of each entry, the last that lists it, and from when to when it may be objected to: from its first posting
-- to the end of its last notice.
CREATE VIEW honours.entry_notice WITH (security_invoker = true) AS
SELECT DISTINCT ON (e.nomination_no)
       e.cycle, e.nomination_no, w.notice_no, w.kind, w.posted_on, w.closes_on, w.is_provisional,
       e.project_name, e.person_name, e.unit_name,
       min(w.posted_on) OVER (PARTITION BY e.nomination_no) AS first_posted_on,
       EXISTS (SELECT FROM honours.posting_proof AS p
                WHERE p.cycle = w.cycle AND p.notice_no = w.notice_no AND p.side = 'start'
                  AND p.shown_on = w.posted_on) AS has_start_proof,
       EXISTS (SELECT FROM honours.posting_proof AS p
                WHERE p.cycle = w.cycle AND p.notice_no = w.notice_no AND p.side = 'end'
                  AND p.shown_on >= w.closes_on) AS has_end_proof
  FROM honours.notice_entry AS e
  JOIN honours.public_notice AS w USING (cycle, notice_no)
 ORDER BY e.nomination_no, w.notice_no DESC;
GRANT SELECT ON honours.entry_notice TO honours_app;

-- notice (award/11 to award/13): every entry by its own notice.
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
           AS is_as_posted
  FROM honours.nomination AS n
  LEFT JOIN honours.entry_notice AS w USING (nomination_no)
  LEFT JOIN honours.nomination_move AS a ON a.nomination_no = n.nomination_no AND a.to_state = 'awarded'
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'on_notice');
