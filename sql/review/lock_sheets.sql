-- Lets no sheet of a cycle be sealed while all are opened (award/11).
-- Read by honours.services.review.opening.
SELECT expert_no FROM honours.score_sheet WHERE cycle = :cycle ORDER BY category, expert_no FOR UPDATE
