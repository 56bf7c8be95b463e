"""Wordings: what the commands print."""

from __future__ import annotations

TABLE: dict[str, tuple[str, str]] = {
    # what ends a command
    "terminal.error": ("vendor-score: {message}", "vendor-score:{message}"),
    "terminal.interrupted": ("interrupted; nothing was written", "已中断,未写入任何文件"),
    "terminal.bug": (
        "a bug in vendor-score ({what}); please report it with the output of the same command"
        " under {debug}",
        "vendor-score 程序内部出错({what});请设置 {debug} 后重新运行同一命令,并把输出反馈给我们",
    ),
}
