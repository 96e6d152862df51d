-- What public notices listed, as it was posted (award/12).
-- Read by honours.services.notice.posting.
SELECT e.notice_no, e.nomination_no, e.category, e.project_name, e.person_name, e.unit_name
  FROM honours.notice_entry AS e
  LEFT JOIN honours.ranking AS r USING (nomination_no)
 WHERE e.cycle = :cycle AND e.notice_no = ANY(:notice_nos)
 ORDER BY e.notice_no, e.category, r.rank, e.nomination_no
