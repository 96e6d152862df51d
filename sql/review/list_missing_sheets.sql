-- Experts with an entry that is theirs to score and that no sealed sheet of theirs scores or refuses to score (award/11).
-- Read by honours.services.review.sending.
SELECT DISTINCT s.expert_no, e.name, e.email, s.category
  FROM honours.score_sheet_entry AS s
  JOIN honours.standing_assignment AS a USING (nomination_no, expert_no)
  JOIN honours.expert AS e USING (expert_no)
 WHERE s.cycle = :cycle
   AND NOT EXISTS (
       SELECT FROM honours.score_seal AS seal
        WHERE seal.cycle = s.cycle AND seal.category = s.category AND seal.expert_no = s.expert_no
          AND s.nomination_no = ANY(seal.nomination_nos))
 ORDER BY s.expert_no, s.category
