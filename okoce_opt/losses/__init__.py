"""What breaks a plan: days, halls and teams lost, people more; what it survives is shown by a plan
made anew, what it does not is proved.
"""
