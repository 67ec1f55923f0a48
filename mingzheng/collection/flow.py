"""How an import goes (导入批次流程): read, confirmed, perhaps taken back. Pure; no database."""

from mingzheng.screens.flow import blocking_rows, import_flow

IMPORT_FLOW = import_flow(
    "import",
    "导入目录",
    unless=(blocking_rows("还有 {} 行有问题。一次导入要么全部成功，要么全部不动，请先改好。"),),
    hints={
        "apply": "写进本单位的目录草稿，还要送审、批复才施行；导入后可以整批撤销",
        "undo": "目录草稿回到导入前，留痕仍在",
        "drop": "目录不变，报告仍在导入记录里",
    },
)
