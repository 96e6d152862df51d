-- One year of both studio schemes: :rows made-up applications for model workers' studios, one in ten of them for a
-- demonstration studio; one for an employee studio to twenty of them; the register; what was compared, and what visits
-- to one in ten found. Each kind of breach or gap is in about one of some hundred. Read by bench/judging_studios.py.
INSERT INTO honours.cycle VALUES
    ('2026/model_worker_studio', 'model_worker_studio', 2026, '2026-09-01', '2026-10-31', '1', 'bench'),
    ('2026/employee_studio', 'employee_studio', 2026, '2026-09-01', '2026-10-31', '2', 'bench');
INSERT INTO honours.recommending_body
SELECT lpad(i::text, 4, '0'), '单位' || i, 'bureau', '', '' FROM generate_series(0, 99) AS i;
INSERT INTO honours.archived_file VALUES (repeat('0', 64), 1, '', '', 'received');
INSERT INTO honours.submission (sha256, file_name, kind, received_at, status, message)
VALUES (repeat('0', 64), 'a.xlsx', 'nomination_workbook', now(), 'accepted', '');
INSERT INTO honours.evidence_file
SELECT '2026/model_worker_studio', lpad(b::text, 4, '0'), name, repeat('0', 64), '2026-10-20'
  FROM generate_series(0, 99) AS b,
       unnest(ARRAY['材料.pdf', '成员台账.pdf', '活动台账.pdf', '成果台账.pdf', '宣传视频.mp4']) AS name;
INSERT INTO honours.nomination (nomination_no, cycle, category, body_code, serial_no, submission_id, source_sheet,
    source_row, received_on, priority_no, project_name, speciality, person_name, person_id_cipher, person_id_hmac,
    person_id_last4, unit_name, unit_uscc, payee_name, payee_bank_name, payee_account_cipher, payee_account_hmac,
    payee_account_last4)
SELECT 'N' || lpad(i::text, 9, '0'), '2026/model_worker_studio', CASE i % 10 WHEN 0 THEN 'demonstration' ELSE 'standard' END,
       lpad((i / 10 % 100)::text, 4, '0'), i, (SELECT submission_id FROM honours.submission), '表', i,
       date '2026-10-24' + (i % 401 = 0)::int * 9,
       CASE i % 10 WHEN 0 THEN 1 + i / 1000 ELSE i % 10 + i / 1000 * 9 END + (i % 99991 = 0)::int,
       CASE i % 397 WHEN 0 THEN '攻关' || i - 1 ELSE '攻关' || i END || '劳模创新工作室', 'machinery', '领衔人' || i,
       CASE WHEN i % 409 > 0 THEN '\x00'::bytea END,
       CASE WHEN i % 409 > 0 THEN decode(md5((CASE WHEN i % 307 = 0 THEN i - 1 ELSE i END)::text), 'hex') END,
       CASE WHEN i % 409 > 0 THEN '1234' END, '单位', '91320200' || lpad((i / 3)::text, 10, '0'), '单位工会', '银行',
       '\x00', decode(md5(i::text), 'hex'), '1234'
  FROM generate_series(1, :rows) AS i;
INSERT INTO honours.nomination (nomination_no, cycle, category, body_code, serial_no, submission_id, source_sheet,
    source_row, received_on, priority_no, project_name, speciality, person_name, person_id_cipher, person_id_hmac,
    person_id_last4, unit_name, unit_uscc, payee_name, payee_bank_name, payee_account_cipher, payee_account_hmac,
    payee_account_last4)
SELECT 'E' || lpad(i::text, 9, '0'), '2026/employee_studio', 'standard', lpad((i % 100)::text, 4, '0'), i,
       (SELECT submission_id FROM honours.submission), '表', i, '2026-10-24', i,
       CASE i % 3 WHEN 0 THEN '攻关' || i ELSE '改进' || i END || '职工创新工作室', 'machinery',
       CASE i % 5 WHEN 0 THEN '领衔人' || i ELSE '带头人' || i END, '\x00',
       decode(md5((CASE i % 7 WHEN 0 THEN i ELSE -i END)::text), 'hex'), '1234', '单位',
       '91320200' || lpad((i / 3)::text, 10, '0'), '单位工会', '银行', '\x00', decode(md5('e' || i), 'hex'), '1234'
  FROM generate_series(20, :rows, 20) AS i;
