"""A trainer's course folder: made from the template, its configuration read, its exercises released as zips.

Must not change a folder while another command is at work in it (``alone``).
"""
