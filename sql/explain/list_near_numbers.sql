-- Numbers of nominations that begin like the one asked for, so that a slip of the pen is seen.
-- Read by honours.services.explain.
SELECT nomination_no
  FROM honours.nomination
 WHERE starts_with(nomination_no, :beginning)
 ORDER BY nomination_no
 LIMIT 5
