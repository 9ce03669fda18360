"""What can go wrong with the store, each as a message a clerk understands: what happened, what to do.

Every operation of the store is all or nothing, so that each message can promise that saved data are untouched.
"""

from __future__ import annotations

from pathlib import Path

_SAFE = "已经保存的数据没有受影响"


class StoreError(Exception):
    """Base of all errors of the store; str() is shown to the clerk as it is."""

    text = f"数据库操作没有成功，刚才的操作没有完成，{_SAFE}。请再试一次；仍不成功时，请关闭程序后重新打开。"

    def __init__(self, text: str | None = None) -> None:
        super().__init__(text or self.text)


class StoreFull(StoreError):
    """No room left on the disk."""

    text = f"磁盘空间已满，刚才的操作没有完成，{_SAFE}。请删除一些不用的文件，腾出空间后再试。"


class StoreReadOnly(StoreError):
    """The folder or the file must not be written to."""

    text = (
        f"数据文件夹是只读的，不能写入，刚才的操作没有完成，{_SAFE}。"
        "请在文件夹“属性”中取消“只读”，或请管理员给予写入权限，再重新打开。"
    )


class StoreBusy(StoreError):
    """Another program holds the file."""

    text = f"数据库文件正被别的程序占用（例如杀毒、备份或网盘同步软件），刚才的操作没有完成，{_SAFE}。请稍等片刻再试。"


class StoreUnreachable(StoreError):
    """The disk cannot be read or written, or the folder is gone."""

    text = (
        f"读写数据文件夹时出错，刚才的操作没有完成，{_SAFE}。"
        "请检查磁盘或U盘是否连接正常、文件夹是否允许写入，再重新打开程序。"
    )


class StoreRefused(StoreError):
    """A value that no column can hold exactly."""

    text = (
        "有一个数值不能准确保存（金额最多精确到分，得分和比率最多四位小数，且不能过大），"
        f"刚才的操作没有完成，{_SAFE}。请改写这个数值后再试。"
    )


class StoreOutOfStep(StoreError):
    """Memory and store disagree on what a value was before; nothing was written."""

    text = (
        "要修改的内容与数据库中保存的不一致，可能已在别处改过，刚才的操作没有完成，"
        f"{_SAFE}。请关闭本年度编报后重新打开，核对后再修改。"
    )


class NoSuchFiling(StoreError):
    """The filing asked for is not in the store."""

    text = "数据库中没有这个年度编报，可能已被删除。请回到编报列表重新选择；误删的可以从备份恢复。"


class StoreTooNew(StoreError):
    """The store was written by a newer version of the program; it has not been touched."""

    def __init__(self, found: int, known: int) -> None:
        self.found, self.known = found, known
        super().__init__(
            f"数据库是较新版本的程序建立的（数据版本 {found}，本程序只认识到 {known}），"
            "为免损坏没有打开，数据原样未动。请改用新版本的程序。"
        )


class StoreUpgradeFailed(StoreError):
    """The upgrade to this version's schema did not succeed; the store is as it was."""

    def __init__(self, version: int, saved: Path) -> None:
        self.version, self.saved = version, saved
        super().__init__(
            f"数据库升级到版本 {version} 没有成功，原数据没有改变，仍可用原来版本的程序打开。"
            f"升级前的备份在“{saved.parent.name}”文件夹中：{saved.name}。请把程序的运行日志发给技术支持。"
        )


class StoreDamaged(StoreError):
    """The database file is damaged; `kept` is where it was put aside untouched, None if that failed."""

    text = "数据库文件已损坏，刚才的操作没有完成。请关闭程序后重新打开，按提示用备份恢复；备份不受影响。"

    def __init__(self, text: str | None = None, kept: Path | None = None) -> None:
        self.kept = kept
        super().__init__(text)


class StoreMissing(StoreDamaged):
    """There are backups but no database, or an empty one: it was deleted or lost, not new."""


class NoGoodBackup(StoreError):
    """None of the backups can be used."""

    text = "没有可以使用的备份，数据库没有恢复，原来的文件都原样保留。请联系技术支持，不要删除数据文件夹。"


class BackupUnusable(StoreError):
    """The chosen backup is damaged or is no backup of this program."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"备份“{path.name}”已损坏或不是本程序的备份，没有恢复，现有数据没有改变。请选择另一个备份。")


class StoreInUse(StoreError):
    """A window on this computer has the store open; `address` is where it listens ("" when unknown)."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__("绩效编报已经打开了这个数据文件夹，请切换到已打开的窗口。")


class StoreElsewhere(StoreError):
    """Another computer has (or had, before it crashed) the store open."""

    def __init__(self, machine: str, since: str) -> None:
        self.machine, self.since = machine, since
        super().__init__(
            f"这个数据文件夹自 {since} 起由另一台电脑“{machine}”打开，两台电脑同时使用会损坏数据，所以没有打开。"
            f"请先在“{machine}”上关闭绩效编报；确认那里已经关闭的，可以选择“仍然打开”。"
        )


class StoreOnNetwork(StoreError):
    """The folder is on a network drive, where the database cannot be kept safe."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        super().__init__(
            f"数据文件夹“{folder}”在网络位置上。网络文件夹不能保证数据在断网、断电时不损坏，所以没有打开。"
            "请改放在本机硬盘上；需要给别人时，用“导出数据包”。"
        )
