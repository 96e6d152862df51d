-- The signatures of everything that a nomination of :cycle is compared with: all that stands in the cycle, and all that
-- was ever received in cycles called before it, whatever their scheme and whatever came of it (award/17).
-- Read by honours.services.resemblance.comparing, row by row.
SELECT s.nomination_no, s.signature
  FROM honours.text_signature AS s
  JOIN honours.nomination AS n USING (nomination_no, revision)
  JOIN honours.cycle AS c ON c.cycle = n.cycle
  JOIN honours.cycle AS this ON this.cycle = :cycle
 WHERE (c.call_on, c.cycle) <= (this.call_on, this.cycle)
   AND s.gram_count >= :least_grams
   AND NOT (n.cycle = :cycle AND n.is_withdrawn)
 ORDER BY s.nomination_no
