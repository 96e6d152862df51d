-- Score sheets sealed as they come, opened together; blind codes; points by criterion; what decided a tie (award/11).
-- Read by 0015_sealed_scores.py.

CREATE TABLE honours.blind_code (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    code TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_blind_code PRIMARY KEY (nomination_no),
    CONSTRAINT uq_blind_code UNIQUE (cycle, code),
    CONSTRAINT fk_blind_code_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_blind_code_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.score_sheet_entry (
    cycle TEXT NOT NULL,
    category TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    sheet_no INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_score_sheet_entry PRIMARY KEY (nomination_no, expert_no),
    CONSTRAINT fk_score_sheet_entry_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_score_sheet_entry_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_score_sheet_entry_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.score_seal (
    seal_id BIGINT GENERATED ALWAYS AS IDENTITY,
    cycle TEXT NOT NULL,
    category TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    seal_no INTEGER NOT NULL,
    submission_id BIGINT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    nomination_nos TEXT[] NOT NULL,
    sealed_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_score_seal PRIMARY KEY (seal_id),
    CONSTRAINT uq_score_seal UNIQUE (cycle, category, expert_no, seal_no),
    CONSTRAINT uq_score_seal_submission UNIQUE (submission_id),
    CONSTRAINT fk_score_seal_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_score_seal_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_score_seal_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id),
    CONSTRAINT fk_score_seal_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.score_opening (
    cycle TEXT NOT NULL,
    opening_no INTEGER NOT NULL,
    opened_on DATE NOT NULL,
    last_seal_id BIGINT NOT NULL,
    seals_sha256 CHAR(64) NOT NULL,
    seal_count INTEGER NOT NULL,
    score_count INTEGER NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_score_opening PRIMARY KEY (cycle, opening_no),
    CONSTRAINT fk_score_opening_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_score_opening_last_seal_id FOREIGN KEY(last_seal_id) REFERENCES honours.score_seal (seal_id)
);

-- The view looks at a column whose type changes.
DROP VIEW honours.gate_review;

ALTER TABLE honours.score ALTER COLUMN points TYPE NUMERIC(7, 4);
ALTER TABLE honours.score ADD COLUMN opening_no INTEGER DEFAULT '1' NOT NULL;
-- Scores of cycles that were scored before sheets were sealed stay as they are.
ALTER TABLE honours.score ADD CONSTRAINT fk_score_opening FOREIGN KEY(cycle, opening_no)
    REFERENCES honours.score_opening (cycle, opening_no) NOT VALID;

CREATE TABLE honours.score_criterion (
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    criterion TEXT NOT NULL,
    points NUMERIC(5, 2) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_score_criterion PRIMARY KEY (nomination_no, expert_no, criterion),
    CONSTRAINT ck_score_criterion_points_in_range CHECK (points BETWEEN 0 AND 100),
    CONSTRAINT fk_score_criterion_score FOREIGN KEY(nomination_no, expert_no)
        REFERENCES honours.score (nomination_no, expert_no)
);

ALTER TABLE honours.ranking ADD COLUMN tie_keys JSONB DEFAULT '[]' NOT NULL;

-- Points are written once, at the opening; a sheet that comes later is another seal, and no seal is ever changed.
REVOKE UPDATE ON honours.score FROM honours_app;
DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY[
        'blind_code', 'score_sheet_entry', 'score_seal', 'score_opening', 'score', 'score_criterion'
    ] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- How the scores of one entry become its official score, as the policy of the gate's setting says.
CREATE FUNCTION honours.gate_score(points numeric[]) RETURNS numeric
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT round(
        CASE WHEN honours.gate_setting('formula') = 'trimmed_mean' AND count(*) > 2
             THEN (sum(given) - max(given) - min(given)) / (count(*) - 2)
             ELSE avg(given) END,
        honours.gate_setting('places')::int)
      FROM unnest(points) AS given
$$;

CREATE VIEW honours.gate_review WITH (security_invoker = true) AS
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
        FROM honours.score AS s WHERE s.nomination_no = n.nomination_no
  ) AS s ON true
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'recommended');
GRANT SELECT ON honours.gate_review TO honours_app;
REVOKE ALL ON FUNCTION honours.gate_score(numeric[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION honours.gate_score(numeric[]) TO honours_app;
