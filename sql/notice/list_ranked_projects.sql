-- Projects of a cycle in given states with their mean and rank (award/11).
-- Read by honours.services.notice.projects.
SELECT n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name, r.mean_points, r.rank, r.outcome
  FROM honours.nomination AS n
  JOIN honours.ranking AS r USING (nomination_no)
 WHERE n.cycle = :cycle AND n.state = ANY(:states)
