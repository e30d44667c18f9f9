#!/usr/bin/env python3
"""Makes many documents of a few: the same content, other bytes and other names, in shuffled order.

usage: copies.py FOLDER COPIES TARGET

Every file of FOLDER comes COPIES times into TARGET, in folders of a thousand. The bytes differ by what readers ignore: a ZIP's
comment, a comment behind a PDF's end, white space behind a text. The order of the names is shuffled with a fixed seed.
"""
import pathlib
import random
import struct
import sys

ZIPPED = {".docx", ".odt", ".xlsx", ".ods", ".zip"}


def other_bytes(name, content, number):
    mark = f"copy {number}".encode()
    if pathlib.Path(name).suffix.lower() in ZIPPED:
        end = content.rfind(b"PK\x05\x06")
        return content[:end + 20] + struct.pack("<H", len(mark)) + mark
    if name.lower().endswith(".pdf"):
        return content + b"\n%" + mark + b"\n"
    return content + b" " * (number % 50) + b"\n" * (number // 50)


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    folder, copies, target = pathlib.Path(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    originals = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file()]
    jobs = [(number, name, content) for number in range(copies) for name, content in originals]
    random.Random(2018).shuffle(jobs)
    for place, (number, name, content) in enumerate(jobs):
        path = target / f"{place // 1000:04}" / f"{place:07}-{name}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(other_bytes(name, content, number))
    print(f"{len(jobs)} files in {target}")


main()
