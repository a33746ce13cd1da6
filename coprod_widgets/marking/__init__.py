"""Marks a cohort: what learners handed in goes in as data, nbgrader's gradebook and marked folders come out.

What comes before is here too: releasing an exercise as a zip, collecting the zips that come back, and a demonstration
with an invented cohort.

Must not execute, import, unpickle or render anything that a learner wrote. nbgrader and SQLAlchemy are imported where
they are needed, never when a module of this room is: nobody who only wants a mark waits for them.
"""
