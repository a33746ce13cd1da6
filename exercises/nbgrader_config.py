"""How nbgrader works with the course's exercises. Every command of nbgrader's that is run in this folder reads it."""

from coprod_widgets.marking.pages import template_folders

c = get_config()  # noqa: F821 - nbgrader gives it

c.CourseDirectory.course_id = "co-production"

# Where the keys are, seen from this folder. A course folder that others can read wants them elsewhere.
c.CoprodMarking.keys_dir = "keys"

# nbgrader's own command and formgrader's button mark as `coprod mark` does: nothing that a learner wrote is run.
c.Autograde.exporter_class = "coprod_widgets.marking.doors.MarkedExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = ["coprod_widgets.marking.doors.SaveMarks"]

# A zip that was handed in also holds the answers, and the time; nbgrader takes only notebooks out of it by itself.
# Its name says whose it is: ID_ASSIGNMENT_YYYY-MM-DD.zip. `coprod collect` does the same, and more.
c.FileNameCollectorPlugin.valid_ext = [".ipynb", ".jsonl", ".txt"]
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/\\](?P<student_id>[A-Za-z0-9][A-Za-z0-9.-]{0,39})_[a-z0-9-]+_(?P<timestamp>\d{4}-\d\d-\d\d)[^/\\]*"
    r"[/\\](?P<file_id>answers\.jsonl|timestamp\.txt|[^/\\]+\.ipynb)$"
)
c.ZipCollectApp.collector_plugin = "coprod_widgets.collecting.zip_door.HandInCollector"

# Formgrader's pages and those of feedback are ours: they fetch nothing from outside, and no long line is cut off.
c.HTMLExporter.extra_template_basedirs = template_folders()
c.HTMLExporter.exclude_anchor_links = True
