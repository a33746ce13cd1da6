"""Takes in what learners handed in, from zips and folders that a trainer was sent, and keeps every attempt.

Must not write outside the course folder, or believe anything that a zip says about itself.
"""
