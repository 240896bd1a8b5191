"""The search from top to bottom: parts in child processes, the joint bound, and the answer that is
verified.
"""
