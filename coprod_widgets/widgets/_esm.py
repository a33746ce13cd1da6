"""Turn a widget's plain ES module and the shared modules it imports into one text.

anywidget loads a widget's JavaScript from a blob, where a relative import fails without a word: the cell
just stays blank. So ``import { h } from "./parts/page.js";`` is replaced, when the class is defined, by the
shared module itself, wrapped in a function of its own so that no name of one file meets a name of another.
The files on disk stay ordinary modules, which Node can import and test.
"""

import re
from pathlib import Path

_IMPORT = re.compile(r'^import \{([^}]*)\} from "(\.{1,2}/[\w./-]+\.js)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?:async )?(?:function|const|class) (\w+)", re.MULTILINE)


def link(path: Path) -> str:
    """Return the text of the module at ``path`` with its relative imports put inline.

    Parameters
    ----------
    path
        A ``.js`` file. Modules that it imports may import each other, but not in a circle.

    Raises
    ------
    ImportError
        If an imported name is not exported, or a relative import is written in a form that is not
        understood (and would leave a blank cell).
    """
    modules: dict[Path, str] = {}
    body = _inline(path, modules, ())
    whole = "".join(modules.values()) + body
    left = re.search(r"^\s*(?:import|export)\b.*from\s+[\"']\..*$", whole, re.MULTILINE)
    if left:
        raise ImportError(f"{path.name}: this import can't be put inline: {left.group().strip()}")
    return whole


def style(*paths: Path) -> str:
    """Return the style sheets at ``paths``, one after the other, as one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def _inline(path: Path, modules: dict[Path, str], above: tuple[Path, ...]) -> str:
    """Return the body of one file; what it imports is added to ``modules``, in the order of need."""
    above = (*above, path.resolve())

    def replace(match: re.Match) -> str:
        wanted = [name.strip() for name in match.group(1).split(",") if name.strip()]
        target = (path.parent / match.group(2)).resolve()
        if target in above:
            raise ImportError(f"{path.name}: imports in a circle with {target.name}")
        exported = sorted(set(_EXPORT.findall(target.read_text(encoding="utf-8"))))
        missing = [name for name in wanted if name not in exported]
        if missing:
            raise ImportError(f"{path.name}: {target.name} exports no {', '.join(missing)}")
        if target not in modules:
            body = re.sub(r"^export ", "", _inline(target, modules, above), flags=re.MULTILINE)
            names = ", ".join(exported)
            modules[target] = f"const {_variable(target)} = (() => {{\n{body}\nreturn {{ {names} }};\n}})();\n"
        return f"const {{ {', '.join(wanted)} }} = {_variable(target)};\n"

    return _IMPORT.sub(replace, path.read_text(encoding="utf-8"))


def _variable(path: Path) -> str:
    """Return a name for a module that no other of this package has: its file's, with that of its room."""
    return "module_" + re.sub(r"\W", "_", f"{path.parent.name}_{path.stem}")
