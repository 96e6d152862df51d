"""What the system refuses, in Chinese: the file or address first, then the cause, then what to do."""

from __future__ import annotations

import errno

_SAYS = {
    errno.ENOENT: "没有这个文件或文件夹，或者上级文件夹不存在。请核对路径，或先建好文件夹",
    errno.EACCES: "没有读写权限。请换一个文件夹，或请管理员授权",
    errno.EPERM: "系统不允许这样做。请换一个文件夹，或请管理员授权",
    errno.EROFS: "所在磁盘只能读、不能写。请换一个可以写入的文件夹",
    errno.ENOSPC: "磁盘已满。请腾出空间后重试",
    errno.EDQUOT: "磁盘配额已用完。请腾出空间后重试",
    errno.EISDIR: "是文件夹，这里需要文件。请写上文件名",
    errno.ENOTDIR: "路径中有一段是文件，不是文件夹。请核对路径",
    errno.EEXIST: "已经存在，没有覆盖。请另取一个名字",
    errno.ENAMETOOLONG: "名字太长。请缩短文件名或换一个文件夹",
    errno.ELOOP: "链接指来指去，没有终点。请改用真实的路径",
    errno.EMFILE: "本程序打开的文件过多。请关闭其他程序后重试",
    errno.ENFILE: "系统打开的文件过多。请关闭其他程序后重试",
    errno.ENOMEM: "内存不足。请关闭其他程序后重试",
    errno.EADDRINUSE: "端口已被占用。请关闭占用的程序，或用 --port 指定另一个",
    errno.ECONNREFUSED: "对方没有应答。请确认服务已经启动（honours up）",
    errno.ETIMEDOUT: "对方超时没有应答。请确认服务正在运行、网络畅通",
    errno.EIO: "读写设备出错。请检查磁盘",
}


def told(fault: OSError) -> str:
    """Return one Chinese sentence for what the system refused; of a cause that is not listed its number and words."""
    names = [str(name) for name in (fault.filename, fault.filename2) if name is not None]
    says = _SAYS.get(fault.errno or 0)
    if says is None:
        says = f"系统错误 {fault.errno}（{fault.strerror}）" if fault.errno else f"系统错误：{fault}"
    return f"{' → '.join(names)}：{says}。" if names else f"{says}。"
