-- Of :rows made-up nominations all but :own become those of an earlier year, and the texts in the temporary table "told"
-- become theirs. Read by bench/resemblance.py.
INSERT INTO honours.cycle VALUES ('2024/achievement_award', 'achievement_award', 2024, '2024-09-01', '2024-10-31', '1', 'bench');
UPDATE honours.nomination AS n
   SET project_summary = told.content, unit_uscc = '91320200MA1' || lpad((n.source_row % 1000)::text, 7, '0'),
       cycle = CASE WHEN n.source_row > :own THEN '2024/achievement_award' ELSE n.cycle END,
       state = 'recommended'
  FROM told WHERE told.place = n.source_row
