"""Names of persons (姓名), by surname and by what stands beside them: a guess to help others."""

import re

from mingzheng.proofing.rules.reading import HAN

SINGLE = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛"
    "叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺"
    "赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁"
    "时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴"
    "华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来蔺郎蒙娄晏窦仇宿喻褚廉储佟计商冷佘党桑巫匡慕明艾仲"
)
DOUBLE = (
    "欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|令狐|夏侯|端木|长孙|宇文|闻人|"
    "钟离|轩辕|呼延|南宫"
)
# What a name after these is: no office, no place.
LABELS = (
    "姓名|申请人|户主|当事人|被处罚人|受助人|救助对象|低保对象|联系人|法定代表人|负责人|监护人|持证人|"
    "承包人|权利人|收款人|户名|学生|学员|患者|残疾人|经营者|投诉人|举报人|信访人|承租人"
)
# Words that begin like a surname and are none.
_NOT = (
    "高中|高校|高级|高新|高度|高速|高等|高温|高龄|方式|方法|方面|方案|方可|方便|安全|安排|安置|时间|时限|"
    "成员|成立|成果|成绩|成本|文件|文化|文明|文字|关于|关系|关爱|关注|管理|管辖|单位|单独|单项|车辆|车间|"
    "房屋|房产|边界|项目|目录|解决|解释|解答|任务|任何|任职|任命|包括|包装|强化|强制|强调|来源|来信|来电|"
    "向社|向上|于是|于年|常务|常住|常见|常委|明确|明显|金额|金融|水平|江苏|江西|江河|河北|路线|路段|路面|"
    "石油|石家|白天|白酒|严格|严重|严禁|严肃|易燃|计划|计算|计入|商业|商品|商务|商标|党员|党政|党组|党委|"
    "党支|查询|查处|查看|查验|华北|华东|古城|古建|米以|景区|景观|景点|游客|游泳|曲线|施工|施行|施策|施肥|"
    "段落|万元|万人|万户|程序|程度|许可|应当|余额|余人|余万|温度|温室|康复|康养|毛利|史料|白色|"
    "林业|林地|林木|林场|牛羊|马上|武装|武汉|武术|乔木|贺信|龙头|章程|章节|申请|申报|申诉|左右|祝贺|"
    "宁夏|宁波|柏油|阳光|卫生|卫健|欧洲|童年|盛会|费用|纪律|纪委|纪念|庄稼|莫名|齐全|齐抓|岳父|沈阳|"
    "唐山|苏州|徐州|郑州|广州|陶瓷|洪水|洪涝|颜色|伍佰|鲁迅|葛洲|柳州|桂林|晋升|蒙古|来自|宫颈|冷链|冷库|"
    "仲裁|储备|储存|储蓄|喻为|廉政|廉洁|廉租|桑蚕|司法|司机|何时|何种|何地|和平|谷物|谷类|田间|田地|汪洋|"
    "夏季|秋季|季度|季节|方向|常规|常年|范围|姜片|石材|孔径|白名|毛坯|顾问|顾客|侯车|龙舟|段长|雷电|雷击"
)
GIVEN = rf"[{HAN}]{{1,2}}"
NAME = rf"(?:(?:{DOUBLE}){GIVEN}|(?!{_NOT})[{SINGLE}]{GIVEN})"
SHORT_NAME = NAME.replace(GIVEN, f"{GIVEN}?")  # no longer than it must be
BY_LABEL = re.compile(rf"(?:{LABELS})(?:姓名)?[ :：\t|]{{1,3}}({NAME})(?![{HAN}])")
BY_TITLE = re.compile(rf"(?<![{HAN}])({NAME})(?=同志|先生|女士|[，、,] ?(?:男|女)[，、,。）)])")
TITLED = re.compile(r"同志|先生|女士|[，、,] ?[男女]")
CELL = re.compile(rf"(?:(?<=[\t|])|^) ?({NAME}) ?(?=[\t|]|$)")
_AREA = "省市区县乡镇村组街路局部厅委办处科所站院校会社司行店厂队班"


def names_in(text: str) -> list[tuple[int, int]]:
    """Where names of persons stand that a label, a title or a table cell shows to be names."""
    spans = {match.span(1) for match in BY_LABEL.finditer(text)}
    if TITLED.search(text):
        spans |= {match.span(1) for match in BY_TITLE.finditer(text)}
    if "\t" in text or "|" in text:
        spans |= {match.span(1) for match in CELL.finditer(text)}
    return sorted(span for span in spans if text[span[1] - 1] not in _AREA)


def masked_name(name: str) -> str:
    """张三丰 → 张**; 欧阳一 → 欧阳* (the surname stays)."""
    kept = 2 if re.match(DOUBLE, name) and len(name) > 2 else 1
    return name[:kept] + "*" * (len(name) - kept)
