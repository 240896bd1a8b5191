"""What stands on them, in words: of sessions, seats, people, offices."""
