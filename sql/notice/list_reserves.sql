-- Those whom the experts ranked behind the line, by category and rank: who could move up (award/11, award/12).
-- Read by honours.services.notice.reserve.
SELECT r.category, r.rank, n.nomination_no, n.project_name, n.person_name, n.unit_name, r.mean_points
  FROM honours.ranking AS r
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE n.cycle = :cycle AND n.state = 'not_proposed'
 ORDER BY r.category, r.rank, n.nomination_no
