"""Which days one part of the problem meets on: the quick plan, calendars searched and improved."""