INSERT INTO honours.studio_application (nomination_no, studio_no, leader_honour, has_leader_expertise, founded_on,
    team_size, is_team_balanced, has_place, place_area_m2, has_signs, has_equipment, has_rules, has_records,
    annual_funds_cny, has_goals, has_plan, has_activities, takes_on_projects, recognised_projects, has_benefit,
    is_legal_person, has_union, is_dedicated_unit, has_leader_influence, has_solved_key_problems, has_member_ledger,
    has_activity_ledger, has_result_ledger, has_film, has_leading_role, award_count, trained_count, patent_count,
    economic_benefit_cny, social_benefit_count, applied_on, party_consent_on, management_consent_on, reviewed_on,
    is_review_passed, recommended_on, evidence_names)
SELECT nomination_no,
       CASE WHEN i % 10 = 0 AND i % 101 > 0 OR i % 1009 = 0
            THEN 'L' || lpad((stated / 1000)::text, 4, '0') || '-' || lpad((stated % 1000)::text, 3, '0') END,
       CASE i % 103 WHEN 0 THEN 'none' WHEN 1 THEN 'municipal_medal' WHEN 2 THEN NULL ELSE 'municipal_model_worker' END,
       CASE i % 107 WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END,
       CASE i % 109 WHEN 0 THEN NULL ELSE date '2020-01-01' + i % 2140 END, CASE i % 113 WHEN 0 THEN NULL ELSE 4 + i % 9 END,
       CASE i % 127 WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END,
       CASE i % 131 WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END,
       CASE i % 137 WHEN 0 THEN 0 WHEN 1 THEN NULL ELSE 80 END, i % 139 > 0, CASE WHEN i % 149 > 0 THEN i % 151 > 0 END,
       i % 157 > 0, i % 163 > 0, CASE i % 167 WHEN 0 THEN 0 WHEN 1 THEN NULL ELSE 100000 END, i % 173 > 0, i % 179 > 0,
       CASE WHEN i % 181 > 0 THEN i % 191 > 0 END, i % 193 > 0, CASE i % 197 WHEN 0 THEN NULL ELSE i % 7 END, i % 199 > 0,
       i % 211 > 0, CASE WHEN i % 223 > 0 THEN i % 227 > 0 END, i % 229 = 0, i % 19 > 0, i % 23 > 0, i % 29 > 0,
       CASE WHEN i % 31 > 0 THEN i % 37 > 0 END, i % 41 > 0, i % 43 > 0, i % 47 > 0, i % 9, i % 50, i % 4,
       CASE i % 53 WHEN 0 THEN 0 WHEN 1 THEN NULL ELSE 860000 END, CASE i % 59 WHEN 0 THEN 0 WHEN 1 THEN NULL ELSE 1 END,
       CASE i % 233 WHEN 0 THEN NULL ELSE date '2026-08-31' + i % 56 END,
       CASE i % 239 WHEN 0 THEN NULL ELSE date '2026-08-20' + i % 40 END,
       CASE i % 241 WHEN 0 THEN NULL ELSE date '2026-08-20' + i % 41 END,
       CASE i % 251 WHEN 0 THEN NULL ELSE date '2026-10-12' + i % 7 END,
       CASE i % 257 WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END,
       CASE i % 263 WHEN 0 THEN NULL ELSE date '2026-10-17' + i % 9 END,
       CASE WHEN i % 269 = 0 THEN '{没有.pdf}'::text[] WHEN i % 271 = 0 THEN '{}'
            WHEN i % 10 = 0 THEN ARRAY['成员台账.pdf', '活动台账.pdf', '成果台账.pdf', '宣传视频.mp4'] ELSE ARRAY['材料.pdf'] END
  FROM (SELECT nomination_no, source_row AS i, source_row - (source_row % 5000 = 0)::int * 10 AS stated
          FROM honours.nomination
         WHERE cycle = '2026/model_worker_studio' AND source_row % 997 <> 0) AS numbered;
