-- Numbers of nominations like the one asked for, so that a slip of the pen is seen: of the same body and category the
-- nearest, then those that differ in category or body only.
-- Read by honours.services.explain.
SELECT nomination_no
  FROM honours.nomination
 WHERE starts_with(nomination_no, CAST(:beginning AS text))
    OR (body_code = :body_code AND serial_no = :serial_no AND cycle LIKE :year)
    OR (cycle = :cycle AND category = :category AND serial_no = :serial_no)
 ORDER BY NOT starts_with(nomination_no, CAST(:beginning AS text)), abs(serial_no - :serial_no), nomination_no
 LIMIT 5
