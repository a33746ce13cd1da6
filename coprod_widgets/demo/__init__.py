"""Invents a cohort that hands in and is marked, to look at and to try on: the same from the same seed, on any computer.

Must not be part of any learner's or cohort's own work.
"""
