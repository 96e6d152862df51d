-- The recommending bodies that take part (award/10).
-- Read by honours.services.call.
SELECT body_code, name, kind
  FROM honours.recommending_body
 WHERE is_active
 ORDER BY body_code
