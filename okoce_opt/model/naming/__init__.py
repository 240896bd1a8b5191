"""From counts to names: the draw, and the paths that people take; teams and mentors are
named by their rules (`Rule.named`)."""
