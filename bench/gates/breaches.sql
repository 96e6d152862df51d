-- Makes the nominations of bench/shared/nominations.sql right, but for about one in a thousand for each expectation.
-- Read by bench/gates.py.
UPDATE honours.nomination AS n SET
       received_on = date '2025-10-24' + (i % 1009 = 0)::int * 9,
       body_code = CASE WHEN i % 1013 = 0 THEN '0000' ELSE lpad((1 + i % 99)::text, 4, '0') END,
       serial_no = 100000000 + i,
       unit_uscc = CASE WHEN i % 1019 = 0 THEN '91320200' ELSE '91320200MA1XXXXX0A' END,
       person_id_last4 = CASE WHEN i % 1021 = 0 THEN '12A4' ELSE '123X' END,
       professional_title = CASE WHEN i % 1031 > 0 THEN 'junior' END,
       speciality = CASE WHEN i % 1033 = 0 THEN 'alchemy' ELSE 'machinery' END,
       completer_rank = CASE WHEN i % 1039 = 0 THEN 2 ELSE 1 END,
       project_name = CASE WHEN i % 1049 = 0 THEN '短' ELSE '高精度轴承磨削工艺的研究与应用' || i END,
       payee_name = CASE WHEN i % 1051 = 0 THEN '他人' ELSE person_name END,
       person_id_hmac = decode(md5((CASE WHEN i % 2053 = 0 THEN i - 1 ELSE i END)::text), 'hex'),
       prior_award = CASE WHEN i % 1061 = 0 THEN 'municipal_science_award' ELSE 'none' END
  FROM (SELECT nomination_no, source_row AS i FROM honours.nomination) AS numbered
 WHERE numbered.nomination_no = n.nomination_no;
DELETE FROM honours.nomination_posting;
INSERT INTO honours.nomination_posting
SELECT nomination_no, date '2025-10-01',
       CASE WHEN source_row % 1063 = 0 THEN date '2025-10-03' ELSE date '2025-10-21' END, '公开栏', '{照片1.jpg}', 0, 'none',
       CASE WHEN source_row % 1069 = 0 THEN date '2025-10-01' ELSE date '2025-10-22' END
  FROM honours.nomination WHERE source_row % 1087 > 0;
UPDATE honours.recommending_body SET is_active = body_code <> '0000';
