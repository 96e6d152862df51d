"""Click's own words in Chinese: it asks gettext for most of them, and here is the answer without a catalogue file.

The rest (the shape of a command's usage, the names of types, some punctuation) it has in its code; those are put in
place of its own.
"""

from __future__ import annotations

import re
from typing import Any

import click
import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

_WORDS = {
    "Usage:": "用法：",
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本帮助并退出。",
    "Show the version and exit.": "显示版本并退出。",
    "%(prog)s, version %(version)s": "%(prog)s 版本 %(version)s",
    "Error: {message}": "错误：{message}",
    "Error": "错误",
    "Try '{command} {option}' for help.": "用 {command} {option} 查看帮助。",
    "Aborted!": "已中止。",
    "Missing command.": "缺少命令。",
    "Missing argument": "缺少参数",
    "Missing option": "缺少选项",
    "Missing parameter": "缺少参数",
    "Missing {param_type}": "缺少 {param_type}",
    "Missing parameter: {param_name}": "缺少参数：{param_name}",
    "Invalid value: {message}": "值不正确：{message}",
    "Invalid value for {param_hint}: {message}": "{param_hint} 的值不正确：{message}",
    "No such option {name!r}.": "没有选项 {name}。",
    "No such command {name!r}.": "没有命令 {name}。",
    "Did you mean {possibility}?": "是不是 {possibility}？",
    "(Did you mean one of: {possibilities}?)": "（是不是其中之一：{possibilities}？）",
    "Got unexpected extra argument ({args})": "多出的参数：{args}",
    "Got unexpected extra arguments ({args})": "多出的参数：{args}",
    "Option {name!r} does not take a value.": "选项 {name} 不带值。",
    "Option {name!r} requires an argument.": "选项 {name} 需要一个值。",
    "Option {name!r} requires {nargs} arguments.": "选项 {name} 需要 {nargs} 个值。",
    "Argument {name!r} takes {nargs} values.": "参数 {name} 需要 {nargs} 个值。",
    "Could not open file {filename!r}: {message}": "无法打开文件 {filename}：{message}",
    "Choose from:\n\t{choices}": "可选：\n\t{choices}",
    "{value!r} is not {choice}.": "“{value}”不是 {choice}。",
    "{value!r} is not one of {choices}.": "“{value}”不在可选值之内：{choices}。",
    # Our days are all asked for in one format.
    "{value!r} does not match the format {format}.": "“{value}”不是日期，请写作 2025-09-26 的样子。",
    "{value!r} does not match the formats {formats}.": "“{value}”不是日期，请写作 2025-09-26 的样子。",
    "{value!r} is not a valid {number_type}.": "“{value}”不是有效的 {number_type}。",
    "{value} is not in the range {range}.": "{value} 不在范围 {range} 之内。",
    "{value!r} is not a valid boolean. Recognized values: {states}": "“{value}”不是有效的布尔值，可用：{states}",
    "{name} {filename!r} does not exist.": "{name} {filename} 不存在。",
    "{name} {filename!r} is a file.": "{name} {filename} 是文件，这里需要文件夹。",
    "{name} {filename!r} is a directory.": "{name} {filename} 是文件夹，这里需要文件。",
    "{name} {filename!r} is not readable.": "{name} {filename} 无法读取。",
    "{name} {filename!r} is not writable.": "{name} {filename} 无法写入。",
    "file": "文件",
    "File": "文件",
    "directory": "文件夹",
    "Directory": "文件夹",
    "path": "路径",
    "Path": "路径",
    "env var: {var}": "环境变量：{var}",
    "default: {default}": "默认：{default}",
    "required": "必填",
    "Do you want to continue?": "要继续吗？",
    "Confirm the action without prompting.": "不再询问，直接执行。",
    "Press any key to continue...": "按任意键继续……",
    "Repeat for confirmation": "请再输入一次",
    "Error: The two entered values do not match.": "错误：两次输入不一致。",
    "Error: invalid input": "错误：输入无效",
    "unknown error": "未知错误",
    "deprecated": "已停用",
    "(dynamic)": "（运行时确定）",
    "Value must be an iterable.": "这里需要一组值。",
    "Takes {nargs} values but 1 was given.": "需要 {nargs} 个值，只给了 1 个。",
    "Takes {nargs} values but {len} were given.": "需要 {nargs} 个值，给了 {len} 个。",
    "{len_type} values are required, but {len_value} was given.": "需要 {len_type} 个值，只给了 {len_value} 个。",
    "{len_type} values are required, but {len_value} were given.": "需要 {len_type} 个值，给了 {len_value} 个。",
    "{value!r} is not a valid UUID.": "“{value}”不是有效的 UUID。",
    "{name} {filename!r} is not executable.": "{name} {filename} 不能执行。",
    "{editor}: Editing failed": "{editor}：编辑失败",
    "{editor}: Editing failed: {e}": "{editor}：编辑失败：{e}",
}
_TYPES = {
    click.types.IntParamType: "整数",
    click.types.IntRange: "整数",
    click.types.FloatParamType: "数字",
    click.types.FloatRange: "数字",
    click.types.BoolParamType: "是或否",
    click.types.StringParamType: "文字",
}
_USAGE = (("[OPTIONS]", "[选项]"), ("[COMMAND] [ARGS]...", "[命令] [参数]..."), ("COMMAND [ARGS]...", "命令 [参数]..."))
_FULL_STOP = re.compile(r"(?<=')\.\s*")
_write_usage = click.formatting.HelpFormatter.write_usage
_missing = click.exceptions.MissingParameter.format_message


def _say(message: str) -> str:
    return _WORDS.get(message, message)


def _count(singular: str, plural: str, number: int) -> str:
    return _say(singular if number == 1 else plural)


def _usage(self: click.HelpFormatter, prog: str, args: str = "", prefix: str | None = None) -> None:
    for english, chinese in _USAGE:
        args = args.replace(english, chinese)
    _write_usage(self, prog, args, prefix)


def _heading(self: click.HelpFormatter, heading: str) -> None:
    self.write(f"{'':>{self.current_indent}}{heading}：\n")


def _missing_parameter(self: click.MissingParameter) -> str:
    says = _FULL_STOP.sub("。", _missing(self))
    return says if says.endswith("。") or "\n" in says else f"{says.rstrip('.')}。"


def speak_chinese() -> None:
    """Make click answer in Chinese from now on, in this process."""
    modules: tuple[Any, ...] = (
        click.core,
        click.decorators,
        click.exceptions,
        click.formatting,
        click.parser,
        click.termui,
        click.types,
    )
    for module in modules:
        vars(module).update({"_": _say} | ({"ngettext": _count} if hasattr(module, "ngettext") else {}))
    for kind, name in _TYPES.items():
        setattr(kind, "name", name)  # noqa: B010  click types it as fixed
    replaced: tuple[tuple[Any, str, Any], ...] = (
        (click.formatting.HelpFormatter, "write_usage", _usage),
        (click.formatting.HelpFormatter, "write_heading", _heading),
        (click.exceptions.MissingParameter, "format_message", _missing_parameter),
    )
    for owner, method, ours in replaced:
        setattr(owner, method, ours)
