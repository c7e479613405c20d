"""A county that does not exist: synthetic people whose departments' files are loaded, judged and worked over three years."""
