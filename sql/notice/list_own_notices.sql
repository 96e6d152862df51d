-- The entries that were ever on public notice, each with its own notice and what that shows of it (award/12).
-- Read by honours.services.notice.corrections and honours.services.notice.objections.
SELECT w.nomination_no, w.notice_no, w.first_posted_on, w.project_name, w.person_name, w.unit_name, n.state
  FROM honours.entry_notice AS w
  JOIN honours.nomination AS n USING (nomination_no)
 WHERE w.cycle = :cycle
