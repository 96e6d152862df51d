-- That the recommended nominations of :cycle were compared, and with how many texts; a text that is too short was
-- compared with none (award/17).
-- Read by honours.services.resemblance.comparing.
INSERT INTO honours.text_comparison (cycle, nomination_no, revision, gram_count, compared_with, compared_on)
SELECT n.cycle, n.nomination_no, n.revision, s.gram_count,
       CASE WHEN s.gram_count >= :least_grams THEN :text_count - 1 ELSE 0 END, :on
  FROM honours.nomination AS n
  JOIN honours.text_signature AS s USING (nomination_no, revision)
 WHERE n.cycle = :cycle AND n.state = 'recommended'
ON CONFLICT DO NOTHING
