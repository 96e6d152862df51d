"""``honours explain``: where a nomination is, how it came there and what it waits for; as text, JSON or a page."""

from __future__ import annotations

import json
from pathlib import Path

import click

from honours.cli.clock import today
from honours.cli.output import json_option


@click.command(help="说明一项申报到了哪一步、每一步的依据、现在等什么。编号例如 2025-KJ-0101-003。")
@click.argument("nomination_no", metavar="编号")
@json_option
@click.option("--page", "as_page", is_flag=True, help="写成网页文件，可用浏览器打开、打印。")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="文件",
    help="网页文件写到这里；不写则为当前文件夹中的 申报说明-编号.html。",
)
def explain(nomination_no: str, as_json: bool, as_page: bool, out: Path | None) -> None:
    """Print everything that can be told of one nomination, or write it as a page."""
    from honours import wiring
    from honours.services.explain import explain as tell

    if as_json and as_page:
        raise click.UsageError("--json 和 --page 只能选一个。")
    if out is not None and not as_page:
        raise click.UsageError("--out 要和 --page 一起使用。")
    work = wiring.unit_of_work()
    told = tell(nomination_no, work)
    if as_json:
        from honours.services.explain.record import as_record

        click.echo(json.dumps(as_record(told), ensure_ascii=False, indent=2))
    elif as_page:
        from honours.services.explain.page import page

        place = out or Path(f"申报说明-{told.nomination_no}.html")
        place.write_text(page(told, today(), work.settings.templates), encoding="utf-8")
        click.echo(f"已写成网页：{place}")
    else:
        from honours.services.explain.plain_text import as_text

        click.echo(as_text(told))
