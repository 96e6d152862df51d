-- Score sheets that were sent out and have not come back complete (award/11).
-- Read by honours.services.review.scoring.
SELECT s.expert_no, e.name, e.email, s.category
  FROM honours.score_sheet AS s
  JOIN honours.expert AS e USING (expert_no)
 WHERE s.cycle = :cycle AND s.received_on IS NULL
 ORDER BY s.expert_no, s.category
