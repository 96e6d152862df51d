-- The public notices of a cycle with the days that their proofs show (award/12).
-- Read by honours.services.notice.notices.
SELECT w.notice_no, w.kind, w.replaces_no, w.reason, w.document_no, w.ready_on, w.planned_on, w.posted_on,
       w.closes_on, w.is_provisional, w.content_sha256,
       (SELECT max(p.shown_on) FROM honours.posting_proof AS p
         WHERE p.cycle = w.cycle AND p.notice_no = w.notice_no AND p.side = 'start') AS started_on,
       (SELECT max(p.shown_on) FROM honours.posting_proof AS p
         WHERE p.cycle = w.cycle AND p.notice_no = w.notice_no AND p.side = 'end') AS ended_on,
       EXISTS (SELECT FROM honours.decision AS d
                WHERE d.cycle = w.cycle AND d.kind = 'notice_closed' AND d.decision_no = w.notice_no) AS is_confirmed
  FROM honours.public_notice AS w
 WHERE w.cycle = :cycle
 ORDER BY w.notice_no
