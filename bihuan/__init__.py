"""闭环: facts in, findings out, matters closed."""

__version__ = "0.1.0"
