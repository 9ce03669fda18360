"""Help: the keys, where the data lie, every rule, and what this program is."""

from __future__ import annotations

from PySide6.QtWidgets import QTabWidget, QTextBrowser, QWidget

from services import __version__
from services.rules.catalogue import all_rules
from services.store.store import Store
from ui.dialogs.base import Dialog

_KEYS = (
    ("回车 / Shift+回车", "向下 / 向上一格"),
    ("Tab / Shift+Tab", "下一个 / 上一个可填的格"),
    ("直接打字", "替换原内容"),
    ("F2", "接着原内容改"),
    ("Alt+回车", "格内换行"),
    ("Esc", "不改了"),
    ("Ctrl+C / Ctrl+V", "与 Excel、WPS 成块复制粘贴"),
    ("Ctrl+D", "向下填充"),
    ("Insert / Ctrl+Delete", "插入 / 删除一行指标"),
    ("Alt+↑ / Alt+↓", "上移 / 下移一行"),
    ("Ctrl+Z / Ctrl+Y", "撤销 / 重做"),
    ("Ctrl+F", "查找全部表"),
    ("F4", "下一条审核结果"),
    ("F7 / Ctrl+P", "预览 / 打印"),
    ("F8", "重新审核"),
    ("Ctrl+E", "导出"),
)


class HelpDialog(Dialog):
    """Three pages: use, rules, about."""

    def __init__(self, parent: QWidget | None, store: Store) -> None:
        super().__init__(parent, "帮助")
        self.resize(760, 560)
        tabs = QTabWidget()
        for title, html in (("使用", _usage(store)), ("审核规则", _rules()), ("关于", _about())):
            page = QTextBrowser()
            page.setHtml(html)
            tabs.addTab(page, title)
        self.column.addWidget(tabs)
        self.add_buttons("关闭", "")


def _usage(store: Store) -> str:
    keys = "".join(f"<tr><td style='padding:3px 18px 3px 0'><b>{key}</b></td><td>{what}</td></tr>" for key, what in _KEYS)
    return (
        "<p>表就是录入界面：填在表上，印出来就是这张表。不需要保存，每填一格立即存盘。</p>"
        f"<table>{keys}</table>"
        f"<p><b>数据在哪里</b>：{store.places.folder}<br>换电脑时，用“导出数据包”带走一份编报，或者把整个文件夹复制过去。</p>"
    )


def _rules() -> str:
    rows = "".join(
        f"<tr><td style='padding:4px 10px 4px 0'><b>{rule.id}</b></td><td>{rule.severity.value}</td>"
        f"<td style='padding-left:10px'><b>{rule.title}</b><br>{rule.remedy}<br><span style='color:#6B7280'>依据：{rule.basis}</span></td></tr>"
        for rule in all_rules().values()
    )
    return f"<table>{rows}</table>"


def _about() -> str:
    return (
        f"<h3>绩效编报 {__version__}</h3><p>预算绩效自评表的录入、审核、打印和导出。不联网，数据只在这台电脑上。</p>"
        "<p>字体：思源宋体、思源黑体（SIL OFL 1.1）。界面：Qt / PySide6（LGPL）。</p>"
    )
