"""The command line: what can't be done is told in a sentence, without a traceback; help is given."""

import resource
import socket

import pytest


def test_a_port_in_use_is_told(coprod, tmp_path):
    """The sentence names the port and two ways on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = coprod("learn", "--no-browser", "--workspace", str(tmp_path / "workspace"), "--port", str(port))
    sentence = (
        f"Port {port} is in use by another program. Name another port, or leave out --port and the course "
        "finds a free one.\n"
    )

    assert (2, "", sentence) == (result.status, result.out, result.err)


@pytest.mark.parametrize("port", ["text", "0", "65536", "-1", "8.5", "８８９０"])
def test_a_port_that_is_none_is_told(coprod, port):
    """The sentence says which ports there are."""
    result = coprod("learn", f"--port={port}")

    assert (2, "") == (result.status, result.out)
    assert f"a port is a whole number from 1 to 65535, not '{port}'" in result.err


def test_a_file_in_the_folder_s_place_is_told(coprod, tmp_path):
    """The sentence names the file; there is no traceback, and the file stays."""
    (tmp_path / "file").write_bytes(b"mine")
    result = coprod("learn", "--no-browser", "--workspace", str(tmp_path / "file"))
    sentence = (
        f"{tmp_path / 'file'} is a file, and the course needs a folder. "
        "Name another folder with --workspace, or move that file.\n"
    )

    assert (2, "", sentence) == (result.status, result.out, result.err)
    assert b"mine" == (tmp_path / "file").read_bytes()


def test_a_folder_that_can_t_be_written_is_told(coprod, tmp_path):
    """The sentence names the folder and the reason, and what to do."""
    (tmp_path / "closed").mkdir(mode=0o500)
    # Root writes everywhere, so it becomes somebody else, once all that this needs is loaded.
    code = (
        "import os, sys, coprod_widgets.lab.launcher as _; from coprod_widgets.cli import main\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "sys.exit(main(sys.argv[1:]))"
    )
    closed = str(tmp_path / "closed")
    result = coprod("learn", "--no-browser", "--workspace", closed, python=["-c", code])
    sentence = (
        f"The course can't write to the folder {closed} (Permission denied). "
        "Name a folder of your own with --workspace, for example --workspace my-course.\n"
    )

    assert (2, "", sentence) == (result.status, result.out, result.err)


def test_a_home_that_there_is_none_of_is_told(coprod):
    """A folder in the home of somebody unknown can't be found."""
    result = coprod("learn", "--no-browser", "--workspace", "~nobody-of-this-name/course")

    sentence = (
        "There is no home folder for ~nobody-of-this-name, so ~nobody-of-this-name/course can't be found. "
        "Name another folder with --workspace.\n"
    )

    assert (2, "", sentence) == (result.status, result.out, result.err)


def test_a_full_disk_is_told(coprod, tmp_path):
    """The sentence names the folder and says that nothing is lost; there is no traceback."""

    def no_file_may_grow():
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    workspace = tmp_path / "workspace"
    result = coprod("learn", "--no-browser", "--workspace", str(workspace), preexec_fn=no_file_may_grow)
    sentence = (
        f"The course could not write in {workspace} (File too large). Make room there, or name another folder with "
        "--workspace, then start again. Your answers and your notebooks stay as they are.\n"
    )

    assert (2, "", sentence) == (result.status, result.out, result.err)


@pytest.mark.parametrize("name", ["learn.lock", "server.log", "port", "server.json"])
def test_a_folder_in_place_of_a_note_is_told(coprod, tmp_path, name):
    """The sentence names what stands in the way of the course's own notes; there is no traceback."""
    blocked = tmp_path / "workspace" / ".coprod" / name
    blocked.mkdir(parents=True)
    result = coprod("learn", "--no-browser", "--workspace", str(tmp_path / "workspace"))

    assert (2, "") == (result.status, result.out)
    assert result.err.startswith(f"The course could not write {blocked} (")
    assert 1 == result.err.count("\n")


# The command itself


def test_the_command_alone_tells_what_may_follow(coprod):
    """Without a command there is a hint, and nothing is started."""
    result = coprod()

    assert (2, "") == (result.status, result.out)
    assert result.err.startswith("usage: coprod ")
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--help"], ["learn", "check", "open the course in your browser"]),
        (["learn", "--help"], ["--workspace DIR", "--port N", "--no-browser", "co-production-course"]),
    ],
)
def test_help_is_given(coprod, words, told):
    """Help names every command and option, and is no error."""
    result = coprod(*words)

    assert (0, "") == (result.status, result.err)
    assert [] == [word for word in told if word not in result.out]
