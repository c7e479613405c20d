"""An independent reading of checks.md in plain Python: the oracle that the product's checks are compared with.

`judge(County(records, managed), on)` gives every finding of one day; AMBIGUITIES.md says how each open
sentence is read.
"""
