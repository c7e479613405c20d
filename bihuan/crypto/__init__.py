"""Encryption of single values, keyed indexes over them, digests. Keys lie in files outside the database."""
