-- Texts of :cycle and of all cycles called before it that have no signature made by :recipe: the first :most of
-- those after :after (award/17, model-studio/15.3, employee-studio/9).
-- Read by honours.services.resemblance.comparing.
SELECT t.nomination_no, t.revision, t.content
  FROM honours.nomination_text AS t
  JOIN honours.cycle AS c ON c.cycle = t.cycle
  JOIN honours.cycle AS this ON this.cycle = :cycle
 WHERE t.nomination_no > :after AND (c.call_on, c.cycle) <= (this.call_on, this.cycle)
   AND NOT EXISTS (
       SELECT FROM honours.text_signature AS s
        WHERE s.nomination_no = t.nomination_no AND s.revision = t.revision AND s.recipe = :recipe)
 ORDER BY t.nomination_no
 LIMIT :most