INSERT INTO honours.studio (studio_no, scheme, name, unit_name, unit_uscc, body_code)
SELECT 'L' || lpad((i / 1000)::text, 4, '0') || '-' || lpad((i % 1000)::text, 3, '0'), 'model_worker_studio',
       CASE i % 61 WHEN 0 THEN '另名' || i ELSE '攻关' || i || '劳模创新工作室' END, '单位',
       '91320200' || lpad((i / 3 + (i % 67 = 0)::int)::text, 10, '0'), '0000'
  FROM generate_series(10, :rows, 10) AS i WHERE i % 71 > 0;
INSERT INTO honours.studio (studio_no, scheme, name, unit_name, unit_uscc, body_code)
SELECT 'Z' || lpad((i / 1000)::text, 4, '0') || '-' || lpad((i % 1000)::text, 3, '0'), 'employee_studio',
       '攻关' || i + i % 2 || '职工创新工作室', '单位', '91320200' || lpad((i / 3)::text, 10, '0'), '0000'
  FROM generate_series(50, :rows, 50) AS i;
INSERT INTO honours.studio_naming (studio_no, level, named_on, leader_name, leader_id_hmac)
SELECT studio_no, level, date '2023-01-01' + i % 700, '领衔人' || CASE i % 73 WHEN 0 THEN -i ELSE i END,
       CASE WHEN i % 79 > 0 THEN decode(md5(i::text), 'hex') END
  FROM (SELECT studio_no, substr(studio_no, 2, 4)::int * 1000 + substr(studio_no, 7, 3)::int AS i
               FROM honours.studio) AS numbered
  JOIN (VALUES ('standard'), ('demonstration')) AS levels (level) ON level = 'standard' OR i % 83 = 0;
INSERT INTO honours.text_comparison (cycle, nomination_no, revision, gram_count, compared_with, compared_on)
SELECT cycle, nomination_no, 1, CASE source_row % 353 WHEN 0 THEN 20 ELSE 200 END, 1000000, '2026-11-03'
  FROM honours.nomination WHERE cycle = '2026/model_worker_studio' AND source_row % 347 > 0;
INSERT INTO honours.text_resemblance (cycle, nomination_no, revision, other_no, other_revision, kinship, common_percent,
    contained_percent, found_on)
SELECT cycle, nomination_no, 1, 'N' || lpad((source_row - 1)::text, 9, '0'), 1, 'other', 20 + source_row % 40,
       40 + source_row % 50, '2026-11-03'
  FROM honours.nomination WHERE cycle = '2026/model_worker_studio' AND source_row % 359 = 0;
INSERT INTO honours.verification_form (nomination_no, cycle, sent_sha256, submission_id, received_on)
SELECT nomination_no, cycle, repeat('0', 64), submission_id, CASE WHEN source_row % 367 > 0 THEN date '2026-11-20' END
  FROM honours.nomination WHERE cycle = '2026/model_worker_studio' AND source_row % 10 = 1 AND source_row % 373 > 0;
INSERT INTO honours.verification_finding (nomination_no, aspect, claimed, observed, conclusion, submission_id,
    source_sheet, source_cell)
SELECT nomination_no, aspect, NULL, CASE i % (379 + place) WHEN 0 THEN NULL WHEN 1 THEN 0 ELSE 1000000 END,
       CASE i % (389 + place) WHEN 0 THEN 'contradicted' WHEN 1 THEN 'unverified' ELSE 'confirmed' END, submission_id, '', ''
  FROM (SELECT f.nomination_no, f.submission_id, n.source_row AS i
          FROM honours.verification_form AS f JOIN honours.nomination AS n USING (nomination_no)) AS numbered,
       unnest(ARRAY['team', 'conditions', 'projects', 'funds', 'awards', 'training', 'patents', 'economic_benefit',
                    'social_benefit'])
           WITH ORDINALITY AS listed (aspect, place);
