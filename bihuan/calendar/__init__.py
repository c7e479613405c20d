"""Time: the one clock, months and periods, official working days, dates as exact as they were given."""
