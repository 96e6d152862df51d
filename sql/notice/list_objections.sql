-- The objections that are in the books of a cycle, with the notice of the entry and the hashes of evidence that came
-- through the inbox (award/12).
-- Read by honours.services.notice.treated.
SELECT o.objection_no, o.nomination_no, n.project_name, o.received_on, o.is_anonymous, o.objector_name, o.ground_article,
       o.wanted_remedy, o.handler, o.is_heard, o.finding, o.is_upheld, o.closed_on, o.replied_on,
       w.notice_no, w.first_posted_on,
       ARRAY(SELECT e.name || coalesce('（SHA-256 ' || s.sha256 || '）', '')
               FROM unnest(o.evidence_names) WITH ORDINALITY AS e(name, place)
               LEFT JOIN LATERAL (
                    SELECT sha256 FROM honours.submission AS s
                     WHERE s.cycle = o.cycle AND s.kind = 'objection_evidence' AND s.status = 'accepted'
                       AND s.file_name = e.name
                     ORDER BY s.submission_id LIMIT 1) AS s ON true
              ORDER BY e.place) AS evidence
  FROM honours.objection AS o
  JOIN honours.nomination AS n USING (nomination_no)
  JOIN honours.entry_notice AS w ON w.nomination_no = o.nomination_no
 WHERE o.cycle = :cycle
 ORDER BY o.objection_no
