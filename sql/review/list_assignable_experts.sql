-- Who can be assigned in a cycle, and who still has an entry in it: speciality, unit, own limit, and the panels that one
-- sits on. Who left the roster, did not agree, or was replaced for a late sheet sits on none (award/11).
-- Read by honours.services.review.assigning.loading.
SELECT e.expert_no, e.name, coalesce(e.unit_uscc, honours.name_key(e.unit_name)) AS unit_key, e.unit_name,
       e.speciality, e.most_entries,
       coalesce(array_agg(p.category ORDER BY p.category) FILTER (WHERE p.category IS NOT NULL AND b.may_score), '{}')
           AS categories
  FROM honours.expert AS e
 CROSS JOIN LATERAL (
       SELECT e.is_active AND e.has_agreed IS NOT FALSE AND NOT EXISTS (
              SELECT FROM honours.assignment_withdrawal AS w
               WHERE w.cycle = :cycle AND w.expert_no = e.expert_no AND w.kind = 'late') AS may_score
       ) AS b
  LEFT JOIN honours.panel_member AS p ON p.expert_no = e.expert_no AND p.cycle = :cycle
 WHERE (b.may_score AND p.category IS NOT NULL)
    OR EXISTS (SELECT FROM honours.standing_assignment AS a WHERE a.cycle = :cycle AND a.expert_no = e.expert_no)
 GROUP BY e.expert_no
 ORDER BY e.expert_no
