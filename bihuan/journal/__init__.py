"""The journal of writes and of sensitive reads: append-only, each record sealed onto the one before.

`writing.record` and `record_many` write, `verifying.verify` says whether anything was changed since.
"""
