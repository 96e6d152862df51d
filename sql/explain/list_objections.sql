-- Objections to a nomination during the public notice, without the objectors (award/12).
-- Read by honours.services.explain.
SELECT objection_no, received_on, ground_article, finding, is_upheld, closed_on
  FROM honours.objection
 WHERE nomination_no = :nomination_no
 ORDER BY received_on, objection_no
