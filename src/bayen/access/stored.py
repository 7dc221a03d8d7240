"""Types of stored objects, for floors that are handed them and may not reach for them."""

from bayen.records.audit_actions import ACTIONS_VI, TARGETS_VI
from bayen.records.models import Proposal, Seal, Submission

__all__ = ["ACTIONS_VI", "TARGETS_VI", "Proposal", "Seal", "Submission"]
