"""Why a file is refused before it is read: one class a cause."""

from __future__ import annotations

from honours.domain.errors import RefusedInput

_SAVE_AS = "请用 Excel 或 WPS 打开后“另存为”Excel 工作簿（.xlsx），不要只改文件名。"


class FileTooLarge(RefusedInput):
    """The file has more bytes than is read; carries both numbers."""

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(
            f"文件有 {size / 1048576:.1f} MB，超过上限 {limit / 1048576:.0f} MB。请删去多余内容或拆分后再报。"
        )


class DisguisedFile(RefusedInput):
    """The ending of the name says one thing and the bytes another; carries both."""

    def __init__(self, extension: str, really: str) -> None:
        self.extension, self.really = extension, really
        super().__init__(f"文件名以 {extension} 结尾，实际内容却是{really}。{_SAVE_AS}")


class FormatNotTaken(RefusedInput):
    """A format that intake does not take; carries its name."""

    def __init__(self, really: str) -> None:
        self.really = really
        super().__init__(
            f"不接收{really}。申报表、评分表请用 .xlsx，证明材料请用 PDF、JPG、PNG 或 .docx，宣传视频请用 .mp4。"
        )


class EncryptedFile(RefusedInput):
    """The file has a password."""

    def __init__(self) -> None:
        super().__init__("文件设有打开密码，无法读取。请取消密码后再报。")


class MacrosInside(RefusedInput):
    """The workbook carries macros; carries the name of the part."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"工作簿内含宏或控件（{part}），不接收。请另存为不带宏的 .xlsx。")


class LinksOutside(RefusedInput):
    """The workbook draws data from elsewhere; carries the name of the part."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(
            f"工作簿引用了外部文件或数据连接（{part}），不接收。请在“数据—编辑链接”中断开链接，粘贴为数值后再报。"
        )


class BrokenFile(RefusedInput):
    """The file cannot be unpacked or is not built like a workbook; carries the reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"文件已损坏，无法读取（{reason}）。请重新打开原件、另存一份后再报。")


class UnpacksTooLarge(RefusedInput):
    """The file is built to grow beyond measure when unpacked; carries what grows."""

    def __init__(self, what: str) -> None:
        self.what = what
        super().__init__(f"文件解开后异常庞大（{what}），不接收。请把数据复制到新下发的空白表中再报。")


class HiddenDefinitions(RefusedInput):
    """The XML inside declares a document type or another encoding, which no Excel writes; carries the part."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(f"文件内部含有不允许的 XML 声明（{part}），不接收。{_SAVE_AS}")


class SheetTooLarge(RefusedInput):
    """A sheet reaches further than any form; carries sheet, found and allowed."""

    def __init__(self, sheet: str, found: str, allowed: str) -> None:
        self.sheet, self.found, self.allowed = sheet, found, allowed
        super().__init__(
            f"工作表“{sheet}”的内容一直延伸到{found}，上限是{allowed}。请删除表格右侧和下方多余的行列后再报。"
        )


class ReadingFailed(RefusedInput):
    """The reader gave up or was stopped; carries the reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"读取工作簿失败（{reason}）。请把数据复制到新下发的空白表中再报。")


class UnknownFile(RefusedInput):
    """No reader knows the file; carries what it is."""

    def __init__(self, really: str, hint: str) -> None:
        self.really = really
        super().__init__(f"无法识别这份文件是什么（{really}）。{hint}")
