-- The entries on public notice about which no expert of the trade has been asked yet (award/12), as the notice shows them.
-- Read by honours.services.notice.consultation.sending.
SELECT n.nomination_no, n.category, n.project_name, n.person_name, n.unit_name, n.speciality
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle AND n.state = 'on_notice'
   AND NOT EXISTS (SELECT FROM honours.consultation AS c WHERE c.nomination_no = n.nomination_no)
 ORDER BY n.nomination_no
