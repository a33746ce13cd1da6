"""The widgets: each shows one kind of item on a page, or a page about all answers, and hands what is done to Python.

A widget draws and asks. It never knows a path and never writes a file: ``coprod_widgets.desk`` gives it a keeper
that saves. Keys stay in Python; feedback reaches the page only when the learner asks for it.
"""
