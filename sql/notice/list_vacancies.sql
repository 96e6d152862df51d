-- By category: how many entries were removed after they were on notice, so that their places came free (award/12).
-- Read by honours.services.notice.reserve.
SELECT n.category, count(*) AS removed
  FROM honours.nomination AS n
 WHERE n.cycle = :cycle AND n.state = 'declined'
   AND EXISTS (SELECT FROM honours.notice_entry AS e WHERE e.nomination_no = n.nomination_no)
 GROUP BY n.category
