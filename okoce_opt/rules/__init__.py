"""The rule book: every rule there is, in reading order."""

from __future__ import annotations

from okoce_opt.rules.rule import Rule
from okoce_opt.rules.venue_capacity import VenueCapacity

RULE_BOOK: tuple[type[Rule], ...] = (VenueCapacity,)
"""Rules that only bar or close come first: what they forbid never becomes a column."""
