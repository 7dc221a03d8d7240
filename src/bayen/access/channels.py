"""Types of what other channels say, for floors that may not reach into the records."""

from bayen.records.channels import Channel, ChannelKind

__all__ = ["Channel", "ChannelKind"]
