-- The studios of both schemes: applications, visits, the register, plaques and files; whom a payment is for.
-- Read by 0007_studios.py.

ALTER TABLE honours.nomination ADD COLUMN project_summary TEXT;
-- Who is paid: the unit of a studio, otherwise the person; the account where a person stated no ID number.
ALTER TABLE honours.nomination ADD COLUMN payee_key BYTEA GENERATED ALWAYS AS (
    CASE WHEN category IN ('standard', 'demonstration') THEN decode(md5('unit:' || unit_uscc), 'hex') ELSE coalesce(person_id_hmac, payee_account_hmac) END
) STORED;
GRANT UPDATE (project_summary) ON honours.nomination TO honours_app;

ALTER TABLE honours.submission DROP CONSTRAINT ck_submission_kind_known;
ALTER TABLE honours.submission ADD CONSTRAINT ck_submission_kind_known CHECK (kind IN ('roster', 'nomination_workbook', 'evidence', 'score_sheet', 'verification_form', 'studio_register', 'objection_register', 'bank_statement', 'bank_receipt', 'unknown'));
ALTER TABLE honours.decision DROP CONSTRAINT ck_decision_kind_known;
ALTER TABLE honours.decision ADD CONSTRAINT ck_decision_kind_known CHECK (kind IN ('intake_closed', 'referrals_ruled', 'chair_meeting', 'payment_approval', 'notice_closed', 'plaques_hung'));

