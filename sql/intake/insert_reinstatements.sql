-- Withdrawn nominations that are sent again as 申报 are received again (award/10).
-- Read by honours.services.intake.store.
INSERT INTO honours.nomination_move (
    nomination_no, seq, from_state, to_state, article, moved_on, actor, reason, run_id
)
SELECT n.nomination_no, n.state_seq + 1, a.from_state, a.to_state, CAST(:article AS text), :moved_on, :actor, :reason, :run_id
FROM honours.nomination AS n
JOIN honours.nomination_move_allowed AS a ON a.from_state = n.state AND a.to_state = 'received'
WHERE n.nomination_no = ANY(:nomination_nos) AND n.state = 'withdrawn' AND NOT n.is_withdrawn
