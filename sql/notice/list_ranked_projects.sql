-- Projects of a cycle in given states with what speaks for them: mean and rank where experts scored (award/11,
-- employee-studio/6), the aspects that a visit confirmed where studios are visited (model-studio/12).
-- Read by honours.services.notice.projects.
SELECT n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name, n.priority_no, b.name AS body_name,
       r.mean_points, r.rank, r.outcome, r.tie_keys, v.confirmed, v.visited_aspects
  FROM honours.nomination AS n
  JOIN honours.recommending_body AS b USING (body_code)
  LEFT JOIN honours.ranking AS r USING (nomination_no)
  LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE f.conclusion = 'confirmed') AS confirmed, count(*) AS visited_aspects
        FROM honours.verification_finding AS f WHERE f.nomination_no = n.nomination_no
  ) AS v ON true
 WHERE n.cycle = :cycle AND n.state = ANY(:states)
   AND (r.nomination_no IS NOT NULL OR v.visited_aspects > 0)
