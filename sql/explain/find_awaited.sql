-- What a nomination may be waiting for: confirmations of people, experts of its trade and their score sheets, the form
-- of a visit, the record of the chair's meeting, objections that are open (award/10 to award/12, model-studio/12).
-- Read by honours.services.explain.
SELECT EXISTS (SELECT FROM honours.decision AS d WHERE d.cycle = n.cycle AND d.kind = 'intake_closed') AS is_intake_closed,
       EXISTS (SELECT FROM honours.decision AS d
                 JOIN honours.entry_notice AS w ON w.cycle = d.cycle AND w.notice_no = d.decision_no
                WHERE d.kind = 'notice_closed' AND w.nomination_no = n.nomination_no) AS is_notice_closed,
       (SELECT count(*)
          FROM honours.panel_member AS p JOIN honours.expert AS e USING (expert_no)
         WHERE p.cycle = n.cycle AND p.category = n.category AND e.speciality = n.speciality AND e.is_active) AS experts,
       (SELECT count(*)
          FROM honours.score_sheet AS s JOIN honours.expert AS e USING (expert_no)
         WHERE s.cycle = n.cycle AND s.category = n.category AND e.speciality = n.speciality) AS sheets_sent,
       (SELECT count(*)
          FROM honours.score_sheet AS s JOIN honours.expert AS e USING (expert_no)
         WHERE s.cycle = n.cycle AND s.category = n.category AND e.speciality = n.speciality
           AND s.received_on IS NULL) AS sheets_missing,
       (SELECT count(*) FROM honours.score_sheet AS s
         WHERE s.cycle = n.cycle AND s.received_on IS NULL) AS sheets_missing_in_cycle,
       v.nomination_no IS NOT NULL AS is_visit_set, v.received_on AS visit_received_on,
       EXISTS (SELECT FROM honours.meeting_vote AS t
                WHERE t.nomination_no = n.nomination_no
                  AND NOT EXISTS (SELECT FROM honours.meeting_return AS r
                                   WHERE r.cycle = t.cycle AND r.meeting_no = t.meeting_no)) AS is_meeting_recorded,
       EXISTS (SELECT FROM honours.meeting_vote AS t JOIN honours.standing_approval AS s USING (cycle, meeting_no)
                WHERE t.nomination_no = n.nomination_no) AS is_meeting_approved,
       (SELECT string_agg(o.objection_no, '、' ORDER BY o.objection_no)
          FROM honours.objection AS o JOIN honours.entry_notice AS w USING (nomination_no)
         WHERE o.nomination_no = n.nomination_no AND o.closed_on IS NULL
           AND o.is_heard AND o.received_on BETWEEN w.first_posted_on AND w.closes_on) AS open_objections
  FROM honours.nomination AS n
  LEFT JOIN honours.verification_form AS v USING (nomination_no)
 WHERE n.nomination_no = :nomination_no
