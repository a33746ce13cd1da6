"""Storing an answer: all of it or nothing, and a sentence when it is nothing."""

import errno
import os
import resource
import socket
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

import msgspec
import pytest
from filelock import FileLock

from coprod_widgets.records import MAX_FILE_BYTES, Marks, RecordError, append, file, read


def error_of(path, record):
    """Return the sentence with which storing a record is refused."""
    with pytest.raises(RecordError) as caught:
        append(path, record)
    return str(caught.value)


def fail_for(monkeypatch, function, path, code):
    """Make one function of `os` fail for one path, as the system would."""
    real = getattr(os, function)

    def failing(first, *more, **named):
        if os.fspath(first) == str(path):
            raise OSError(code, os.strerror(code), str(path))
        return real(first, *more, **named)

    monkeypatch.setattr(os, function, failing)


def test_an_answer_comes_back_as_it_was_stored(path, make):
    """Every field of a record is read as it was written."""
    record = make(
        confidence=0.5,
        attempt=3,
        checked=True,
        score=Marks(6.5, 8.0, 0.8125),
        duration_s=41.2,
        via="keyboard",
    )
    append(path, record)
    assert [record] == read(path).records


def test_a_line_has_the_published_shape(path, make):
    """A stored line is one line of UTF-8 JSON with the fields in their published order, and a newline."""
    record = make(response={"café": "co-design"})
    append(path, record)
    expected = (
        f'{{"v":1,"id":"{record.id}","at":"{record.at}","unit":"04","item":"sort-clear","digest":"{record.digest}",'
        '"interaction":"sort","response":{"café":"co-design"},"confidence":null,"attempt":1,"checked":false,'
        '"score":null,"duration_s":null,"via":null}\n'
    )
    assert expected == path.read_bytes().decode()


def test_answers_keep_their_order(path, make):
    """Answers are read in the order in which they were stored."""
    records = [make(item=f"item-{number}") for number in range(20)]
    for record in records:
        append(path, record)
    assert records == read(path).records


def test_a_path_may_be_text(path, make):
    """A path given as text works as a path does."""
    append(str(path), make())
    assert 1 == len(read(str(path)).records)


def test_an_answer_is_one_write_and_a_flush(path, make, monkeypatch):
    """One write carries repair and line, and the disk has it before append returns."""
    path.write_bytes(b'{"v":1,"torn')
    calls = []
    write, fsync = os.write, os.fsync
    monkeypatch.setattr(os, "write", lambda fd, data: calls.append(data) or write(fd, data))
    monkeypatch.setattr(os, "fsync", lambda fd: calls.append("flushed") or fsync(fd))
    append(path, make())
    assert [path.read_bytes().removeprefix(b'{"v":1,"torn'), "flushed"] == calls
    assert calls[0].startswith(b"\n{")
    assert calls[0].endswith(b"}\n")


def test_a_torn_line_does_not_take_the_next_answer_with_it(path, make):
    """After a line without an ending the next answer starts a line of its own, and the torn line stays."""
    path.write_bytes(b'{"v":1,"torn')
    record = make()
    append(path, record)
    reading = read(path)
    assert [record] == reading.records
    assert [(1, '{"v":1,"torn')] == [(aside.line, aside.text) for aside in reading.aside]


def test_a_full_disk_leaves_the_file_as_it_was(path, make):
    """A real limit of the system that cuts the write short, or refuses it, costs nothing stored before."""
    append(path, make())
    path.write_bytes(path.read_bytes() + b"torn")
    before = path.read_bytes()
    script = textwrap.dedent(f"""
        import resource, sys
        from coprod_widgets.records import RecordError, append, read
        path, room = sys.argv[1], int(sys.argv[2])
        (record,) = read(path).records
        resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before)} + room, resource.RLIM_INFINITY))
        try:
            append(path, record)
        except RecordError as error:
            print(error)
    """)
    for room in (0, 1, 100):
        child = subprocess.run(
            [sys.executable, "-c", script, str(path), str(room)], capture_output=True, text=True, check=True
        )
        assert "Your answer is not saved yet. There is no room left on the disk" in child.stdout
        assert before == path.read_bytes()
    assert resource.RLIM_INFINITY == resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    append(path, make())
    assert 2 == len(read(path).records)


