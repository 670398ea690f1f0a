import os
import sys

from cms.processes import Output


def test_a_closed_terminal_ends_nothing(monkeypatch):
    master, terminal = os.openpty()
    with os.fdopen(terminal, "w") as output:
        monkeypatch.setattr(sys, "stdout", output)
        os.close(master)

        Output().write("web stopped\n")
        Output().flush()

        # Or closing would try to write it once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), terminal)
