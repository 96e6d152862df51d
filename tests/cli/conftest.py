"""Commands speak Chinese from the first test on: click keeps the help option that it first made."""

from __future__ import annotations

from honours.cli.chinese import speak_chinese

speak_chinese()
