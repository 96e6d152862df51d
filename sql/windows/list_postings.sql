-- The postings of a cycle that began on these days; one is open until its nomination has been judged by it (award/10).
-- Read by honours.services.windows.finding.
SELECT n.nomination_no, n.project_name, n.body_code, p.posted_on, n.state = 'received' AS is_open
  FROM honours.nomination_posting AS p
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE n.cycle = :cycle AND p.posted_on = ANY(:posted_on) AND NOT n.is_withdrawn
 ORDER BY n.nomination_no
