"""The learner's JupyterLab: the extension, the workspace folder and the server.

`extension/` is a JupyterLab extension in plain JavaScript, shipped as it is written. `workspace` puts the course's
notebooks in a learner's folder, `arriving` the exercises that they were given; `launcher` starts a server on that
folder. Nothing here knows what a notebook teaches, and nothing here writes outside the workspace folder.
"""
