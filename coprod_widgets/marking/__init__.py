"""Marks a cohort: what learners handed in goes in as data, nbgrader's gradebook and marked folders come out.

Must not execute, import, unpickle or render anything that a learner wrote. nbgrader and SQLAlchemy are imported where
they are needed, never when a module of this room is: nobody who only wants a mark waits for them.
"""
