-- Who scores what: every assignment with its proof, pairs that were made, and pairs that were withdrawn (award/11,
-- employee-studio/6). Read by 0018_assignments.py.

CREATE TABLE honours.assignment_run (
    cycle TEXT NOT NULL,
    run_no INTEGER NOT NULL,
    reason TEXT NOT NULL,
    seed TEXT NOT NULL,
    input_sha256 CHAR(64) NOT NULL,
    result_sha256 CHAR(64) NOT NULL,
    cost BIGINT NOT NULL,
    bound BIGINT NOT NULL,
    is_only BOOLEAN NOT NULL,
    record_sha256 CHAR(64) NOT NULL,
    made_on DATE NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_assignment_run PRIMARY KEY (cycle, run_no),
    CONSTRAINT fk_assignment_run_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_assignment_run_record_sha256 FOREIGN KEY(record_sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT ck_assignment_run_reason_known CHECK (reason IN ('first', 'replacement')),
    CONSTRAINT ck_assignment_run_bound_below_cost CHECK (bound <= cost)
);

CREATE TABLE honours.assignment (
    cycle TEXT NOT NULL,
    run_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_assignment PRIMARY KEY (nomination_no, expert_no, run_no),
    CONSTRAINT fk_assignment_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_assignment_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_assignment_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_assignment_run FOREIGN KEY(cycle, run_no) REFERENCES honours.assignment_run (cycle, run_no)
);
CREATE INDEX ix_assignment_cycle ON honours.assignment (cycle, expert_no);

CREATE TABLE honours.assignment_withdrawal (
    cycle TEXT NOT NULL,
    run_no INTEGER NOT NULL,
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    withdrawn_by_run_no INTEGER NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    withdrawn_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_assignment_withdrawal PRIMARY KEY (nomination_no, expert_no, run_no),
    CONSTRAINT fk_assignment_withdrawal_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_assignment_withdrawal_assignment FOREIGN KEY(nomination_no, expert_no, run_no)
        REFERENCES honours.assignment (nomination_no, expert_no, run_no),
    CONSTRAINT fk_assignment_withdrawal_run FOREIGN KEY(cycle, withdrawn_by_run_no)
        REFERENCES honours.assignment_run (cycle, run_no),
    CONSTRAINT ck_assignment_withdrawal_withdrawn_later CHECK (withdrawn_by_run_no > run_no),
    CONSTRAINT ck_assignment_withdrawal_kind_known CHECK (kind IN ('late', 'conflict', 'left', 'shifted'))
);

-- What stands now: every pair that was made and not withdrawn.
CREATE VIEW honours.standing_assignment WITH (security_invoker = true) AS
SELECT a.cycle, a.run_no, a.nomination_no, a.expert_no
  FROM honours.assignment AS a
 WHERE NOT EXISTS (
       SELECT FROM honours.assignment_withdrawal AS w
        WHERE w.nomination_no = a.nomination_no AND w.expert_no = a.expert_no AND w.run_no = a.run_no);
GRANT SELECT ON honours.standing_assignment TO honours_app;

-- Scores that count: an expert from whom the entry was taken has said nothing about it, whenever their sheet was sealed.
CREATE VIEW honours.counting_score WITH (security_invoker = true) AS
SELECT s.*
  FROM honours.score AS s
 WHERE NOT EXISTS (
       SELECT FROM honours.assignment_withdrawal AS w
        WHERE w.nomination_no = s.nomination_no AND w.expert_no = s.expert_no
          AND NOT EXISTS (
              SELECT FROM honours.standing_assignment AS a
               WHERE a.nomination_no = s.nomination_no AND a.expert_no = s.expert_no));
GRANT SELECT ON honours.counting_score TO honours_app;

CREATE OR REPLACE FUNCTION honours.conflicted_scorers(entry text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT string_agg(DISTINCT s.expert_no, '、' ORDER BY s.expert_no)
      FROM honours.counting_score AS s
      JOIN honours.standing_conflict AS c USING (nomination_no, expert_no)
     WHERE s.nomination_no = entry
$$;

CREATE OR REPLACE VIEW honours.gate_review WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category, v.judged, v.failed, v.unruled, v.refused,
       honours.gate_number('rules', n.category) AS rules,
       n.state IN ('qualified', 'proposed', 'not_proposed', 'on_notice', 'declined', 'held', 'awarded', 'paid')
           AS is_qualified,
       r.outcome, r.mean_points, r.score_count, honours.gate_score(s.points) AS mean_again,
       coalesce(cardinality(s.points), 0) AS count_again,
       count(*) FILTER (WHERE r.outcome = 'in') OVER (PARTITION BY n.category) AS inside,
       honours.gate_number('quotas', n.category) AS quota,
       count(*) FILTER (WHERE r.outcome = 'in' AND n.person_id_hmac IS NOT NULL)
           OVER (PARTITION BY n.person_id_hmac) AS of_person,
       v.verified, honours.gate_number('verify_rules', n.category) AS verify_rules,
       count(*) FILTER (WHERE n.state = 'proposed') OVER (PARTITION BY n.unit_uscc, n.project_name) AS of_studio,
       honours.conflicted_scorers(n.nomination_no) AS conflicted, s.unsealed, s.misweighed
  FROM honours.nomination AS n
  LEFT JOIN honours.ranking AS r USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE v.stage = 'review') AS judged,
             count(*) FILTER (WHERE v.verdict = 'fail') AS failed,
             count(*) FILTER (WHERE v.verdict = 'refer' AND u.outcome IS NULL) AS unruled,
             count(*) FILTER (WHERE v.verdict = 'refer' AND u.outcome = 'refused') AS refused,
             count(*) FILTER (WHERE v.stage = 'verification') AS verified
        FROM honours.verdict AS v
        LEFT JOIN honours.ruling AS u ON u.nomination_no = v.nomination_no AND u.rule = v.rule
       WHERE v.nomination_no = n.nomination_no AND v.revision = n.revision
  ) AS v ON true
  LEFT JOIN LATERAL (
      SELECT array_agg(s.points) AS points,
             count(*) FILTER (WHERE NOT EXISTS (
                 SELECT FROM honours.score_seal AS seal
                   JOIN honours.score_opening AS o ON o.cycle = seal.cycle AND o.opening_no = s.opening_no
                  WHERE seal.submission_id = s.submission_id AND seal.expert_no = s.expert_no
                    AND seal.seal_id <= o.last_seal_id AND n.nomination_no = ANY(seal.nomination_nos))) AS unsealed,
             count(*) FILTER (WHERE s.points IS DISTINCT FROM (
                 SELECT sum(c.points * honours.gate_number('weights', c.criterion)) / 100
                   FROM honours.score_criterion AS c
                  WHERE c.nomination_no = s.nomination_no AND c.expert_no = s.expert_no)) AS misweighed
        FROM honours.counting_score AS s WHERE s.nomination_no = n.nomination_no
  ) AS s ON true
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'recommended');

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['assignment_run', 'assignment', 'assignment_withdrawal'] LOOP
        EXECUTE format('REVOKE UPDATE ON honours.%I FROM honours_app', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- Nobody is assigned to an entry from which something keeps them, automatically or by hand.
CREATE TRIGGER refuse_conflicted BEFORE INSERT OR UPDATE OF nomination_no, expert_no ON honours.assignment
    FOR EACH ROW EXECUTE FUNCTION honours.refuse_conflicted();

-- A pair stands once: what was made again without a withdrawal in between would count twice.
CREATE FUNCTION honours.refuse_second_assignment() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM standing_assignment AS s
                WHERE s.nomination_no = NEW.nomination_no AND s.expert_no = NEW.expert_no) THEN
        RAISE EXCEPTION '专家 % 已经负责评审项目 %，不能重复分配', NEW.expert_no, NEW.nomination_no
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'assignment_stands_once';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER refuse_second BEFORE INSERT ON honours.assignment
    FOR EACH ROW EXECUTE FUNCTION honours.refuse_second_assignment();
