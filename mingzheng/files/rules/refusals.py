"""The one way to say no to a file (拒收): a Chinese sentence, what is wrong and what to do."""


class Refused(ValueError):
    """This file is not taken in. `sentence` is shown to the person who uploaded it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


DAMAGED = "文件打不开，可能已经损坏。请用 WPS 或 Excel 打开后另存为 .xlsx，再上传。"
TOO_MUCH_INSIDE = (
    "文件解开以后大得不正常，像是压缩炸弹，没有打开。请把目录复制到一个新的 .xlsx 里再上传。"
)
TOO_MANY_CELLS = (
    "表格太大：一张表最多 20 万行、200 列。请删掉多余的行和列，或者分成几个文件再上传。"
)
MACROS = "文件里带有宏，为了安全没有打开。请另存为不带宏的 .xlsx 再上传。"
LOCKED = "文件加了打开密码，读不了。请在 WPS 或 Excel 里取消密码，保存后再上传。"
ENTITIES = "文件里有不该出现的实体定义（DTD），为了安全没有打开。请另存为新的 .xlsx 再上传。"
