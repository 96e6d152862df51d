-- What is known of experts, and why one may not judge an entry (award/11, employee-studio/6). Read by 0011_experts.py.

ALTER TABLE honours.expert
    ADD COLUMN unit_uscc TEXT,
    ADD COLUMN body_code TEXT,
    ADD COLUMN serving_since_year INTEGER,
    ADD COLUMN has_agreed BOOLEAN,
    ADD COLUMN agreed_year INTEGER,
    ADD COLUMN most_entries INTEGER,
    ADD CONSTRAINT ck_expert_most_entries_positive CHECK (most_entries > 0),
    ADD CONSTRAINT fk_expert_body_code FOREIGN KEY(body_code) REFERENCES honours.recommending_body (body_code);

CREATE TABLE honours.expert_service (
    expert_no TEXT NOT NULL,
    cycle TEXT NOT NULL,
    category TEXT NOT NULL,
    entry_count INTEGER,
    note TEXT,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_expert_service PRIMARY KEY (expert_no, cycle, category),
    CONSTRAINT fk_expert_service_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_expert_service_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.expert_collaboration (
    expert_no TEXT NOT NULL,
    collaborator_name TEXT NOT NULL,
    collaborator_unit TEXT,
    kind TEXT NOT NULL,
    year INTEGER NOT NULL,
    work_name TEXT NOT NULL,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_expert_collaboration PRIMARY KEY (expert_no, collaborator_name, kind, year, work_name),
    CONSTRAINT ck_expert_collaboration_kind_known CHECK (kind IN ('co_inventor', 'co_author', 'worked_together')),
    CONSTRAINT fk_expert_collaboration_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_expert_collaboration_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.expert_affiliation (
    expert_no TEXT NOT NULL,
    unit_name TEXT NOT NULL,
    unit_uscc TEXT,
    from_year INTEGER NOT NULL,
    until_year INTEGER,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_expert_affiliation PRIMARY KEY (expert_no, unit_name, from_year),
    CONSTRAINT ck_expert_affiliation_years_in_order CHECK (until_year >= from_year),
    CONSTRAINT fk_expert_affiliation_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_expert_affiliation_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.declared_interest (
    expert_no TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    relation TEXT NOT NULL,
    note TEXT,
    declared_on DATE NOT NULL,
    is_active BOOLEAN DEFAULT 'true' NOT NULL,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_declared_interest PRIMARY KEY (expert_no, subject_kind, subject, relation),
    CONSTRAINT ck_declared_interest_subject_kind_known CHECK (subject_kind IN ('person', 'unit', 'nomination')),
    CONSTRAINT ck_declared_interest_relation_known CHECK (relation IN ('relative', 'teacher', 'superior', 'economic', 'dispute', 'other')),
    CONSTRAINT fk_declared_interest_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_declared_interest_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.recusal (
    cycle TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    reason TEXT NOT NULL,
    recused_on DATE NOT NULL,
    is_active BOOLEAN DEFAULT 'true' NOT NULL,
    submission_id BIGINT NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_recusal PRIMARY KEY (cycle, expert_no, subject_kind, subject),
    CONSTRAINT ck_recusal_subject_kind_known CHECK (subject_kind IN ('nomination', 'unit')),
    CONSTRAINT fk_recusal_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_recusal_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no),
    CONSTRAINT fk_recusal_submission_id FOREIGN KEY(submission_id) REFERENCES honours.submission (submission_id)
);

CREATE TABLE honours.conflict (
    cycle TEXT NOT NULL,
    nomination_no TEXT NOT NULL,
    expert_no TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    found_on DATE NOT NULL,
    ended_on DATE,
    recorded_at TIMESTAMP WITH TIME ZONE DEFAULT clock_timestamp() NOT NULL,
    CONSTRAINT pk_conflict PRIMARY KEY (nomination_no, expert_no, kind),
    CONSTRAINT ck_conflict_kind_known CHECK (kind IN ('same_unit', 'same_body', 'team_member', 'co_inventor', 'co_author', 'worked_together', 'declared')),
    CONSTRAINT fk_conflict_cycle FOREIGN KEY(cycle) REFERENCES honours.cycle (cycle),
    CONSTRAINT fk_conflict_nomination_no FOREIGN KEY(nomination_no) REFERENCES honours.nomination (nomination_no),
    CONSTRAINT fk_conflict_expert_no FOREIGN KEY(expert_no) REFERENCES honours.expert (expert_no)
);

CREATE INDEX ix_conflict_cycle ON honours.conflict (cycle, expert_no);

-- What the roster says last counts; the files that said otherwise stay in the archive. Who is meant never changes.
GRANT UPDATE ON honours.expert_service, honours.expert_collaboration, honours.expert_affiliation TO honours_app;
GRANT UPDATE (note, declared_on, is_active, submission_id) ON honours.declared_interest TO honours_app;
GRANT UPDATE (reason, recused_on, is_active, submission_id) ON honours.recusal TO honours_app;
GRANT UPDATE (reason, ended_on) ON honours.conflict TO honours_app;

-- A name as it is compared: one width and case, without blanks, brackets, points and dashes.
CREATE FUNCTION honours.name_key(name text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(
    lower(translate(normalize(name, NFKC), U&' \0009\000A\000D()[]<>.,\00B7\2022\30FB\2027\3001\3002\300A\300B\201C\201D"\2018\2019''-\2013\2014_', '')),
    '有限责任公司', '有限公司');

-- Everybody who stands in a nomination, one row a name and part.
CREATE VIEW honours.nomination_person WITH (security_invoker = true) AS
SELECT n.nomination_no, n.cycle, p.part, p.name, honours.name_key(p.name) AS name_key
  FROM honours.nomination AS n
  LEFT JOIN honours.invention_patent AS i USING (nomination_no)
 CROSS JOIN LATERAL (
       SELECT CASE WHEN n.category IN ('standard', 'demonstration') THEN '领衔人' ELSE '申报人' END AS part,
              n.person_name AS name
        UNION ALL
       SELECT '团队成员', btrim(member) FROM string_to_table(n.team_members, '、') AS member
        UNION ALL
       SELECT '第一发明人', i.first_inventor_name
  ) AS p
 WHERE p.name <> '';

-- The units of a nomination: where its people work, and who owns the patent.
CREATE VIEW honours.nomination_unit WITH (security_invoker = true) AS
SELECT n.nomination_no, n.cycle, u.part, u.unit_name, honours.name_key(u.unit_name) AS unit_key, u.unit_uscc
  FROM honours.nomination AS n
  LEFT JOIN honours.invention_patent AS i USING (nomination_no)
 CROSS JOIN LATERAL (
       SELECT '申报单位' AS part, n.unit_name, n.unit_uscc
        UNION ALL
       SELECT '专利权人', btrim(owner), NULL FROM string_to_table(i.patentee, '、') AS owner
  ) AS u
 WHERE u.unit_name <> '';

-- What stands between an expert and an entry now: what was found and not ended, and recusals in force.
CREATE VIEW honours.standing_conflict WITH (security_invoker = true) AS
SELECT c.cycle, c.nomination_no, c.expert_no, c.kind, c.reason
  FROM honours.conflict AS c
 WHERE c.ended_on IS NULL
 UNION ALL
SELECT r.cycle, n.nomination_no, r.expert_no, 'recusal', '专家回避本项目：' || r.reason
  FROM honours.recusal AS r
  JOIN honours.nomination AS n ON n.cycle = r.cycle AND n.nomination_no = r.subject
 WHERE r.is_active AND r.subject_kind = 'nomination'
 UNION ALL
SELECT r.cycle, n.nomination_no, r.expert_no, 'recusal', '专家回避“' || r.subject || '”的项目：' || r.reason
  FROM honours.recusal AS r
  JOIN honours.nomination AS n
    ON n.cycle = r.cycle AND (honours.name_key(n.unit_name) = honours.name_key(r.subject) OR n.unit_uscc = r.subject)
 WHERE r.is_active AND r.subject_kind = 'unit';

GRANT SELECT ON honours.nomination_person, honours.nomination_unit, honours.standing_conflict TO honours_app;
GRANT EXECUTE ON FUNCTION honours.name_key(text) TO honours_app;

-- Nobody is assigned to an entry from which something keeps them, automatically or by hand. For the table of
-- assignments: CREATE TRIGGER refuse_conflicted BEFORE INSERT OR UPDATE OF nomination_no, expert_no.
CREATE FUNCTION honours.refuse_conflicted() RETURNS trigger
LANGUAGE plpgsql SET search_path = honours, pg_temp AS $$
DECLARE
    why text;
BEGIN
    SELECT string_agg(reason, '；' ORDER BY kind, reason) INTO why FROM standing_conflict
    WHERE nomination_no = NEW.nomination_no AND expert_no = NEW.expert_no;
    IF why IS NOT NULL THEN
        RAISE EXCEPTION '专家 % 应当回避项目 %，不能分配：%', NEW.expert_no, NEW.nomination_no, why
            USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_without_conflict';
    END IF;
    RETURN NEW;
END $$;
