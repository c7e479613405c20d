"""What other floors may hear from this one."""

from django.dispatch import Signal

entry_sealed = Signal()
"""Sent inside the transaction of an entry, after its last row: sender=Entry, entry, facts (list of rows written)."""
