"""The widgets: each shows one kind of item on a page and hands the learner's response to Python.

A widget draws and asks. It never knows a path and never writes a file: ``coprod_widgets.notebook`` gives it a
function that saves. Keys stay in Python; feedback reaches the page only when the learner asks for it.
"""
