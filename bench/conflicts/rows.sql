-- :entries entries a year in 2022 to 2025, five people each, and :experts experts; names come from a stock of 100 000.
-- Read by bench/conflicts.py.
INSERT INTO honours.cycle SELECT y || '/achievement_award', 'achievement_award', y, make_date(y, 9, 1), make_date(y, 10, 31), '1', 'bench' FROM generate_series(2022, 2025) AS y;
INSERT INTO honours.recommending_body SELECT lpad(i::text, 4, '0'), '单位' || i, 'district', '', '' FROM generate_series(0, 19) AS i;
INSERT INTO honours.archived_file VALUES (repeat('0', 64), 1, '', '', 'received');
INSERT INTO honours.submission (sha256, file_name, kind, received_at, status, message)
VALUES (repeat('0', 64), 'a.xlsx', 'nomination_workbook', now(), 'accepted', '');
INSERT INTO honours.nomination (nomination_no, cycle, category, body_code, serial_no, submission_id, source_sheet,
    source_row, received_on, priority_no, project_name, speciality, person_name, person_id_cipher, person_id_hmac,
    person_id_last4, team_members, unit_name, unit_uscc, payee_name,
    payee_bank_name, payee_account_cipher, payee_account_hmac, payee_account_last4)
SELECT y || '-N' || lpad(i::text, 7, '0'), y || '/achievement_award',
       (ARRAY['tech_achievement', 'operating_method', 'invention_patent', 'golden_idea'])[1 + i % 4],
       lpad((i / 4 % 20)::text, 4, '0'), 1 + i / 80, (SELECT submission_id FROM honours.submission), '表', i,
       make_date(y, 10, 24), 1 + i / 80, '项目' || i, 'machinery', '姓' || hashtext(y || 'a' || i) % 50000, decode(md5(i::text), 'hex'),
       decode(md5(i::text), 'hex'), '1234',
       (SELECT string_agg('姓' || hashtext(y || 'b' || i || m) % 50000, '、') FROM generate_series(1, 4) AS m),
       '无锡' || i % 700 || '机械有限公司', '91320200MA' || lpad((i % 700)::text, 8, '0'),
       '', '银行', decode(md5(i::text), 'hex'), decode(md5(i::text), 'hex'), '1234'
  FROM generate_series(2022, 2025) AS y, generate_series(1, :entries) AS i;
INSERT INTO honours.invention_patent (nomination_no, patentee, first_inventor_name)
SELECT nomination_no, unit_name || '、研究院' || source_row, person_name FROM honours.nomination WHERE category = 'invention_patent';
INSERT INTO honours.expert (expert_no, name, unit_name, speciality, email, unit_uscc, body_code)
SELECT 'E' || lpad(i::text, 3, '0'), '姓' || hashtext('e' || i) % 50000, CASE i % 4 WHEN 0 THEN '无锡' || i || '机械有限公司' ELSE '大学' || i % 30 END,
       'machinery', '', CASE i % 9 WHEN 0 THEN '91320200MA' || lpad(i::text, 8, '0') END, lpad((i % 20)::text, 4, '0')
  FROM generate_series(1, :experts) AS i;
INSERT INTO honours.expert_collaboration (expert_no, collaborator_name, kind, year, work_name, submission_id)
SELECT expert_no, '姓' || hashtext(expert_no || c) % 50000, (ARRAY['co_inventor', 'co_author', 'worked_together'])[1 + c % 3], 2016 + c % 10, '一', 1
  FROM honours.expert, generate_series(1, 20) AS c;
INSERT INTO honours.expert_affiliation (expert_no, unit_name, from_year, until_year, submission_id)
SELECT expert_no, '无锡' || abs(hashtext(expert_no || c) % 900) || '机械有限公司', 2000 + c, 2016 + c * 3, 1
  FROM honours.expert, generate_series(1, 3) AS c;
INSERT INTO honours.declared_interest (expert_no, subject_kind, subject, relation, declared_on, submission_id)
SELECT expert_no, 'person', '姓' || hashtext(expert_no || c) % 50000, 'relative', '2025-09-01', 1
  FROM honours.expert, generate_series(1, 2) AS c;
