-- The signatures of the recommended nominations of :cycle that were not compared yet and whose text is long enough
-- (award/17).
-- Read by honours.services.resemblance.comparing.
SELECT n.nomination_no, s.signature
  FROM honours.nomination AS n
  JOIN honours.text_signature AS s USING (nomination_no, revision)
 WHERE n.cycle = :cycle AND n.state = 'recommended' AND s.gram_count >= :least_grams
   AND NOT EXISTS (
       SELECT FROM honours.text_comparison AS done
        WHERE done.nomination_no = n.nomination_no AND done.revision = n.revision)
 ORDER BY n.nomination_no
