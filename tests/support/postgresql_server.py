"""A PostgreSQL server of the tests' own: made in a temporary folder, reached by a socket in it, ended afterwards."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")
"""Where Debian has the server's programs, by version; they are on no path there."""


def programs():
    """Return the folder of the server's programs; None where there is no PostgreSQL."""
    if os.name != "posix":
        return None  # it is reached by a socket in a folder, and run by another user than root
    there = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = there[-1] if there else shutil.which("initdb")
    return Path(found).parent if found else None


@contextmanager
def server(programs):
    """Run a server with one empty database; yield the address by which SQLAlchemy reaches it."""
    folder = Path(tempfile.mkdtemp(prefix="coprod-pg-"))  # a short path: that of a socket may have 107 bytes
    data = folder / "data"
    # The server refuses to be run by root, as whom continuous integration runs.
    person = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    if person:
        shutil.chown(folder, "postgres", "postgres")

    def run(name, *words):
        with open(folder / f"{name}.log", "ab") as log:  # a server that goes on would keep a pipe open
            done = subprocess.run(
                [programs / name, "-D", data, *words], cwd=folder, stdout=log, stderr=log, check=False, **person
            )
        assert 0 == done.returncode, (folder / f"{name}.log").read_text(errors="replace")

    try:
        run("initdb", "--auth=trust", "--username=trainer", "--encoding=UTF8", "--locale=C", "--no-sync")
        run("pg_ctl", "-w", "-o", f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off", "start")
        try:
            yield f"postgresql+psycopg://trainer@/postgres?host={folder}"
        finally:
            run("pg_ctl", "-w", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder)