CREATE TABLE honours.studio_application (
    nomination_no TEXT NOT NULL,
    studio_no TEXT,
    leader_honour TEXT,
    leader_title TEXT,
    has_leader_expertise BOOLEAN,
    founded_on DATE,
    team_size INTEGER,
    frontline_count INTEGER,
    is_team_balanced BOOLEAN,
    has_place BOOLEAN,
    place_area_m2 NUMERIC(12, 2),
    has_signs BOOLEAN,
    has_equipment BOOLEAN,
    has_rules BOOLEAN,
    has_records BOOLEAN,
    annual_funds_cny NUMERIC(14, 2),
    has_goals BOOLEAN,
    has_plan BOOLEAN,
    has_activities BOOLEAN,
    takes_on_projects BOOLEAN,
    recognised_projects INTEGER,
    has_benefit BOOLEAN,
    is_legal_person BOOLEAN,
    has_union BOOLEAN,
    is_dedicated_unit BOOLEAN,
    has_leader_influence BOOLEAN,
    has_solved_key_problems BOOLEAN,
    has_member_ledger BOOLEAN,
    has_activity_ledger BOOLEAN,
    has_result_ledger BOOLEAN,
    has_film BOOLEAN,
    has_leading_role BOOLEAN,
    award_count INTEGER,
    trained_count INTEGER,
    patent_count INTEGER,
    economic_benefit_cny NUMERIC(14, 2),
    social_benefit_count INTEGER,
    goals_note TEXT,
    rules_note TEXT,
    plan_note TEXT,
    results_note TEXT,
    benefits_note TEXT,
    applied_on DATE,
    party_consent_on DATE,
    management_consent_on DATE,
    reviewed_on DATE,
    is_review_passed BOOLEAN,
    recommended_on DATE,
    evidence_names TEXT[] DEFAULT '{}' NOT NULL,
    CONSTRAINT pk_studio_application PRIMARY KEY (nomination_no),
    CONSTRAINT ck_studio_application_leader_honour_known CHECK (leader_honour IN ('national_model_worker', 'provincial_model_worker', 'municipal_model_worker', 'other_model_worker', 'national_medal', 'provincial_medal', 'municipal_medal', 'none')),
    CONSTRAINT ck_studio_application_leader_title_known CHECK (leader_title IN ('national_skill_leader', 'provincial_skill_leader', 'municipal_skill_leader', 'municipal_innovator', 'higher_innovator', 'below_municipal', 'none')),
    CONSTRAINT fk_studio_application_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.verification_form (
    nomination_no TEXT NOT NULL,
    cycle TEXT NOT NULL,
    sent_sha256 CHAR(64) NOT NULL,
    submission_id BIGINT,
    visited_on DATE,
    visitors TEXT,
    received_on DATE,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_verification_form PRIMARY KEY (nomination_no),
    CONSTRAINT fk_verification_form_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_verification_form_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_verification_form_sent_sha256 FOREIGN KEY(sent_sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT fk_verification_form_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.verification_finding (
    nomination_no TEXT NOT NULL,
    aspect TEXT NOT NULL,
    claimed NUMERIC(14, 2),
    observed NUMERIC(14, 2),
    conclusion TEXT NOT NULL,
    note TEXT,
    submission_id BIGINT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_cell TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_verification_finding PRIMARY KEY (nomination_no, aspect),
    CONSTRAINT ck_verification_finding_aspect_known CHECK (aspect IN ('team', 'conditions', 'projects', 'funds', 'awards', 'training', 'patents', 'economic_benefit', 'social_benefit')),
    CONSTRAINT ck_verification_finding_conclusion_known CHECK (conclusion IN ('confirmed', 'contradicted', 'unverified')),
    CONSTRAINT fk_verification_finding_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_verification_finding_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.studio (
    studio_no TEXT NOT NULL,
    scheme TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    unit_uscc TEXT NOT NULL,
    body_code TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_studio PRIMARY KEY (studio_no),
    CONSTRAINT uq_studio_scheme_name UNIQUE (scheme, name),
    CONSTRAINT ck_studio_scheme_known CHECK (scheme IN ('model_worker_studio', 'employee_studio')),
    CONSTRAINT ck_studio_studio_no_shape CHECK (studio_no ~ '^[LZ][0-9]{4}-[0-9]{3}$'),
    CONSTRAINT fk_studio_body_code FOREIGN KEY(body_code) REFERENCES honours.recommending_body (body_code)
);

CREATE TABLE honours.studio_naming (
    studio_no TEXT NOT NULL,
    level TEXT NOT NULL,
    named_on DATE NOT NULL,
    cycle TEXT,
    nomination_no TEXT,
    decision_no TEXT,
    leader_name TEXT NOT NULL,
    leader_id_cipher BYTEA,
    leader_id_hmac BYTEA,
    leader_id_last4 TEXT,
    leader_honour TEXT,
    team_size INTEGER,
    team_members TEXT,
    subsidy_cny NUMERIC(14, 2),
    submission_id BIGINT,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_studio_naming PRIMARY KEY (studio_no, level),
    CONSTRAINT uq_studio_naming_nomination UNIQUE (nomination_no),
    CONSTRAINT ck_studio_naming_level_known CHECK (level IN ('standard', 'demonstration')),
    CONSTRAINT ck_studio_naming_named_by_a_cycle CHECK ((cycle IS NULL) = (nomination_no IS NULL)),
    CONSTRAINT fk_studio_naming_studio_no FOREIGN KEY(studio_no) REFERENCES honours.studio (studio_no),
    CONSTRAINT fk_studio_naming_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_studio_naming_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.studio_plaque (
    studio_no TEXT NOT NULL,
    level TEXT NOT NULL,
    plaque_no TEXT NOT NULL,
    hung_on DATE NOT NULL,
    recorded_by TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_studio_plaque PRIMARY KEY (studio_no, level),
    CONSTRAINT uq_studio_plaque_plaque_no UNIQUE (plaque_no)
);

CREATE TABLE honours.studio_dossier (
    studio_no TEXT NOT NULL,
    year INTEGER NOT NULL,
    part TEXT NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    sha256 CHAR(64) NOT NULL,
    file_name TEXT NOT NULL,
    made_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_studio_dossier PRIMARY KEY (studio_no, year, part, version),
    CONSTRAINT fk_studio_dossier_studio_no FOREIGN KEY(studio_no) REFERENCES honours.studio (studio_no),
    CONSTRAINT fk_studio_dossier_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256)
);

CREATE INDEX ix_studio_unit ON honours.studio (unit_uscc);

-- A correction of an application or of a visit replaces what stood; the register and the files are only added to.
GRANT UPDATE ON honours.studio_application, honours.verification_form, honours.verification_finding TO honours_app;

DO $$
DECLARE
    append_only text;
BEGIN
    FOREACH append_only IN ARRAY ARRAY['studio', 'studio_naming', 'studio_plaque', 'studio_dossier'] LOOP
        EXECUTE format(
            'CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON honours.%I '
            'FOR EACH ROW EXECUTE FUNCTION honours.refuse_change()', append_only);
        EXECUTE format(
            'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON honours.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION honours.refuse_change()', append_only);
    END LOOP;
END $$;

-- A studio as it stands: its highest naming, and when it was first named (model-studio/8.1).
CREATE VIEW honours.studio_now WITH (security_invoker = true) AS
SELECT s.studio_no, s.scheme, s.name, s.unit_name, s.unit_uscc, s.body_code,
       last.level, last.named_on, first.named_on AS first_named_on, last.leader_name, last.leader_honour,
       last.team_size, last.team_members, last.nomination_no, last.subsidy_cny, p.plaque_no, p.hung_on
  FROM honours.studio AS s
  JOIN LATERAL (
       SELECT * FROM honours.studio_naming AS n WHERE n.studio_no = s.studio_no
        ORDER BY n.named_on DESC, n.level LIMIT 1) AS last ON true
  JOIN LATERAL (
       SELECT min(n.named_on) AS named_on FROM honours.studio_naming AS n WHERE n.studio_no = s.studio_no) AS first ON true
  LEFT JOIN honours.studio_plaque AS p ON p.studio_no = s.studio_no AND p.level = last.level;
GRANT SELECT ON honours.studio_now TO honours_app;
