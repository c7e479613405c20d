"""What floors above may hear from policy."""

from django.dispatch import Signal

findings_changed = Signal()
"""Sent inside the transaction of a stored run: sender=Run, run, transitions (list of (finding, what became of it))."""
