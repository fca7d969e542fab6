"""The walls around the guarded child, which it puts up itself before it reads a byte of the upload.

Four, from the kernel's own means, none of which needs to be installed or a right of root:

- limits: memory, CPU time, files, no file grows, no core dump;
- a network namespace of its own, with nothing in it, where the system lets a process have one;
- system calls: no socket, no other program, no other process (seccomp);
- files: only the program's own may be read, none written (Landlock, Linux 5.13 or newer).

Each wall that stands is named in the answer; without the first and third nothing is parsed.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from dataclasses import dataclass
from pathlib import Path

MB = 1 << 20
LIMITS, NETWORK, CALLS, FILES = "limits", "network", "calls", "files"
NEEDED = frozenset({LIMITS, CALLS})

CLONE_NEWUSER, CLONE_NEWNET, CLONE_THREAD = 0x10000000, 0x40000000, 0x00010000
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 22, 38
SECCOMP_MODE_FILTER = 2
EPERM, ENOSYS = 1, 38


@dataclass(frozen=True, slots=True)
class Machine:
    """The numbers of its system calls: those refused, and those looked at more closely."""

    audit: int
    refused: tuple[int, ...]
    clone: int


# socket connect accept sendto sendmsg bind listen socketpair fork vfork execve kill ptrace mount unshare setns accept4
# process_vm_readv process_vm_writev execveat io_uring_setup bpf pidfd_getfd; AArch64 has no fork and vfork of its own
MACHINES = {
    "x86_64": Machine(
        audit=0xC000003E,
        refused=(41, 42, 43, 44, 46, 49, 50, 53, 57, 58, 59, 62, 101, 165, 272, 308, 288, 310, 311, 322, 425, 321, 438),
        clone=56,
    ),
    "aarch64": Machine(
        audit=0xC00000B7,
        refused=(198, 203, 202, 206, 211, 200, 201, 199, 221, 129, 117, 40, 97, 268, 242, 270, 271, 281, 425, 280, 438),
        clone=220,
    ),
}
CLONE3 = 435
LANDLOCK = (444, 445, 446)  # to create a set of rules, to add one, to bind oneself
# 64-bit x86 also takes the numbers of its 32-bit pointers, with this bit set: each is refused.
X32 = 0x40000000

# Landlock: the rights over files of its first version, and the two of them that reading needs.
ALL_FILE_RIGHTS = (1 << 13) - 1
READ_FILE, READ_FOLDER = 1 << 2, 1 << 3
RULE_PATH_BENEATH = 1
READABLE = ("/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/mime.types", "/dev/null", "/dev/urandom")


def put_up(*, memory_mb: int, cpu_seconds: int, files: int) -> list[str]:
    """Put up every wall that this system has, and say which stand."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    limit(memory_mb=memory_mb, cpu_seconds=cpu_seconds, files=files)
    standing = [LIMITS]
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) == 0 or libc.unshare(CLONE_NEWNET) == 0:
        standing.append(NETWORK)
    machine = MACHINES.get(platform.machine())
    if machine is None or libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return standing
    if _shut_files(libc):
        standing.append(FILES)
    if _refuse_calls(libc, machine):
        standing.append(CALLS)
    return standing


def limit(*, memory_mb: int, cpu_seconds: int, files: int) -> None:
    for what, most in (
        (resource.RLIMIT_AS, memory_mb * MB),
        (resource.RLIMIT_NOFILE, files),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    # The first limit ends the process with a signal that tells why, the second one by force.
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds + 1))


def _refuse_calls(libc: ctypes.CDLL, machine: Machine) -> bool:
    code = filter_code(machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxQ", len(code) // 8, ctypes.addressof(buffer))
    return bool(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(program), 0, 0) == 0)


def filter_code(machine: Machine) -> bytes:
    """The filter as the kernel reads it: wrong machine, each refused call, and new processes that are no threads."""
    load, equal, at_least, both, give = 0x20, 0x15, 0x35, 0x45, 0x06
    allow, kill, refuse = 0x7FFF0000, 0x80000000, 0x00050000

    # Each step: what to do, how many steps to leap if it holds, how many if not, with which value.
    steps = [(load, 0, 0, 4), (equal, 1, 0, machine.audit), (give, 0, 0, kill), (load, 0, 0, 0)]
    steps += [(at_least, 0, 1, X32), (give, 0, 0, refuse | EPERM)]
    for call in machine.refused:
        steps += [(equal, 0, 1, call), (give, 0, 0, refuse | EPERM)]
    steps += [(equal, 0, 1, CLONE3), (give, 0, 0, refuse | ENOSYS)]  # libc then tries `clone`
    steps += [(equal, 0, 3, machine.clone), (load, 0, 0, 16), (both, 1, 0, CLONE_THREAD)]
    steps += [(give, 0, 0, refuse | EPERM), (give, 0, 0, allow)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _shut_files(libc: ctypes.CDLL) -> bool:
    create, add, restrict = LANDLOCK
    rights = struct.pack("Q", ALL_FILE_RIGHTS)
    rules = libc.syscall(create, ctypes.c_char_p(rights), len(rights), 0)
    if rules < 0:
        return False
    for path in _readable():
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        allowed = READ_FILE | READ_FOLDER if path.is_dir() else READ_FILE
        rule = struct.pack("=Qi", allowed, handle)
        libc.syscall(add, rules, RULE_PATH_BENEATH, ctypes.c_char_p(rule), 0)
        os.close(handle)
    stands: bool = libc.syscall(restrict, rules, 0) == 0
    os.close(rules)
    return stands


def _readable() -> list[Path]:
    """The program's own files: Python, its packages, and what they load."""
    own = [sys.prefix, sys.base_prefix, *sys.path]
    return sorted({Path(path).resolve() for path in (*READABLE, *own) if path and Path(path).exists()})
