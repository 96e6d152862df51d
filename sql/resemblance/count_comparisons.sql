-- What stands of the comparison of a cycle: how many were compared, how many were too short, and how many resemble
-- another text (award/17).
-- Read by honours.services.resemblance.comparing.
SELECT count(*) FILTER (WHERE done.gram_count >= :least_grams) AS compared,
       count(*) FILTER (WHERE done.gram_count < :least_grams) AS too_short,
       count(*) FILTER (WHERE EXISTS (
           SELECT FROM honours.text_resemblance AS r
            WHERE r.nomination_no = done.nomination_no AND r.revision = done.revision)) AS resembling
  FROM honours.text_comparison AS done
  JOIN honours.nomination AS n USING (nomination_no, revision)
 WHERE done.cycle = :cycle AND NOT n.is_withdrawn
