-- The tables of revision 0001. Read by 0001_tables.py; never edited once it has run anywhere.

-- A range of keys, so that an exclusion constraint can say "the same key" without an extension.
CREATE TYPE honours.bytea_range AS RANGE (subtype = bytea);

CREATE TABLE honours.cycle (
    cycle TEXT NOT NULL,
    scheme TEXT NOT NULL,
    year INTEGER NOT NULL,
    call_on DATE NOT NULL,
    nominations_due_on DATE NOT NULL,
    document_no TEXT NOT NULL,
    opened_by TEXT NOT NULL,
    is_replay BOOLEAN DEFAULT 'false' NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_cycle PRIMARY KEY (cycle),
    CONSTRAINT ck_cycle_scheme_known CHECK (scheme IN ('model_worker_studio', 'employee_studio', 'achievement_award')),
    CONSTRAINT ck_cycle_is_year_and_scheme CHECK (cycle = year::text || '/' || scheme)
);

CREATE TABLE honours.stage_claim (
    cycle TEXT NOT NULL,
    stage TEXT NOT NULL,
    run_id TEXT NOT NULL,
    claimed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    done_at TIMESTAMP WITH TIME ZONE,
    take_overs INTEGER DEFAULT '0' NOT NULL,
    CONSTRAINT pk_stage_claim PRIMARY KEY (cycle, stage),
    CONSTRAINT ck_stage_claim_stage_known CHECK (stage IN ('call', 'publicity', 'review', 'notice', 'disbursement'))
);

CREATE TABLE honours.calendar_day (
    day DATE NOT NULL,
    is_working BOOLEAN NOT NULL,
    working_seq INTEGER NOT NULL,
    rolls_to DATE NOT NULL,
    reason TEXT NOT NULL,
    is_provisional BOOLEAN NOT NULL,
    CONSTRAINT pk_calendar_day PRIMARY KEY (day)
);

CREATE TABLE honours.recommending_body (
    body_code TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    contact_name TEXT NOT NULL,
    contact_email TEXT NOT NULL,
    contact_phone TEXT,
    is_active BOOLEAN DEFAULT 'true' NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_recommending_body PRIMARY KEY (body_code),
    CONSTRAINT ck_recommending_body_kind_known CHECK (kind IN ('district', 'bureau', 'company', 'direct_unit')),
    CONSTRAINT ck_recommending_body_body_code_shape CHECK (body_code ~ '^[0-9]{4}$'),
    CONSTRAINT uq_recommending_body_name UNIQUE (name)
);

CREATE TABLE honours.expert (
    expert_no TEXT NOT NULL,
    name TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    professional_title TEXT,
    speciality TEXT NOT NULL,
    email TEXT NOT NULL,
    is_active BOOLEAN DEFAULT 'true' NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_expert PRIMARY KEY (expert_no),
    CONSTRAINT ck_expert_expert_no_shape CHECK (expert_no ~ '^E[0-9]{3}$')
);

CREATE TABLE honours.archived_file (
    sha256 CHAR(64) NOT NULL,
    size_bytes BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    first_name TEXT NOT NULL,
    origin TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_archived_file PRIMARY KEY (sha256),
    CONSTRAINT ck_archived_file_origin_known CHECK (origin IN ('received', 'produced')),
    CONSTRAINT ck_archived_file_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$')
);

CREATE TABLE honours.gate_run (
    gate_run_id BIGINT GENERATED ALWAYS AS IDENTITY,
    cycle TEXT NOT NULL,
    stage TEXT NOT NULL,
    suite TEXT NOT NULL,
    run_id TEXT NOT NULL,
    checked_on DATE NOT NULL,
    row_count BIGINT NOT NULL,
    expectation_count INTEGER NOT NULL,
    is_passed BOOLEAN NOT NULL,
    list_sha256 CHAR(64),
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_gate_run PRIMARY KEY (gate_run_id)
);

