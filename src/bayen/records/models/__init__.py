"""The tables, one module a noun."""

from bayen.records.models.account import Account
from bayen.records.models.audit_event import AuditEvent
from bayen.records.models.browser_key import BrowserKey
from bayen.records.models.document import Document
from bayen.records.models.form_version import FormVersion
from bayen.records.models.invitation import Invitation, InvitationPurpose
from bayen.records.models.kept_layout import KeptLayout
from bayen.records.models.observation import Observation
from bayen.records.models.offer import Choice, Offer
from bayen.records.models.office_phone import OfficePhone
from bayen.records.models.overlay import Overlay
from bayen.records.models.parcel import Parcel
from bayen.records.models.phrase import Phrase, PhraseState
from bayen.records.models.posting import Posting, Role
from bayen.records.models.proposal import Proposal, ProposalState
from bayen.records.models.publication_record import PublicationRecord
from bayen.records.models.refusal import Refusal
from bayen.records.models.register_entry import RegisterEntry, RegisterUnit
from bayen.records.models.reminder import Reminder, ReminderWay
from bayen.records.models.seal import Seal
from bayen.records.models.sending import Sending
from bayen.records.models.submission import Submission, SubmissionKind, SubmissionStatus
from bayen.records.models.turn import Turn, TurnKind
from bayen.records.models.village import Village
from bayen.records.models.waiver import Waiver

__all__ = [
    "Account",
    "AuditEvent",
    "BrowserKey",
    "Choice",
    "Document",
    "FormVersion",
    "Invitation",
    "InvitationPurpose",
    "KeptLayout",
    "Observation",
    "Offer",
    "OfficePhone",
    "Overlay",
    "Parcel",
    "Phrase",
    "PhraseState",
    "Posting",
    "Proposal",
    "ProposalState",
    "PublicationRecord",
    "Refusal",
    "RegisterEntry",
    "RegisterUnit",
    "Reminder",
    "ReminderWay",
    "Role",
    "Seal",
    "Sending",
    "Submission",
    "SubmissionKind",
    "SubmissionStatus",
    "Turn",
    "TurnKind",
    "Village",
    "Waiver",
]
