"""A guarded child with hostile parsers, for tests. With `--without WALL` one wall, or every one, is left out."""

import os
import socket
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

from wellfounded.vault import child_main, parsers, walls
from wellfounded.vault.parsers import NotThisType, Product, TooBig

Options = dict[str, Any]


def echo(payload: bytes, options: Options) -> Product:
    print("a library that prints")  # noqa: T201 - must not reach the answer
    return Product({"length": len(payload), "options": options}, (payload, payload[::-1]))


def memory(_: bytes, __: Options) -> Product:
    return Product({"length": len(bytearray(700 << 20))})


def spin(_: bytes, options: Options) -> Product:
    end = time.process_time() + options["seconds"]
    while time.process_time() < end:
        pass
    return Product({"done": True})


def sleep(_: bytes, options: Options) -> Product:
    time.sleep(options["seconds"])
    return Product({"done": True})


def network(_: bytes, options: Options) -> Product:
    with socket.create_connection(("127.0.0.1", options["port"]), timeout=5) as connection:
        connection.sendall(b"leak")
    return Product({"done": True})


def write(_: bytes, options: Options) -> Product:
    Path(options["path"]).write_bytes(b"leak")
    return Product({"done": True})


def read(_: bytes, options: Options) -> Product:
    return Product({"read": Path(options["path"]).read_text(encoding="utf-8")})


def program(_: bytes, __: Options) -> Product:
    return Product({"code": os.spawnv(os.P_WAIT, "/bin/true", ["true"])})  # noqa: S606 - what the walls must refuse


def environment(_: bytes, __: Options) -> Product:
    return Product({"environment": sorted(os.environ), "path": os.getcwd(), "descriptors": os.listdir("/proc/self/fd")})  # noqa: PTH109, PTH208 - as plain strings


def flood(_: bytes, __: Options) -> Product:
    while True:
        os.write(3, b"x" * 65536)


def garbage(_: bytes, __: Options) -> Product:
    os.write(3, b"\0\0\0\0\0\0\0\2{}")
    os._exit(0)


def abort(_: bytes, __: Options) -> Product:
    os.abort()


def fault(payload: bytes, _: Options) -> Product:
    raise ValueError(payload.decode())


def other_type(_: bytes, __: Options) -> Product:
    raise NotThisType("not a PDF")


def bomb(_: bytes, __: Options) -> Product:
    raise TooBig


def without_walls(left_out: str) -> None:
    """The negative control: the same child with a wall missing."""
    whole = walls.put_up

    def put_up(**limits: int) -> list[str]:
        if left_out == "all":
            return sorted(walls.NEEDED)
        return [wall for wall in whole(**limits) if wall != left_out]

    walls.put_up = put_up


if __name__ == "__main__":
    hostile = [echo, memory, spin, sleep, network, write, read, program, environment, flood, garbage, abort, fault]
    for task in (*hostile, other_type, bomb):
        module = ModuleType(f"hostile_{task.__name__}")
        module.parse = task  # type: ignore[attr-defined] # a module made here
        sys.modules[module.__name__] = module
        parsers.TASKS[task.__name__] = module.__name__
    if "--without" in sys.argv:
        without_walls(sys.argv[-1])
    child_main.main()
