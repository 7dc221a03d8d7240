"""Who asks: the type of accounts, for floors that may not reach into the records."""

from bayen.records.models import Account

__all__ = ["Account"]