CREATE TABLE honours.gate_failure (
    gate_run_id BIGINT NOT NULL,
    expectation TEXT NOT NULL,
    subject_no TEXT NOT NULL,
    found TEXT DEFAULT '' NOT NULL,
    CONSTRAINT pk_gate_failure PRIMARY KEY (gate_run_id, expectation, subject_no)
);

CREATE TABLE honours.nomination_move_allowed (
    from_state TEXT,
    to_state TEXT NOT NULL,
    article TEXT NOT NULL,
    CONSTRAINT uq_nomination_move_allowed UNIQUE NULLS NOT DISTINCT (from_state, to_state)
);

CREATE TABLE honours.payee_account (
    account_id BIGINT GENERATED ALWAYS AS IDENTITY,
    payee_key BYTEA NOT NULL,
    payee_name TEXT NOT NULL,
    bank_name TEXT NOT NULL,
    account_cipher BYTEA NOT NULL,
    account_hmac BYTEA NOT NULL,
    account_last4 TEXT NOT NULL,
    valid DATERANGE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_payee_account PRIMARY KEY (account_id),
    CONSTRAINT ex_payee_account_one_valid EXCLUDE USING gist (honours.bytea_range(payee_key, payee_key, '[]') WITH &&, valid WITH &&)
);

CREATE TABLE honours.payment_move_allowed (
    from_state TEXT,
    to_state TEXT NOT NULL,
    needs_evidence BOOLEAN NOT NULL,
    CONSTRAINT uq_payment_move_allowed UNIQUE NULLS NOT DISTINCT (from_state, to_state)
);

CREATE TABLE honours.steward_finding (
    checked_on DATE NOT NULL,
    code TEXT NOT NULL,
    subject TEXT NOT NULL,
    says TEXT NOT NULL,
    action TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_steward_finding PRIMARY KEY (checked_on, code, subject)
);

CREATE TABLE honours.milestone (
    cycle TEXT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    planned_on DATE NOT NULL,
    rests_on TEXT NOT NULL,
    is_lawful_limit BOOLEAN NOT NULL,
    is_provisional BOOLEAN NOT NULL,
    reached_on DATE,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_milestone PRIMARY KEY (cycle, code),
    CONSTRAINT fk_milestone_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

CREATE TABLE honours.panel_member (
    cycle TEXT NOT NULL,
    category TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_panel_member PRIMARY KEY (cycle, category, expert_no),
    CONSTRAINT fk_panel_member_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_panel_member_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no)
);

CREATE TABLE honours.submission (
    submission_id BIGINT GENERATED ALWAYS AS IDENTITY,
    cycle TEXT,
    sha256 CHAR(64) NOT NULL,
    file_name TEXT NOT NULL,
    kind TEXT NOT NULL,
    body_code TEXT,
    expert_no TEXT,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    status TEXT NOT NULL,
    rows_total INTEGER DEFAULT '0' NOT NULL,
    rows_taken INTEGER DEFAULT '0' NOT NULL,
    rows_refused INTEGER DEFAULT '0' NOT NULL,
    annotated_sha256 CHAR(64),
    message TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_submission PRIMARY KEY (submission_id),
    CONSTRAINT uq_submission_file UNIQUE (sha256, file_name),
    CONSTRAINT ck_submission_kind_known CHECK (kind IN ('roster', 'nomination_workbook', 'evidence', 'score_sheet', 'objection_register', 'bank_statement', 'bank_receipt', 'unknown')),
    CONSTRAINT ck_submission_status_known CHECK (status IN ('accepted', 'partly', 'refused', 'late')),
    CONSTRAINT fk_submission_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT fk_submission_annotated_sha256 FOREIGN KEY(annotated_sha256) REFERENCES honours.archived_file (sha256)
);

CREATE INDEX ix_submission_cycle ON honours.submission (cycle, kind);

