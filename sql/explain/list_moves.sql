-- Every state that a nomination has been in, oldest first.
-- Read by honours.services.explain.
SELECT to_state AS state, moved_on, actor, reason, article
  FROM honours.nomination_move
 WHERE nomination_no = :nomination_no
 ORDER BY seq
