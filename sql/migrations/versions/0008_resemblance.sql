-- Texts that resemble each other (award/17, model-studio/15.3, employee-studio/9), and persons without an ID number
-- (award/4.4). Read by 0008_resemblance.py.

CREATE TABLE honours.text_signature (
    nomination_no TEXT NOT NULL,
    revision INTEGER NOT NULL,
    recipe TEXT NOT NULL,
    gram_count INTEGER NOT NULL,
    signature BYTEA NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_text_signature PRIMARY KEY (nomination_no),
    CONSTRAINT fk_text_signature_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.text_comparison (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    revision INTEGER NOT NULL,
    gram_count INTEGER NOT NULL,
    compared_with INTEGER NOT NULL,
    compared_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_text_comparison PRIMARY KEY (nomination_no, revision),
    CONSTRAINT fk_text_comparison_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_text_comparison_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.text_resemblance (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    revision INTEGER NOT NULL,
    other_no TEXT NOT NULL,
    other_revision INTEGER NOT NULL,
    kinship TEXT NOT NULL,
    common_percent NUMERIC(5, 2) NOT NULL,
    contained_percent NUMERIC(5, 2) NOT NULL,
    found_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_text_resemblance PRIMARY KEY (nomination_no, revision, other_no),
    CONSTRAINT ck_text_resemblance_kinship_known CHECK (kinship IN ('other', 'same_unit', 'own_earlier', 'own_honoured')),
    CONSTRAINT ck_text_resemblance_with_another CHECK (nomination_no <> other_no),
    CONSTRAINT fk_text_resemblance_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_text_resemblance_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_text_resemblance_other_no FOREIGN KEY(other_no) REFERENCES honours.nomination (nomination_no)
);

CREATE INDEX ix_text_resemblance_cycle ON honours.text_resemblance (cycle);

-- A signature is a help and may be made anew; what was compared and found is evidence.
GRANT UPDATE ON honours.text_signature TO honours_app;

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['text_comparison', 'text_resemblance'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- What is compared of a nomination: its name, its summary, and what else it says in its own words. The rules of a studio
-- are left out: they are alike everywhere.
CREATE VIEW honours.nomination_text WITH (security_invoker = true) AS
SELECT n.nomination_no, n.cycle, n.revision,
       concat_ws(E'\n', n.project_name, n.project_summary, t.condition_note, m.method_note,
                 s.goals_note, s.plan_note, s.results_note, s.benefits_note) AS content
  FROM honours.nomination AS n
  LEFT JOIN honours.tech_achievement AS t USING (nomination_no)
  LEFT JOIN honours.operating_method AS m USING (nomination_no)
  LEFT JOIN honours.studio_application AS s USING (nomination_no);
GRANT SELECT ON honours.nomination_text TO honours_app;

-- The ID number of a person is stated whole or not at all.
ALTER TABLE honours.nomination
    ALTER COLUMN person_id_cipher DROP NOT NULL,
    ALTER COLUMN person_id_hmac DROP NOT NULL,
    ALTER COLUMN person_id_last4 DROP NOT NULL,
    ADD CONSTRAINT ck_nomination_person_id_whole
        CHECK (num_nulls(person_id_cipher, person_id_hmac, person_id_last4) IN (0, 3));

-- review (award/4 to award/8, award/11): whoever stated no ID number counts as a person of their own; a person has ruled
-- on them.
CREATE OR REPLACE VIEW honours.gate_review WITH (security_invoker = true) AS
SELECT n.nomination_no AS subject_no, n.state, n.category, v.judged, v.failed, v.unruled, v.refused,
       honours.gate_number('rules', n.category) AS rules,
       n.state IN ('qualified', 'proposed', 'not_proposed', 'on_notice', 'declined', 'held', 'awarded', 'paid')
           AS is_qualified,
       r.outcome, r.mean_points, r.score_count, s.mean_points AS mean_again, s.score_count AS count_again,
       count(*) FILTER (WHERE r.outcome = 'in') OVER (PARTITION BY n.category) AS inside,
       honours.gate_number('quotas', n.category) AS quota,
       count(*) FILTER (WHERE r.outcome = 'in') OVER (
           PARTITION BY coalesce(n.person_id_hmac, convert_to(n.nomination_no, 'UTF8'))) AS of_person
  FROM honours.nomination AS n
  LEFT JOIN honours.ranking AS r USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE v.stage = 'review') AS judged,
             count(*) FILTER (WHERE v.verdict = 'fail') AS failed,
             count(*) FILTER (WHERE v.verdict = 'refer' AND u.outcome IS NULL) AS unruled,
             count(*) FILTER (WHERE v.verdict = 'refer' AND u.outcome = 'refused') AS refused
        FROM honours.verdict AS v
        LEFT JOIN honours.ruling AS u ON u.nomination_no = v.nomination_no AND u.rule = v.rule
       WHERE v.nomination_no = n.nomination_no AND v.revision = n.revision
  ) AS v ON true
  LEFT JOIN LATERAL (
      SELECT count(*) AS score_count, round(avg(points), 4) AS mean_points
        FROM honours.score AS s WHERE s.nomination_no = n.nomination_no
  ) AS s ON true
 WHERE n.cycle = honours.gate_setting('cycle')
   AND EXISTS (SELECT FROM honours.nomination_move AS m
                WHERE m.nomination_no = n.nomination_no AND m.to_state = 'recommended');
