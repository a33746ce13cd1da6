"""What the records say of one learner: where they are, what comes back, what they wrote, what they have done.

Each module computes one of these from the records alone; ``keeping`` also looks into the learner's folder, and copies
what is in it. This package must not know widgets.
"""