CREATE TABLE honours.evidence_file (
    cycle TEXT NOT NULL,
    body_code TEXT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    received_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_evidence_file PRIMARY KEY (cycle, body_code, file_name),
    CONSTRAINT fk_evidence_file_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_evidence_file_body_code FOREIGN KEY(body_code) REFERENCES honours.recommending_body (body_code),
    CONSTRAINT fk_evidence_file_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.document (
    cycle TEXT NOT NULL,
    stage TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT DEFAULT '' NOT NULL,
    version INTEGER DEFAULT '1' NOT NULL,
    sha256 CHAR(64) NOT NULL,
    file_name TEXT NOT NULL,
    made_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_document PRIMARY KEY (cycle, stage, kind, subject, version),
    CONSTRAINT fk_document_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_document_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.gate_result (
    gate_run_id BIGINT NOT NULL,
    expectation TEXT NOT NULL,
    article TEXT NOT NULL,
    says TEXT NOT NULL,
    bad_count BIGINT NOT NULL,
    is_passed BOOLEAN NOT NULL,
    CONSTRAINT pk_gate_result PRIMARY KEY (gate_run_id, expectation),
    CONSTRAINT fk_gate_result_gate_run_id FOREIGN KEY(gate_run_id) REFERENCES honours.gate_run (gate_run_id)
);

CREATE TABLE honours.decision (
    cycle TEXT NOT NULL,
    kind TEXT NOT NULL,
    decision_no INTEGER DEFAULT '1' NOT NULL,
    decided_on DATE NOT NULL,
    decided_by TEXT NOT NULL,
    answer JSONB NOT NULL,
    list_sha256 CHAR(64),
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_decision PRIMARY KEY (cycle, kind, decision_no),
    CONSTRAINT ck_decision_kind_known CHECK (kind IN ('intake_closed', 'referrals_ruled', 'chair_meeting', 'payment_approval', 'notice_closed')),
    CONSTRAINT fk_decision_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

CREATE TABLE honours.public_notice (
    cycle TEXT NOT NULL,
    notice_no INTEGER DEFAULT '1' NOT NULL,
    posted_on DATE NOT NULL,
    closes_on DATE NOT NULL,
    is_provisional BOOLEAN NOT NULL,
    document_sha256 CHAR(64) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_public_notice PRIMARY KEY (cycle, notice_no),
    CONSTRAINT fk_public_notice_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_public_notice_document_sha256 FOREIGN KEY(document_sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.payment_batch (
    batch_no TEXT NOT NULL,
    cycle TEXT NOT NULL,
    file_sha256 CHAR(64) NOT NULL,
    payment_count INTEGER NOT NULL,
    total_cny NUMERIC(14, 2) NOT NULL,
    made_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_payment_batch PRIMARY KEY (batch_no),
    CONSTRAINT ck_payment_batch_not_empty CHECK (payment_count > 0),
    CONSTRAINT fk_payment_batch_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT uq_payment_batch_file_sha256 UNIQUE (file_sha256),
    CONSTRAINT fk_payment_batch_file_sha256 FOREIGN KEY(file_sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.bank_statement (
    sha256 CHAR(64) NOT NULL,
    own_account_last4 TEXT NOT NULL,
    own_account_hmac BYTEA NOT NULL,
    layout TEXT NOT NULL,
    line_count INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_bank_statement PRIMARY KEY (sha256),
    CONSTRAINT fk_bank_statement_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.reminder (
    cycle TEXT NOT NULL,
    subject TEXT NOT NULL,
    addressee TEXT NOT NULL,
    due_on DATE NOT NULL,
    days_left INTEGER NOT NULL,
    channel TEXT NOT NULL,
    says TEXT NOT NULL,
    sent_at TIMESTAMP WITH TIME ZONE,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_reminder PRIMARY KEY (cycle, subject, addressee, due_on, days_left),
    CONSTRAINT fk_reminder_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle)
);

CREATE TABLE honours.submission_finding (
    submission_id BIGINT NOT NULL,
    finding_no INTEGER NOT NULL,
    sheet TEXT NOT NULL,
    cell TEXT NOT NULL,
    field TEXT NOT NULL,
    found TEXT NOT NULL,
    says TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_submission_finding PRIMARY KEY (submission_id, finding_no),
    CONSTRAINT fk_submission_finding_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.score_sheet (
    cycle TEXT NOT NULL,
    category TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    sent_sha256 CHAR(64) NOT NULL,
    submission_id BIGINT,
    received_on DATE,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_score_sheet PRIMARY KEY (cycle, category, expert_no),
    CONSTRAINT fk_score_sheet_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_score_sheet_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_score_sheet_sent_sha256 FOREIGN KEY(sent_sha256) REFERENCES honours.archived_file (sha256),
    CONSTRAINT fk_score_sheet_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.nomination (
    nomination_no TEXT NOT NULL,
    cycle TEXT NOT NULL,
    category TEXT NOT NULL,
    body_code TEXT NOT NULL,
    serial_no INTEGER NOT NULL,
    revision INTEGER DEFAULT '1' NOT NULL,
    submission_id BIGINT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_row INTEGER NOT NULL,
    received_on DATE NOT NULL,
    is_withdrawn BOOLEAN DEFAULT 'false' NOT NULL,
    priority_no INTEGER NOT NULL,
    project_name TEXT NOT NULL,
    speciality TEXT NOT NULL,
    person_name TEXT NOT NULL,
    person_id_cipher BYTEA NOT NULL,
    person_id_hmac BYTEA NOT NULL,
    person_id_last4 TEXT NOT NULL,
    is_frontline BOOLEAN,
    is_unit_head BOOLEAN,
    professional_title TEXT,
    completer_rank INTEGER,
    team_members TEXT,
    unit_name TEXT NOT NULL,
    unit_uscc TEXT NOT NULL,
    prior_award TEXT,
    is_state_secret BOOLEAN,
    has_ip_dispute BOOLEAN,
    is_medical BOOLEAN,
    is_government_or_enterprise_project BOOLEAN,
    is_union_organised BOOLEAN,
    payee_name TEXT NOT NULL,
    payee_bank_name TEXT NOT NULL,
    payee_account_cipher BYTEA NOT NULL,
    payee_account_hmac BYTEA NOT NULL,
    payee_account_last4 TEXT NOT NULL,
    state TEXT DEFAULT 'received' NOT NULL,
    state_seq INTEGER DEFAULT '0' NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_nomination PRIMARY KEY (nomination_no),
    CONSTRAINT uq_nomination_place UNIQUE (cycle, category, body_code, serial_no),
    CONSTRAINT ck_nomination_category_known CHECK (category IN ('standard', 'demonstration', 'tech_achievement', 'operating_method', 'invention_patent', 'golden_idea')),
    CONSTRAINT ck_nomination_professional_title_known CHECK (professional_title IN ('none', 'junior', 'intermediate', 'associate_senior', 'senior')),
    CONSTRAINT ck_nomination_prior_award_known CHECK (prior_award IN ('none', 'national_science_award', 'provincial_science_award', 'municipal_science_award', 'national_patent_award', 'provincial_patent_award', 'other')),
    CONSTRAINT ck_nomination_state_known CHECK (state IN ('received', 'withdrawn', 'recommended', 'excluded', 'qualified', 'proposed', 'not_proposed', 'on_notice', 'declined', 'held', 'awarded', 'paid', 'revoked')),
    CONSTRAINT ck_nomination_numbers_positive CHECK (priority_no > 0 AND serial_no > 0 AND revision > 0),
    CONSTRAINT fk_nomination_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_nomination_body_code FOREIGN KEY(body_code) REFERENCES honours.recommending_body (body_code),
    CONSTRAINT fk_nomination_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE INDEX ix_nomination_person ON honours.nomination (cycle, person_id_hmac);

CREATE INDEX ix_nomination_cycle_state ON honours.nomination (cycle, state);

CREATE TABLE honours.statement_line (
    line_id BIGINT GENERATED ALWAYS AS IDENTITY,
    sha256 CHAR(64) NOT NULL,
    line_no INTEGER NOT NULL,
    own_account_hmac BYTEA NOT NULL,
    bank_serial TEXT,
    booked_on DATE NOT NULL,
    amount_cny NUMERIC(14, 2) NOT NULL,
    balance_cny NUMERIC(14, 2),
    twin_no INTEGER DEFAULT '0' NOT NULL,
    peer_name TEXT,
    peer_account_hmac BYTEA,
    peer_account_last4 TEXT,
    memo TEXT,
    bank_ref TEXT,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_statement_line PRIMARY KEY (line_id),
    CONSTRAINT uq_statement_line_once UNIQUE NULLS NOT DISTINCT (own_account_hmac, booked_on, bank_serial, amount_cny, balance_cny, peer_name, memo, twin_no),
    CONSTRAINT ck_statement_line_amount_not_zero CHECK (amount_cny <> 0),
    CONSTRAINT fk_statement_line_sha256 FOREIGN KEY(sha256) REFERENCES honours.bank_statement (sha256)
);

CREATE INDEX ix_statement_line_bank_ref ON honours.statement_line (bank_ref);

CREATE UNIQUE INDEX uq_statement_line_serial ON honours.statement_line (own_account_hmac, bank_serial) WHERE bank_serial IS NOT NULL;

CREATE TABLE honours.verdict (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    revision INTEGER NOT NULL,
    rule TEXT NOT NULL,
    article TEXT NOT NULL,
    stage TEXT NOT NULL,
    verdict TEXT NOT NULL,
    found TEXT NOT NULL,
    required TEXT NOT NULL,
    judged_on DATE NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_verdict PRIMARY KEY (nomination_no, rule, revision),
    CONSTRAINT ck_verdict_verdict_known CHECK (verdict IN ('pass', 'fail', 'refer')),
    CONSTRAINT fk_verdict_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_verdict_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE INDEX ix_verdict_cycle_stage ON honours.verdict (cycle, stage, verdict);

CREATE TABLE honours.ruling (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    rule TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    ruled_by TEXT NOT NULL,
    ruled_on DATE NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_ruling PRIMARY KEY (nomination_no, rule),
    CONSTRAINT ck_ruling_outcome_known CHECK (outcome IN ('accepted', 'refused')),
    CONSTRAINT fk_ruling_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_ruling_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.score (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    points NUMERIC(5, 2) NOT NULL,
    remark TEXT,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_score PRIMARY KEY (nomination_no, expert_no),
    CONSTRAINT ck_score_points_in_range CHECK (points BETWEEN 0 AND 100),
    CONSTRAINT fk_score_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_score_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_score_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_score_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.ranking (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    category TEXT NOT NULL,
    mean_points NUMERIC(9, 4) NOT NULL,
    score_count INTEGER NOT NULL,
    rank INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_ranking PRIMARY KEY (nomination_no),
    CONSTRAINT ck_ranking_outcome_known CHECK (outcome IN ('in', 'tied', 'out')),
    CONSTRAINT fk_ranking_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_ranking_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.objection (
    objection_no TEXT NOT NULL,
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    received_on DATE NOT NULL,
    objector_name TEXT NOT NULL,
    ground_article TEXT NOT NULL,
    statement TEXT NOT NULL,
    finding TEXT,
    is_upheld BOOLEAN,
    closed_on DATE,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_objection PRIMARY KEY (objection_no),
    CONSTRAINT ck_objection_closed_with_outcome CHECK ((closed_on IS NULL) = (is_upheld IS NULL)),
    CONSTRAINT fk_objection_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_objection_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_objection_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.nomination_revision (
    nomination_no TEXT NOT NULL,
    revision INTEGER NOT NULL,
    submission_id BIGINT NOT NULL,
    source_sheet TEXT NOT NULL,
    source_row INTEGER NOT NULL,
    facts JSONB NOT NULL,
    facts_sha256 CHAR(64) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_nomination_revision PRIMARY KEY (nomination_no, revision),
    CONSTRAINT fk_nomination_revision_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_nomination_revision_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.nomination_posting (
    nomination_no TEXT NOT NULL,
    posted_on DATE,
    taken_down_on DATE,
    posting_place TEXT,
    evidence_names TEXT[] DEFAULT '{}' NOT NULL,
    objection_count INTEGER,
    objection_outcome TEXT,
    recommended_on DATE,
    CONSTRAINT pk_nomination_posting PRIMARY KEY (nomination_no),
    CONSTRAINT ck_nomination_posting_objection_outcome_known CHECK (objection_outcome IN ('none', 'rejected', 'upheld', 'open')),
    CONSTRAINT fk_nomination_posting_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.tech_achievement (
    nomination_no TEXT NOT NULL,
    applied_since_on DATE,
    has_benefit BOOLEAN,
    annual_benefit_cny NUMERIC(14, 2),
    condition_met TEXT,
    condition_note TEXT,
    CONSTRAINT pk_tech_achievement PRIMARY KEY (nomination_no),
    CONSTRAINT ck_tech_achievement_condition_met_known CHECK (condition_met IN ('invention', 'benefit', 'renovation', 'safety_and_environment', 'breakthrough', 'none')),
    CONSTRAINT fk_tech_achievement_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.operating_method (
    nomination_no TEXT NOT NULL,
    is_own_post BOOLEAN,
    shows_craftsmanship BOOLEAN,
    is_proven_in_practice BOOLEAN,
    is_original BOOLEAN,
    has_notable_results BOOLEAN,
    method_note TEXT,
    CONSTRAINT pk_operating_method PRIMARY KEY (nomination_no),
    CONSTRAINT fk_operating_method_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.invention_patent (
    nomination_no TEXT NOT NULL,
    patent_no TEXT,
    granted_on DATE,
    implemented_on DATE,
    is_defence_or_secret BOOLEAN,
    is_in_force BOOLEAN,
    has_ownership_dispute BOOLEAN,
    patentee TEXT,
    all_patentees_agree BOOLEAN,
    first_inventor_name TEXT,
    is_first_inventor_staff BOOLEAN,
    has_notable_benefit BOOLEAN,
    CONSTRAINT pk_invention_patent PRIMARY KEY (nomination_no),
    CONSTRAINT fk_invention_patent_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.golden_idea (
    nomination_no TEXT NOT NULL,
    proposed_on DATE,
    implemented_on DATE,
    area TEXT,
    has_proposal_form BOOLEAN,
    has_reward_approval_form BOOLEAN,
    annual_benefit_cny NUMERIC(14, 2),
    is_benefit_calculation_exact BOOLEAN,
    is_appraised BOOLEAN,
    is_recognised_above_unit BOOLEAN,
    CONSTRAINT pk_golden_idea PRIMARY KEY (nomination_no),
    CONSTRAINT ck_golden_idea_area_known CHECK (area IN ('management', 'quality', 'safety', 'energy', 'other')),
    CONSTRAINT fk_golden_idea_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.nomination_move (
    nomination_no TEXT NOT NULL,
    seq INTEGER NOT NULL,
    prev_seq INTEGER GENERATED ALWAYS AS (CASE WHEN seq > 0 THEN seq - 1 END) STORED,
    from_state TEXT,
    to_state TEXT NOT NULL,
    article TEXT NOT NULL,
    moved_on DATE NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_nomination_move PRIMARY KEY (nomination_no, seq),
    CONSTRAINT uq_nomination_move_link UNIQUE (nomination_no, seq, to_state),
    CONSTRAINT ck_nomination_move_seq_not_negative CHECK (seq >= 0),
    CONSTRAINT ck_nomination_move_first_has_no_from CHECK ((seq = 0) = (from_state IS NULL)),
    CONSTRAINT fk_nomination_move_previous FOREIGN KEY(nomination_no, prev_seq, from_state) REFERENCES honours.nomination_move (nomination_no, seq, to_state),
    CONSTRAINT fk_nomination_move_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.entitlement (
    entitlement_id BIGINT GENERATED ALWAYS AS IDENTITY,
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    instalment_no INTEGER DEFAULT '1' NOT NULL,
    payee_key BYTEA NOT NULL,
    purpose TEXT DEFAULT 'prize' NOT NULL,
    amount_cny NUMERIC(14, 2) NOT NULL,
    article TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_entitlement PRIMARY KEY (entitlement_id),
    CONSTRAINT uq_entitlement_once UNIQUE (nomination_no, instalment_no),
    CONSTRAINT uq_entitlement_amount UNIQUE (entitlement_id, amount_cny),
    CONSTRAINT ck_entitlement_amount_positive CHECK (amount_cny > 0),
    CONSTRAINT fk_entitlement_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_entitlement_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no)
);

CREATE TABLE honours.statement_line_use (
    line_id BIGINT NOT NULL,
    total_cny NUMERIC(14, 2) NOT NULL,
    used_cny NUMERIC(14, 2) DEFAULT '0' NOT NULL,
    CONSTRAINT pk_statement_line_use PRIMARY KEY (line_id),
    CONSTRAINT ck_statement_line_use_never_over_used CHECK (used_cny BETWEEN 0 AND total_cny),
    CONSTRAINT fk_statement_line_use_line_id FOREIGN KEY(line_id) REFERENCES honours.statement_line (line_id)
);

CREATE TABLE honours.payment (
    payment_id UUID NOT NULL,
    entitlement_id BIGINT NOT NULL,
    attempt_no INTEGER NOT NULL,
    amount_cny NUMERIC(14, 2) NOT NULL,
    account_id BIGINT NOT NULL,
    bank_ref TEXT NOT NULL,
    request_sha256 CHAR(64) NOT NULL,
    prev_attempt INTEGER GENERATED ALWAYS AS (CASE WHEN attempt_no > 1 THEN attempt_no - 1 END) STORED,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_payment PRIMARY KEY (payment_id),
    CONSTRAINT uq_payment_attempt UNIQUE (entitlement_id, attempt_no),
    CONSTRAINT uq_payment_amount UNIQUE (payment_id, amount_cny),
    CONSTRAINT uq_payment_identity UNIQUE (payment_id, entitlement_id, attempt_no),
    CONSTRAINT fk_payment_pays_what_is_due FOREIGN KEY(entitlement_id, amount_cny) REFERENCES honours.entitlement (entitlement_id, amount_cny),
    CONSTRAINT ck_payment_attempt_positive CHECK (attempt_no >= 1),
    CONSTRAINT ck_payment_bank_ref_shape CHECK (bank_ref ~ '^[A-Z0-9]{16,30}$'),
    CONSTRAINT fk_payment_entitlement_id FOREIGN KEY(entitlement_id) REFERENCES honours.entitlement (entitlement_id),
    CONSTRAINT fk_payment_account_id FOREIGN KEY(account_id) REFERENCES honours.payee_account (account_id),
    CONSTRAINT uq_payment_bank_ref UNIQUE (bank_ref)
);

CREATE TABLE honours.payment_move (
    payment_id UUID NOT NULL,
    seq INTEGER NOT NULL,
    prev_seq INTEGER GENERATED ALWAYS AS (CASE WHEN seq > 0 THEN seq - 1 END) STORED,
    from_state TEXT,
    to_state TEXT NOT NULL,
    evidence_sha256 CHAR(64),
    moved_on DATE NOT NULL,
    actor TEXT NOT NULL,
    run_id TEXT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_payment_move PRIMARY KEY (payment_id, seq),
    CONSTRAINT uq_payment_move_link UNIQUE (payment_id, seq, to_state),
    CONSTRAINT ck_payment_move_seq_not_negative CHECK (seq >= 0),
    CONSTRAINT ck_payment_move_first_has_no_from CHECK ((seq = 0) = (from_state IS NULL)),
    CONSTRAINT fk_payment_move_previous FOREIGN KEY(payment_id, prev_seq, from_state) REFERENCES honours.payment_move (payment_id, seq, to_state),
    CONSTRAINT fk_payment_move_payment_id FOREIGN KEY(payment_id) REFERENCES honours.payment (payment_id)
);

CREATE UNIQUE INDEX uq_payment_move_settled_once ON honours.payment_move (payment_id) WHERE to_state = 'settled';

CREATE UNIQUE INDEX uq_payment_move_sent_once ON honours.payment_move (payment_id) WHERE to_state = 'sending';

CREATE TABLE honours.payment_batch_line (
    payment_id UUID NOT NULL,
    batch_no TEXT NOT NULL,
    line_no INTEGER NOT NULL,
    CONSTRAINT pk_payment_batch_line PRIMARY KEY (payment_id),
    CONSTRAINT uq_payment_batch_line_batch_no_line_no UNIQUE (batch_no, line_no),
    CONSTRAINT fk_payment_batch_line_payment_id FOREIGN KEY(payment_id) REFERENCES honours.payment (payment_id),
    CONSTRAINT fk_payment_batch_line_batch_no FOREIGN KEY(batch_no) REFERENCES honours.payment_batch (batch_no) DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE honours.payment_match (
    payment_id UUID NOT NULL,
    line_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    rule TEXT NOT NULL,
    amount_cny NUMERIC(14, 2) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_payment_match PRIMARY KEY (payment_id, role),
    CONSTRAINT fk_payment_match_same_amount FOREIGN KEY(payment_id, amount_cny) REFERENCES honours.payment (payment_id, amount_cny),
    CONSTRAINT ck_payment_match_role_known CHECK (role IN ('debit', 'return')),
    CONSTRAINT fk_payment_match_line_id FOREIGN KEY(line_id) REFERENCES honours.statement_line (line_id)
);

CREATE TABLE honours.bank_receipt (
    receipt_no TEXT NOT NULL,
    sha256 CHAR(64) NOT NULL,
    payment_id UUID,
    bank_ref TEXT NOT NULL,
    paid_on DATE NOT NULL,
    payee_name TEXT NOT NULL,
    amount_cny NUMERIC(14, 2) NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_bank_receipt PRIMARY KEY (receipt_no),
    CONSTRAINT uq_bank_receipt_payment UNIQUE (payment_id),
    CONSTRAINT fk_bank_receipt_same_amount FOREIGN KEY(payment_id, amount_cny) REFERENCES honours.payment (payment_id, amount_cny),
    CONSTRAINT uq_bank_receipt_sha256 UNIQUE (sha256),
    CONSTRAINT fk_bank_receipt_sha256 FOREIGN KEY(sha256) REFERENCES honours.archived_file (sha256)
);

CREATE TABLE honours.payment_dead (
    entitlement_id BIGINT NOT NULL,
    attempt_no INTEGER NOT NULL,
    payment_id UUID NOT NULL,
    seq INTEGER NOT NULL,
    dead_state TEXT NOT NULL,
    CONSTRAINT pk_payment_dead PRIMARY KEY (entitlement_id, attempt_no),
    CONSTRAINT fk_payment_dead_payment FOREIGN KEY(payment_id, entitlement_id, attempt_no) REFERENCES honours.payment (payment_id, entitlement_id, attempt_no),
    CONSTRAINT fk_payment_dead_move FOREIGN KEY(payment_id, seq, dead_state) REFERENCES honours.payment_move (payment_id, seq, to_state),
    CONSTRAINT ck_payment_dead_dead_state_known CHECK (dead_state IN ('rejected', 'cancelled', 'returned')),
    CONSTRAINT uq_payment_dead_payment_id UNIQUE (payment_id)
);

ALTER TABLE honours.payment ADD CONSTRAINT fk_payment_previous_is_dead FOREIGN KEY(entitlement_id, prev_attempt) REFERENCES honours.payment_dead (entitlement_id, attempt_no);
