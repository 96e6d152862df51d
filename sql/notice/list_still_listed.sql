-- Those of a notice's list who are on notice still, as they are called now (award/12).
-- Read by honours.services.notice.corrections.
SELECT n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name
  FROM honours.notice_entry AS e
  JOIN honours.nomination AS n USING (nomination_no)
  LEFT JOIN honours.ranking AS r USING (nomination_no)
 WHERE e.cycle = :cycle AND e.notice_no = :notice_no AND n.state = 'on_notice'
 ORDER BY r.rank, n.nomination_no
