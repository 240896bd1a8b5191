"""The waiting list: seats that a withdrawal has freed, who may have them, and what they said."""
