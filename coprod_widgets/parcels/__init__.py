"""What goes from the trainer to the learner and back as a zip file, without a server.

Each module knows one kind of file. This package must not import nbgrader, must not mark, and runs, imports or renders
nothing that is in a file.
"""
