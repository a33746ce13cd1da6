"""What each command of ``coprod`` takes and runs, by who it is for: learners, trainers, and authors of the words.

Each command has one function that describes it and one that runs it; the second imports what it needs when it is
called, so that no command waits for what it does not use. Must not do the work itself.
"""
