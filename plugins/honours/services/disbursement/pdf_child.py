"""The child process that takes the text out of one PDF under a memory limit; run as a script, never imported.

A parser that is led astray takes this process down and nothing else. Standard input: the PDF. Standard output: the text
in UTF-8. Exit code 3: too many pages.
"""

from __future__ import annotations

import resource
import sys
from io import BytesIO

_PAGES = 4
_TOO_MANY = 3


def main() -> None:
    """Write the text of standard input's PDF to standard output within ``argv[1]`` bytes of memory."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    from pypdf import PdfReader

    reader = PdfReader(BytesIO(sys.stdin.buffer.read()))
    if len(reader.pages) > _PAGES:
        sys.exit(_TOO_MANY)
    text = "\n".join(page.extract_text() for page in reader.pages)
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
