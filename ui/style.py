"""The style sheet of the interface, made from the tokens."""

from __future__ import annotations

from string import Template

from ui import tokens

_SHEET = Template("""
QWidget { color: $INK; font-size: ${TEXT}px; }
QMainWindow, #frame { background: $FRAME; }
#topbar QToolButton { padding: 6px 9px; }
#topbar { background: $PAPER; border-bottom: 1px solid $LINE; }
#sidebar, #findings { background: $PANEL; }
#sidebar { border: none; border-right: 1px solid $LINE; }
#entries { background: $PANEL; border: none; outline: none; }
#opening { color: $SECONDARY; qproperty-alignment: AlignCenter; }
#trouble { color: $ERROR; }
#fields, #fields > QWidget > QWidget { background: transparent; }
#reasonbar { background: $WARNING_TINT; border-bottom: 1px solid #EFD9A6; }
#findings { border-left: 1px solid $LINE; }
#formbar QToolButton { padding: 4px 6px; }
#formbar QToolButton#pill { padding: 3px 10px; }
#formbar { background: $FRAME; border-bottom: 1px solid $LINE; }
#statusbar QLabel { background: transparent; }
#statusbar { background: $PANEL; border-top: 1px solid $LINE; color: $SECONDARY; }
#statusbar QLabel { color: $SECONDARY; font-size: ${SMALL}px; }
#statusbar QLabel#how { color: $INK; }
#statusbar QLabel#done { color: #256B47; }
#statusbar QLabel#failed { color: $ERROR; font-weight: 600; }
#formtitle { font-size: 16px; font-weight: 600; }
#heading { font-size: ${HEADING}px; font-weight: 600; }
#muted { color: $SECONDARY; font-size: ${SMALL}px; }
QToolButton { border: none; border-radius: ${RADIUS}px; padding: 6px 10px; background: transparent; }
QToolButton:hover { background: $SELECTION; }
QToolButton:pressed { background: $LINE; }
QToolButton:disabled { color: #B6BCC6; }
QToolButton:focus { outline: none; border: 1px solid $ACCENT; }
QToolButton#primary, QPushButton#primary { background: $ACCENT; color: white; }
QToolButton#primary:hover, QPushButton#primary:hover { background: #174F8E; }
QToolButton#primary:disabled, QPushButton#primary:disabled { background: #C3D3E6; border-color: #C3D3E6; color: white; }
QToolButton#filing { border: 1px solid $LINE; background: $PANEL; font-weight: 600; padding: 6px 12px; }
QToolButton#pill {
  border: 1px solid $LINE; border-radius: 12px; padding: 3px 12px; background: $PAPER; font-size: ${SMALL}px; }
#findings QToolButton#pill { padding: 3px 8px; }
QToolButton#pill:checked { background: $INK; color: white; border-color: $INK; }
QToolButton#link { color: $ACCENT; padding: 0 12px 0 0; }
QToolButton#link:hover { background: transparent; text-decoration: underline; }
QPushButton {
  border: 1px solid $LINE; border-radius: ${RADIUS}px; padding: 6px 16px; background: $PAPER; min-height: 18px; }
QPushButton:hover { background: $SELECTION; }
QPushButton:focus { border-color: $ACCENT; }
QPushButton:disabled { color: #B6BCC6; background: $PANEL; }
QPushButton#primary { border-color: $ACCENT; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox {
  border: 1px solid $LINE; border-radius: ${RADIUS}px; padding: 5px 8px; background: $PAPER;
  selection-background-color: $ACCENT; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus { border: 1px solid $ACCENT; }
QLineEdit#search { background: $PANEL; }
QComboBox::drop-down { border: none; width: 22px; }
QMenu { background: $PAPER; border: 1px solid $LINE; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $SELECTION; }
QMenu::item:disabled { color: #B6BCC6; }
QMenu::separator { height: 1px; background: $LINE; margin: 4px 8px; }
QListView, QTreeView, QTableView { background: $PAPER; border: 1px solid $LINE; outline: none;
  selection-background-color: $SELECTION; selection-color: $INK; }
QHeaderView::section { background: $FORM_LABEL; border: none; border-bottom: 1px solid $LINE; padding: 6px; }
QDialog { background: $PANEL; }
QScrollBar:vertical { width: 12px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 12px; background: transparent; margin: 0; }
QScrollBar::handle { background: #C3C9D2; border-radius: 4px; margin: 2px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: #A5ADB9; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QToolTip { background: $INK; color: white; border: none; padding: 4px 8px; }
QProgressBar { border: 1px solid $LINE; border-radius: 4px; background: $PAPER; height: 12px; text-align: center; }
QProgressBar::chunk { background: $ACCENT; border-radius: 3px; }
#panel { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; }
#card { background: $PAPER; border: 1px solid $LINE; border-left: 3px solid $SECONDARY; border-radius: ${RADIUS}px; }
#card[severity="错误"] { border-left-color: $ERROR; }
#card[severity="警告"] { border-left-color: $WARNING; }
#card[current="true"] { border-top-color: $ACCENT; border-right-color: $ACCENT; border-bottom-color: $ACCENT; }
#verdict { background: #EAF6EF; border-top: 1px solid $LINE; color: $DONE; font-weight: 600; }
#verdict[ready="false"] { background: $ERROR_TINT; color: #9B1C1C; }
#verdict QLabel { color: #26714A; font-weight: 600; }
#verdict[ready="false"] QLabel { color: #9B1C1C; }
#passage { font-size: 15px; border: none; padding: 0; background: transparent; border-radius: 0; }
#passagecard { background: $PAPER; border: 1px solid $LINE; border-radius: 8px; }
#passagecard[current="true"] { border-color: #9DBBDD; }
#column { background: $PAPER; }
#subheading { font-size: 14px; font-weight: 600; }
#badge { border-radius: 11px; padding: 2px 9px; font-size: ${SMALL}px; background: #E9F1FB; color: $ACCENT; }
#badge:hover { background: $SELECTION; }
#badge[state="已改写"] { background: #FDF0D3; color: #8A5A09; }
#badge[state="自由撰写"], #badge[state="自动附上"], #badge[state="不写"] { background: $FRAME; color: $SECONDARY; }
#badge[state="待撰写"] { background: $WARNING_TINT; color: #8A5A09; border: 1px solid #EFD9A6; }
#note { background: $PAPER; border: 1px solid #E3B2AC; border-radius: ${RADIUS}px; }
#note[severity="警告"] { border-color: #EFD9A6; }
#note[severity="提示"] { border-color: $LINE; }
#pagepanel { background: #E3E6EB; border-left: 1px solid $LINE; }
#desk { background: #E3E6EB; }
#pagefoot { background: $PANEL; border-top: 1px solid $LINE; }
#pagefoot QToolButton { padding: 1px 8px; font-size: 15px; }
#picker { background: $PANEL; border: 1px solid #B9C2CE; border-radius: 8px; }
#picker QListWidget { border: 1px solid $LINE; }
#returnbar { background: #EAF2FB; border-bottom: 1px solid #C9DCF1; }
#returnbar QToolButton#link { font-weight: 600; }
#lockbar { background: #EAF6EF; border-bottom: 1px solid $LINE; }
#lockbar QLabel { color: #26714A; font-weight: 600; }
#message { background: $WARNING_TINT; border-top: 1px solid #EFD9A6; }
#matches { padding: 4px; }
#matches::item { padding: 5px 8px; border-bottom: 1px solid #EEF0F3; color: $INK; }
#matches::item:selected { background: $SELECTION; }
#welcome { background: $PAPER; border: 1px solid $LINE; border-radius: 10px; }
""")


def style_sheet() -> str:
    """The style sheet for the whole application."""
    values = {name: value for name, value in vars(tokens).items() if isinstance(value, str | int)}
    return _SHEET.substitute(values)
