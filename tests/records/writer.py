"""A process that stores answers and prints the id of each after it is safely stored, for tests that kill it.

Usage: python writer.py PATH ITEM COUNT [MOMENT BYTES]. With MOMENT it kills itself while storing the last:
"lock" before anything is written, "write" when BYTES of the line are (from its end if below 0), "flush" when
all of it is, but nobody has been told.
"""

import os
import signal
import sys

from coprod_widgets.records import append, new_record


def kill_at(moment, length):
    """Make the next write or flush the last thing that this process does."""
    write = os.write

    def die(*_):
        os.kill(os.getpid(), signal.SIGKILL)

    def write_part_and_die(fd, data):
        write(fd, data[:length])
        die()

    if moment == "flush":
        os.fsync = die
    else:
        os.write = write_part_and_die if moment == "write" else die


def main(path, item, count, moment=None, length="0"):
    """Store `count` answers of about 4,000 bytes each."""
    for number in range(int(count)):
        record = new_record(
            unit="04",
            item=item,
            digest="sha256:" + "0" * 64,
            interaction="reflect",
            response=f"{number} " + "ünï" * 800,
            checked=True,
        )
        if moment and number == int(count) - 1:
            kill_at(moment, int(length))
        append(path, record)
        print(record.id, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
