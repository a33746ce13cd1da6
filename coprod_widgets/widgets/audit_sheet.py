"""The invitation and the lines of a self-audit on paper, for whoever would rather not rate on a screen.

Nothing that anybody has rated or written is on it.
"""

from coprod_widgets import content, paper
from coprod_widgets.content.auditing import AuditItem
from coprod_widgets.content.schema import Words
from coprod_widgets.paper import tag

BOX = "☐"


def audit_sheet(item: AuditItem, *, easy: bool) -> str:
    """Return the sheet as a page to print: the invitation, every line with its answers, and the question of consent.

    Parameters
    ----------
    item
        An audit that somebody is invited to.
    easy
        Easy Read instead of plain words.
    """
    audit, interface = content.load_audit(), content.load_interface()

    def say(words: Words) -> str:
        return words.worded(easy)

    title = say(interface["audit-clean-name"])
    answers = [audit.unknown.words, *(anchor.said_to(item.rater) for anchor in audit.anchors)]
    numbers = ["?", *(str(anchor.rating) for anchor in audit.anchors)]
    parts = [tag("h1", title), *(tag("p", say(words)) for words in audit.invitation)]
    for line in item.lines:
        boxes = [tag("p", f"{BOX} {number}  {say(words)}") for number, words in zip(numbers, answers, strict=True)]
        parts += [tag("h2", say(line.name)), tag("p", say(line.stated_to(item.rater))), *boxes]
        asked = f"{say(audit.evidence.theirs)} {say(audit.privacy.theirs)}"
        parts += [tag("p", asked, class_="small"), tag("br"), tag("br")]
    consent = [tag("p", f"{BOX} {say(interface[key])}") for key in ("audit-clean-yes", "audit-clean-no")]
    parts += [tag("h2", say(interface["audit-clean-consent"])), tag("p", say(audit.consent)), *consent]
    return paper.document(title, *parts)
