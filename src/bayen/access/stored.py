"""Types of stored objects, for floors that are handed them and may not reach for them."""

from bayen.records.models import Proposal, Seal, Submission

__all__ = ["Proposal", "Seal", "Submission"]
