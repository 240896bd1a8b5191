"""Plain models of the whole problem, to hold okoce's plans against: written from the domain alone,
with no code of
`model`. Their plans count when they are named and the verifier is silent.
"""
