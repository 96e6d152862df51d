"""The child process that parses one workbook with calamine under a memory limit; run as a script, never imported.

A parser that is led astray takes this process down and nothing else. Standard input: the workbook. Standard output:
frames of a 4-byte length and a pickle: the list of sheets, then for each sheet blocks of rows and an empty block.
Standard library and calamine only, so that it starts in about 20 ms.
"""

from __future__ import annotations

import gc
import pickle
import resource
import struct
import sys
from datetime import date
from io import BytesIO

_BLOCK = 2000


def main() -> None:
    """Parse standard input within ``argv[1]`` bytes of memory and write frames to standard output."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # A short life with millions of cells that hold no cycles: collecting would cost a third of the time.
    gc.disable()
    from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    out = sys.stdout.buffer

    def send(value: object) -> None:
        frame = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        out.write(struct.pack("<I", len(frame)))
        out.write(frame)

    workbook = CalamineWorkbook.from_object(BytesIO(sys.stdin.buffer.read()))
    sheets = [item for item in workbook.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
    send([(item.name, item.visible == SheetVisibleEnum.Visible) for item in sheets])
    for item in sheets:
        sheet = workbook.get_sheet_by_name(item.name)
        send(sheet.start[1] if sheet.start else 0)
        block = []
        # Equal texts and dates are sent once a block: forms repeat themselves. Never numbers, as 1.0 equals True.
        once: dict[object, object] = {}
        same = once.setdefault
        for row in sheet.iter_rows():
            block.append([same(cell, cell) if type(cell) in (str, date) else cell for cell in row])
            if len(block) == _BLOCK:
                send(block)
                block = []
                once.clear()
        if block:
            send(block)
        send([])
    out.flush()


if __name__ == "__main__":
    main()
