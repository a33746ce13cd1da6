"""Where an exercise lies: with which course, and whether it is a trainer's copy. Must not read or write files."""

from pathlib import Path

from coprod_widgets.lab.workspace import START_PAGE

TRAINERS = ("source", "release")
"""nbgrader's folders of a trainer's copies: an answers file in one of them would reach every learner."""


def home_of(folder: Path) -> Path:
    """Return the folder with the course that an exercise's folder belongs to.

    Parameters
    ----------
    folder
        An exercise's folder, for example ``exercises/ex2-power`` in the learner's folder.

    Returns
    -------
    Path
        The nearest of the three folders above that has the course's start page in it; the folder itself where none has.
    """
    return next((above for above in folder.parents[:3] if (above / START_PAGE).is_file()), folder)


def is_trainers_copy(folder: Path) -> bool:
    """Tell whether an exercise's folder is one of a trainer's course folder, and not a learner's."""
    return folder.parent.name in TRAINERS and (folder.parent.parent / "source" / folder.name).is_dir()
