"""What kecamatan share: found in the rows, dealt out so that each can be planned apart, bounds put
together again.
"""
