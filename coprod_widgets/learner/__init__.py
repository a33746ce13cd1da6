"""What the records say of one learner: where they are, what comes back, what they wrote, what they have done.

Each module computes one of these from the records alone. This package must not know widgets.
"""
