"""The chair's meeting (award/11, model-studio/9, employee-studio/6): the list, the record, its approval, its return.

A record is prepared by one person and approved by another. Only then are the entries moved. A record that was sent back
stays on file with its approval, if it had one; the next record has the next number.
"""

from honours.services.notice.meeting.approving import ApproveMeeting, approve_meeting
from honours.services.notice.meeting.carrying import carry_out
from honours.services.notice.meeting.listing import MeetingList, prepare_list
from honours.services.notice.meeting.recording import record_meeting
from honours.services.notice.meeting.records import MeetingRecord, find_meeting, open_meeting
from honours.services.notice.meeting.results import EntryVotes, MeetingResult, Recusal
from honours.services.notice.meeting.returning import ReturnMeeting, return_meeting
from honours.services.notice.meeting.reviewing import ReviewReturned, review_returned

__all__ = [
    "ApproveMeeting",
    "EntryVotes",
    "MeetingList",
    "MeetingRecord",
    "MeetingResult",
    "Recusal",
    "ReturnMeeting",
    "ReviewReturned",
    "approve_meeting",
    "carry_out",
    "find_meeting",
    "open_meeting",
    "prepare_list",
    "record_meeting",
    "return_meeting",
    "review_returned",
]
