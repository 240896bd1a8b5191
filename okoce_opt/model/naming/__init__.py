"""From counts to names: the draw, the paths that people take, teams and mentors."""
