"""Measured figures: `make bench`. Nothing here is a test, and no figure is written down that a run did not print."""