def test_a_write_that_fails_half_way_is_taken_back(path, make, monkeypatch):
    """When the system writes a part and then reports a full disk or a used-up share, the part is removed."""
    append(path, make())
    before = path.read_bytes()
    write = os.write
    for code in (errno.ENOSPC, errno.EDQUOT):

        def write_part(fd, data, code=code):
            write(fd, data[: len(data) // 2])
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(os, "write", write_part)
            assert "no room left" in error_of(path, make())
        assert before == path.read_bytes()


def test_a_flush_that_fails_takes_the_answer_back(path, make, monkeypatch):
    """An answer that may not be on the disk is not there at all, and the learner is told."""
    append(path, make())
    before = path.read_bytes()
    for code, words in [(errno.ENOSPC, "no room left"), (errno.EIO, "could not write")]:

        def fail(fd, code=code):
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", fail)
            assert words in error_of(path, make())
        assert before == path.read_bytes()


def test_a_file_system_that_cannot_flush_still_stores(path, make, monkeypatch):
    """Where flushing does not exist, the answer is stored without it."""

    def fail(fd):
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))

    monkeypatch.setattr(os, "fsync", fail)
    append(path, make())
    assert 1 == len(read(path).records)


def test_an_interrupted_answer_is_taken_back(path, make, monkeypatch):
    """When the kernel is interrupted while storing, the file is as before, and the interruption goes on."""
    append(path, make())
    before = path.read_bytes()

    def interrupt(fd):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", interrupt)
        with pytest.raises(KeyboardInterrupt):
            append(path, make())
    assert before == path.read_bytes()
    append(path, make())
    assert 2 == len(read(path).records)


def test_a_failed_answer_never_cuts_what_others_wrote(path, make, monkeypatch):
    """If another program has added to the file without the lock, nothing is cut off."""
    append(path, make())
    write = os.write

    def write_beside_another(fd, data):
        write(fd, data + b"another program's line\n")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(os, "write", write_beside_another)
        error_of(path, make())
    assert path.read_bytes().endswith(b"another program's line\n")


def test_what_another_program_adds_is_not_overwritten(path, make, monkeypatch):
    """A line that a program without the lock adds just before ours stays whole, and so does ours."""
    records = [make(), make()]
    append(path, records[0])
    write = os.write

    def write_after_another(fd, data):
        with path.open("ab", buffering=0) as other:
            other.write(b"another program's line\n")
        return write(fd, data)

    monkeypatch.setattr(os, "write", write_after_another)
    append(path, records[1])
    reading = read(path)
    assert records == reading.records
    assert ["another program's line"] == [aside.text for aside in reading.aside]


@pytest.mark.parametrize("code", [errno.EACCES, errno.EPERM, errno.EROFS])
def test_a_read_only_file_is_a_sentence(path, make, monkeypatch, code):
    """Where the system forbids writing, the learner is told which file, why, and what to do."""
    append(path, make())
    before = path.read_bytes()
    fail_for(monkeypatch, "open", path, code)
    sentence = error_of(path, make())
    assert sentence.startswith(f"Your answer is not saved yet. This computer does not allow changes to {path}:")
    assert "read-only" in sentence
    assert before == path.read_bytes()


@pytest.mark.parametrize(("folder_mode", "file_mode"), [(0o777, 0o444), (0o555, 0o666)])
def test_real_permissions_are_a_sentence(make, folder_mode, file_mode):
    """A person who may not write to the file, or to its folder, can read the answers and gets a sentence."""
    script = textwrap.dedent("""
        import os, sys
        from coprod_widgets.records import RecordError, append, read
        import filelock
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        (record,) = read(sys.argv[1]).records
        try:
            append(sys.argv[1], record)
        except RecordError as error:
            print(error)
    """)
    with tempfile.TemporaryDirectory() as folder:  # not tmp_path, which nobody but its owner may enter
        path = Path(folder) / "answers.jsonl"
        append(path, make())
        (Path(folder) / ".answers.jsonl.lock").unlink()
        before = path.read_bytes()
        path.chmod(file_mode)
        Path(folder).chmod(folder_mode)
        child = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
        Path(folder).chmod(0o700)
        assert f"This computer does not allow changes to {path}:" in child.stdout
        assert before == path.read_bytes()


def test_a_missing_folder_is_a_sentence(tmp_path, make):
    """A folder that has been moved away is not made anew; the learner is told."""
    folder = tmp_path / "gone"
    assert f"The folder {folder} is not there." in error_of(folder / "answers.jsonl", make())
    assert not folder.exists()


