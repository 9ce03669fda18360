"""Help: the keys, where the data lie, every rule, and what this program is."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QTabWidget, QTextBrowser, QWidget

from services import __version__
from services.rules.catalogue import all_rules
from services.store.store import Store
from ui.dialogs.base import Dialog
from ui.dialogs.licences import LicencesPage

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
    ("F6", "在表、审核结果、左边的列表之间移动"),
    ("Ctrl+PgDn / Ctrl+PgUp", "下一个 / 上一个项目"),
    ("Ctrl+回车", "从项目清单打开这一行的自评表"),
    ("Ctrl+R", "写改分理由"),
    ("F7 / Ctrl+P", "预览 / 打印"),
    ("F8", "重新审核"),
    ("Ctrl+E", "导出"),
)

_MOVING = (
    "<p><b>把数据搬到新电脑</b></p>"
    "<ol><li>在旧电脑上点左上角的编报名称，选“数据在哪里、换电脑…”，点“带走数据…”，把文件存到 U 盘。</li>"
    "<li>在新电脑上打开本程序，同样进到“数据在哪里、换电脑…”，点“取回数据…”，选 U 盘上的文件。</li>"
    "<li>核对编报和项目个数。以后只在新电脑上填写。</li></ol>"
    "<p>只带走一份编报时，点左上角的编报名称，选“导出数据包”，在新电脑上用“导入”打开。"
    "数据文件夹不要放在网络盘或同步盘里，也不要在两台电脑上轮流改同一份数据。</p>"
)


class HelpDialog(Dialog):
    """Four pages: use, rules, about, licences."""

    def __init__(self, parent: QWidget | None, store: Store) -> None:
        super().__init__(parent, "帮助")
        self.size_to(760, 560)
        tabs = QTabWidget()
        for title, html in (("使用", _usage(store)), ("审核规则", _rules()), ("关于", _about())):
            page = QTextBrowser()
            page.setAccessibleName(title)
            page.setOpenLinks(False)
            page.anchorClicked.connect(QDesktopServices.openUrl)
            page.setHtml(html)
            tabs.addTab(page, title)
        self.licences = LicencesPage()
        tabs.addTab(self.licences, "许可")
        tabs.currentChanged.connect(lambda tab: self.licences.fill() if tabs.widget(tab) is self.licences else None)
        self.column.addWidget(tabs)
        self.add_buttons("关闭", "")


def _usage(store: Store) -> str:
    folder = QUrl.fromLocalFile(store.places.folder).toString(QUrl.ComponentFormattingOption.FullyEncoded)
    keys = "".join(
        f"<tr><td style='padding:3px 18px 3px 0'><b>{key}</b></td><td>{what}</td></tr>" for key, what in _KEYS
    )
    return (
        "<p>表就是录入界面：填在表上，印出来就是这张表。不需要保存，每填一格立即存盘。</p>"
        f"<table>{keys}</table>"
        f"<p><b>数据在哪里</b>：{escape(str(store.places.folder))}　<a href='{folder}'>打开数据文件夹</a></p>"
        f"{_MOVING}"
    )


def _rules() -> str:
    rows = "".join(
        f"<tr><td style='padding:4px 10px 4px 0'><b>{rule.id}</b></td><td>{rule.severity.value}</td>"
        f"<td style='padding-left:10px'><b>{rule.title}</b><br>{rule.remedy}<br>"
        f"<span style='color:#6B7280'>依据：{rule.basis}</span></td></tr>"
        for rule in all_rules().values()
    )
    return f"<table>{rows}</table>"


def _about() -> str:
    return (
        f"<h3>绩效编报 {__version__}</h3><p>预算绩效自评表的录入、审核、打印和导出。不联网，数据只在这台电脑上。</p>"
        "<p>需要 Windows 10 1809 或更新的系统。本程序为 MIT 许可；界面使用未经修改的 Qt、PySide6（LGPL 3.0，"
        "可在文件夹版中换用自己编译的版本），字体为思源宋体、思源黑体（SIL OFL 1.1）。"
        "全部组件的名称、版本和许可证全文见“许可”一页。</p>"
    )
