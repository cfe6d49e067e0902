"""Runs a command and prints its user time in seconds, its peak memory in bytes and its exit code."""

import os
import subprocess
import sys

process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(usage.ru_utime, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status))