def make_folder(path):
    path.mkdir()


def make_pipe(path):
    os.mkfifo(path)


def make_socket(path):
    # A short name: the system allows about 100 characters.
    here = os.getcwd()
    os.chdir(path.parent)
    with socket.socket(socket.AF_UNIX) as end:
        end.bind(path.name)
    os.chdir(here)


def make_link(path):
    path.symlink_to(path.with_name("target"))


KINDS = [
    (make_folder, "a folder"),
    (make_pipe, "a pipe or a device"),
    (make_socket, "a pipe or a device"),
    (make_link, "a link"),
]


@pytest.mark.parametrize(("put", "kind"), KINDS)
def test_what_is_not_an_ordinary_file_is_refused_in_a_sentence(path, make, put, kind):
    """A folder, a pipe, a socket or a link is neither written through nor waited for, by writer or reader."""
    target = path.with_name("target")
    target.write_bytes(b"somebody else's")
    put(path)
    assert f"Your answer is not saved yet. {path} is {kind}, not an ordinary file." in error_of(path, make())
    reading = read(path)
    assert ([], 0, f"{path} is {kind}, not an ordinary file.") == (
        reading.records,
        reading.aside[0].line,
        reading.aside[0].reason,
    )
    assert b"somebody else's" == target.read_bytes()


@pytest.mark.parametrize(("put", "kind"), KINDS)
def test_what_is_swapped_in_at_the_last_moment_is_refused_too(path, make, monkeypatch, put, kind):
    """The file that was really opened is looked at again, so a change between look and use wins nothing."""
    target = path.with_name("target")
    target.write_bytes(b"somebody else's")
    put(path)
    lstat = os.lstat

    def blind(first, *more, **named):
        if os.fspath(first) == str(path):
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return lstat(first, *more, **named)

    monkeypatch.setattr(os, "lstat", blind)
    assert str(path) in error_of(path, make())
    reading = read(path)
    assert ([], [0]) == (reading.records, [aside.line for aside in reading.aside])
    assert b"somebody else's" == target.read_bytes()


def test_a_lock_held_too_long_is_a_sentence(path, make, monkeypatch):
    """A learner whose other window holds the file is told after a while, and nothing is written."""
    monkeypatch.setattr(file, "LOCK_SECONDS", 0.05)
    with FileLock(path.with_name(".answers.jsonl.lock")):
        sentence = error_of(path, make())
    assert f"Something else has been writing to {path} for more than 0.05 seconds." in sentence
    assert not path.exists()
    append(path, make())
    assert 1 == len(read(path).records)


def test_a_lock_that_cannot_be_made_is_a_sentence(path, make):
    """What stands in the way of the lock file is named."""
    lock = path.with_name(".answers.jsonl.lock")
    lock.mkdir()
    assert f"The computer could not write to {lock}:" in error_of(path, make())


def test_a_full_file_is_refused_in_a_sentence(path, make):
    """The file never grows beyond its limit, and what it holds is kept."""
    path.write_bytes(b"x" * (MAX_FILE_BYTES - 100) + b"\n")
    before = path.read_bytes()
    assert "is full: it may hold 5 MB. Your earlier answers are safe" in error_of(path, make())
    assert before == path.read_bytes()


@pytest.mark.parametrize(("ending", "repair"), [(b"\n", 0), (b"x", 1)])
def test_a_file_may_be_filled_to_its_last_byte(path, make, ending, repair):
    """An answer that just fits is stored; with one byte less it is refused; a repair takes a byte too."""
    record = make()
    room = len(msgspec.json.encode(record)) + 1 + repair
    path.write_bytes(b"x" * (MAX_FILE_BYTES - room) + ending)
    assert "is full" in error_of(path, record)
    path.write_bytes(b"x" * (MAX_FILE_BYTES - room - 1) + ending)
    append(path, record)
    assert (MAX_FILE_BYTES, [record]) == (path.stat().st_size, read(path).records)


def test_the_lock_is_the_only_other_file(path, make):
    """Storing leaves a hidden lock file beside the answers and nothing else."""
    append(path, make())
    assert [".answers.jsonl.lock", "answers.jsonl"] == sorted(entry.name for entry in path.parent.iterdir())


def test_reading_alone_needs_no_lock_library():
    """The lock library is imported when something is stored, not before."""
    script = "import sys, coprod_widgets.records; print('filelock' in sys.modules)"
    child = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "False" == child.stdout.strip()
