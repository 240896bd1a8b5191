"""A simulated year: people stay away, things change, and each week the plan goes on."""
