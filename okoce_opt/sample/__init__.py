"""Synthetic registrants, for stories and trials."""
