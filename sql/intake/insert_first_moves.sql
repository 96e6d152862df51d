-- The history of a nomination begins when it is received (award/10); those that have one are passed over.
-- Read by honours.services.intake.store.
INSERT INTO honours.nomination_move (
    nomination_no, seq, from_state, to_state, article, moved_on, actor, reason, run_id
)
SELECT n.nomination_no, 0, a.from_state, a.to_state, CAST(:article AS text), :moved_on, :actor, :reason, :run_id
FROM honours.nomination AS n
JOIN honours.nomination_move_allowed AS a ON a.from_state IS NULL AND a.to_state = 'received'
WHERE n.nomination_no = ANY(:nomination_nos)
ON CONFLICT (nomination_no, seq) DO NOTHING
