"""The checks that Excel itself makes while people type: drop-downs, dates, numbers, lengths, with Chinese messages.

They only help; intake checks every cell again, because what is pasted is not checked by Excel.
"""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation

from honours.domain.errors import WrongUse
from honours.regulation.fields import Field, FieldKind

_LIST_LIMIT = 255
_PROMPT_LIMIT = 250
_TITLE_LIMIT = 32
_LENGTHS = {FieldKind.ID_NUMBER: (18, 18), FieldKind.USCC: (18, 18)}
_LENGTHS |= {FieldKind.BANK_ACCOUNT: (12, 21), FieldKind.PATENT_NO: (13, 16)}


class ListTooLong(WrongUse):
    """A closed list that does not fit into an Excel drop-down; carries the header and the length."""

    def __init__(self, header: str, length: int) -> None:
        self.header, self.length = header, length
        super().__init__(
            f"“{header}”的选项共 {length} 个字符，下拉列表最多 {_LIST_LIMIT} 个，且选项中不能有逗号和引号。"
            "请缩短选项的中文名称。"
        )


def check_of(field: Field, first_cell: str) -> DataValidation:
    """Return the validation of a column whose first data cell is ``first_cell``, for example ``C3``."""
    if field.kind.has_choices:
        check, allowed = _drop_down(field)
    elif field.kind is FieldKind.DATE:
        check = DataValidation(type="date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2099,12,31)")
        allowed = "请填日期，例如 2025-10-20。"
    elif field.kind is FieldKind.INTEGER:
        check = DataValidation(
            type="whole", operator="between", formula1=str(field.minimum or 0), formula2=str(field.maximum or 999999)
        )
        allowed = f"请填 {check.formula1} 至 {check.formula2} 的整数。"
    elif field.kind.is_number:
        check, allowed = _two_decimals(field, first_cell)
    else:
        check, allowed = _length(field)
    check.allow_blank = True
    check.showErrorMessage = True
    check.showInputMessage = True
    check.errorStyle = "stop"
    check.errorTitle = f"{field.header}不对"[:_TITLE_LIMIT]
    check.error = allowed
    check.promptTitle = field.header[:_TITLE_LIMIT]
    check.prompt = (f"{field.duty}。{field.explains}")[:_PROMPT_LIMIT]
    return check


def _drop_down(field: Field) -> tuple[DataValidation, str]:
    listed = ",".join(field.labels)
    if len(listed) > _LIST_LIMIT or any("," in label or '"' in label for label in field.labels):
        raise ListTooLong(field.header, len(listed))
    return DataValidation(type="list", formula1=f'"{listed}"'), f"请从下拉列表中选择：{'、'.join(field.labels)}。"[:220]


def _two_decimals(field: Field, cell: str) -> tuple[DataValidation, str]:
    least, most = field.minimum or 0, field.maximum
    limit = f",{cell}<={most}" if most is not None else ""
    check = DataValidation(
        type="custom", formula1=f"AND(ISNUMBER({cell}),{cell}>={least}{limit},ROUND({cell},2)={cell})"
    )
    if field.kind is FieldKind.MONEY:
        return check, "请填以元为单位的数字，不小于 0，最多两位小数。"
    if field.kind is FieldKind.QUANTITY:
        return check, f"请填数字，不小于 {least}，不带单位，最多两位小数。"
    return check, f"请填 {least} 至 {most} 的数字，最多两位小数。"


def _length(field: Field) -> tuple[DataValidation, str]:
    least, most = _LENGTHS.get(field.kind, (int(field.minimum or 1), int(field.maximum or 500)))
    check = DataValidation(type="textLength", operator="between", formula1=str(least), formula2=str(most))
    span = str(least) if least == most else f"{least} 至 {most}"
    hint = f"，例如 {field.example}" if field.example else ""
    return check, f"应为 {span} 个字符{hint}。"
