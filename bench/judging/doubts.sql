-- What the comparison of texts left behind for the nominations of bench/shared/nominations.sql, and persons without an ID
-- number, some of them with a namesake. Read by bench/judging.py.
UPDATE honours.nomination
   SET person_id_cipher = NULL, person_id_hmac = NULL, person_id_last4 = NULL
 WHERE source_row % 409 = 0;
UPDATE honours.nomination SET person_name = '职工' || source_row - 1 WHERE source_row % 4090 = 1;
INSERT INTO honours.text_comparison (cycle, nomination_no, revision, gram_count, compared_with, compared_on)
SELECT cycle, nomination_no, 1, CASE source_row % 353 WHEN 0 THEN 20 ELSE 200 END, 1000000, '2025-11-03'
  FROM honours.nomination WHERE source_row % 347 > 0;
INSERT INTO honours.text_resemblance (cycle, nomination_no, revision, other_no, other_revision, kinship, common_percent,
    contained_percent, found_on)
SELECT a.cycle, a.nomination_no, 1, b.nomination_no, 1, 'other', 20 + a.source_row % 40, 40 + a.source_row % 50,
       '2025-11-03'
  FROM honours.nomination AS a
 CROSS JOIN generate_series(1, 3) AS step
  JOIN honours.nomination AS b ON b.nomination_no = 'N' || lpad((a.source_row - step)::text, 9, '0')
 WHERE a.source_row % 359 = 0;
