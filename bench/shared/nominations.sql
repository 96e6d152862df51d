-- One cycle with one recommending-body list, and :rows made-up nominations, each kind of breach or gap in about one of
-- some hundred. Read by bench/shared/database.py.
INSERT INTO honours.cycle VALUES ('2025/achievement_award', 'achievement_award', 2025, '2025-09-01', '2025-10-31', '1', 'bench');
INSERT INTO honours.recommending_body SELECT lpad(i::text, 4, '0'), '单位' || i, 'bureau', '', '' FROM generate_series(0, 99) AS i;
INSERT INTO honours.archived_file VALUES (repeat('0', 64), 1, '', '', 'received');
INSERT INTO honours.submission (sha256, file_name, kind, received_at, status, message)
VALUES (repeat('0', 64), 'a.xlsx', 'nomination_workbook', now(), 'accepted', '');
INSERT INTO honours.evidence_file
SELECT '2025/achievement_award', lpad(b::text, 4, '0'), '照片' || f || '.jpg', repeat('0', 64), '2025-10-20'
  FROM generate_series(0, 99) AS b, generate_series(0, 49) AS f;
INSERT INTO honours.nomination (nomination_no, cycle, category, body_code, serial_no, submission_id, source_sheet,
    source_row, received_on, priority_no, project_name, speciality, person_name, person_id_cipher, person_id_hmac,
    person_id_last4, is_frontline, is_unit_head, professional_title, completer_rank, unit_name, unit_uscc, prior_award,
    is_state_secret, has_ip_dispute, is_medical, is_government_or_enterprise_project, is_union_organised, payee_name,
    payee_bank_name, payee_account_cipher, payee_account_hmac, payee_account_last4)
SELECT 'N' || lpad(i::text, 9, '0'), '2025/achievement_award',
       (ARRAY['tech_achievement', 'operating_method', 'invention_patent', 'golden_idea'])[1 + i % 4],
       lpad((i / 4 % 100)::text, 4, '0'), 1 + i / 400, (SELECT submission_id FROM honours.submission), '表', i, date '2025-10-24' + (i % 401 = 0)::int * 9,
       1 + i / 400 + (i % 99991 = 0)::int, '项目' || i, 'machinery', '职工' || i, decode(md5(i::text), 'hex'),
       decode(md5((CASE WHEN i % 307 = 0 THEN i - 1 ELSE i END)::text), 'hex'), '1234',
       CASE i % 101 WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END,
       CASE i % 103 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       CASE i % 107 WHEN 0 THEN 'senior' WHEN 1 THEN NULL ELSE 'junior' END,
       CASE i % 109 WHEN 0 THEN 2 WHEN 1 THEN NULL ELSE 1 END, '单位', '91320200MA1XXXXX0A',
       CASE i % 113 WHEN 0 THEN 'municipal_science_award' WHEN 1 THEN 'provincial_patent_award' WHEN 2 THEN NULL ELSE 'none' END,
       CASE i % 127 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       CASE i % 131 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       CASE i % 137 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       CASE i % 139 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       CASE i % 3 WHEN 0 THEN true WHEN 1 THEN NULL ELSE false END,
       '职工' || i, '银行', decode(md5(i::text), 'hex'), decode(md5(i::text), 'hex'), '1234'
  FROM generate_series(1, :rows) AS i;
INSERT INTO honours.nomination_posting
SELECT nomination_no, CASE i % 149 WHEN 0 THEN NULL WHEN 1 THEN date '2025-08-30' ELSE date '2025-10-01' + i % 15 END,
       CASE i % 151 WHEN 0 THEN NULL WHEN 1 THEN date '2025-10-10' ELSE date '2025-10-21' END,
       CASE i % 157 WHEN 0 THEN NULL WHEN 1 THEN ' ' ELSE '公开栏' END,
       CASE i % 163 WHEN 0 THEN '{}' WHEN 1 THEN '{没有.pdf}' ELSE ARRAY['照片' || i % 50 || '.jpg'] END,
       CASE i % 167 WHEN 0 THEN 1 WHEN 1 THEN NULL ELSE 0 END,
       CASE i % 173 WHEN 0 THEN 'upheld' WHEN 1 THEN 'open' WHEN 2 THEN NULL ELSE 'none' END,
       CASE i % 179 WHEN 0 THEN date '2025-10-18' WHEN 1 THEN NULL ELSE date '2025-10-22' END
  FROM (SELECT nomination_no, source_row AS i FROM honours.nomination WHERE source_row % 997 <> 0) AS numbered;
INSERT INTO honours.tech_achievement
SELECT nomination_no, CASE i % 181 WHEN 0 THEN NULL ELSE date '2020-01-01' + i % 1410 END,
       CASE i % 191 WHEN 0 THEN false WHEN 1 THEN NULL ELSE true END, 500000,
       CASE i % 193 WHEN 0 THEN 'none' WHEN 1 THEN NULL ELSE 'benefit' END, ''
  FROM (SELECT nomination_no, source_row AS i FROM honours.nomination WHERE category = 'tech_achievement') AS numbered;
INSERT INTO honours.operating_method
SELECT nomination_no, i % 197 > 0, i % 199 > 0, i % 211 > 0, CASE WHEN i % 223 > 0 THEN i % 227 > 0 END, i % 229 > 0, ''
  FROM (SELECT nomination_no, source_row AS i FROM honours.nomination WHERE category = 'operating_method') AS numbered;
INSERT INTO honours.invention_patent
SELECT nomination_no, CASE i % 241 WHEN 0 THEN NULL ELSE 'ZL' || 202100000000 + CASE WHEN i % 251 = 0 THEN i - 4 ELSE i END END,
       CASE i % 257 WHEN 0 THEN NULL ELSE date '2024-01-01' + i % 370 END,
       CASE i % 263 WHEN 0 THEN NULL ELSE date '2020-10-20' + i % 1830 END,
       i % 269 = 0, i % 271 > 0, i % 277 = 0, CASE WHEN i % 281 > 0 THEN '公司' || i / 8 || '、研究院' || i END,
       i % 283 > 0, '职工' || CASE WHEN i % 293 = 0 THEN i + 1 ELSE i END, i % 307 > 0, i % 311 > 0
  FROM (SELECT nomination_no, source_row AS i FROM honours.nomination WHERE category = 'invention_patent') AS numbered;
INSERT INTO honours.golden_idea
SELECT nomination_no, CASE i % 313 WHEN 0 THEN NULL ELSE date '2024-12-25' + i % 200 END,
       CASE i % 317 WHEN 0 THEN NULL ELSE date '2025-06-01' + i % 160 END,
       CASE i % 331 WHEN 0 THEN 'other' WHEN 1 THEN NULL ELSE 'safety' END,
       i % 2 = 0, i % 3 > 0, 200000 + i % 200000, CASE WHEN i % 337 > 0 THEN i % 5 > 0 END, i % 7 = 0, i % 11 > 0
  FROM (SELECT nomination_no, source_row AS i FROM honours.nomination WHERE category = 'golden_idea') AS numbered;
