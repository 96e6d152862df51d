-- Entries on notice that are called otherwise now than their own notice shows them (award/12).
-- Read by honours.services.notice.conclusion.
SELECT w.notice_no, w.nomination_no
  FROM honours.entry_notice AS w
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE w.cycle = :cycle AND n.state = 'on_notice' AND w.notice_no = ANY(:notice_nos)
   AND (w.project_name, w.person_name, w.unit_name) IS DISTINCT FROM (n.project_name, n.person_name, n.unit_name)
 ORDER BY w.notice_no, w.nomination_no
