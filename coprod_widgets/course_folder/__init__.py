"""A trainer's course folder: made from the template, its configuration read, its exercises released as zips.

While ``coprod mark`` or ``coprod collect`` changes a folder it holds the folder's lock (``alone``), and puts learners'
folders in their place whole (``folders``). Must not mark, and must not know what a hand-in holds.
"""
