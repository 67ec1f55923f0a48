"""How an import of records goes (双公示导入流程). Pure; no database."""

from mingzheng.screens.flow import blocking_rows, import_flow

INTAKE_FLOW = import_flow(
    "publicity_import",
    "导入双公示",
    unless=(blocking_rows("还有 {} 处必须改。一次导入要么全部成功，要么全部不动，请先改好。"),),
    hints={
        "apply": "存成录入状态，还要送审、审核才公示；可以整批撤销",
        "undo": "有一条送审或公示了就不能整批撤销",
    },
)
