"""Read citations of law (法条引用) out of docstrings and comments: the matter of docs/law.md."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DIGITS = "零一二三四五六七八九"
SHORT_NAMES = {"条例": "政府信息公开条例"}
ARTICLE = re.compile(r"第([零一二三四五六七八九十百千]+)条")
RANGE = re.compile(r"\s*(?:至|到|to|-|–)\s*")
# Statutes by name, with whatever stands between this name and the next.
STATUTE = re.compile(r"《([^》]{2,40})》([^《。]{0,60})")
ENGLISH = re.compile(r"\barts?\.? ([\d, and–-]+)")
DOCUMENT = re.compile(r"[\u4e00-\u9fff]{1,7}[发函规令]〔\d{4}〕\d+号")
STANDARD = re.compile(r"\b(?:GB|GM|GA|DA)(?:/T)? \d+(?:\.\d+)?-\d{4}")


@dataclass(frozen=True)
class Citation:
    """One article cited at one place; `article` is empty when the whole source is meant."""

    source: str
    article: str
    place: str
    is_test: bool


def chinese(number: int) -> str:
    """Return a number below 10000 as articles are numbered: 33 is 三十三, 201 is 二百零一."""
    words = ""
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            words += DIGITS[digit] + sign
        elif words and number and not words.endswith("零"):
            words += "零"
    return words.removeprefix("一") if words.startswith("一十") else words


NUMBERS = {chinese(number): number for number in range(1, 1500)}  # 民法典 has 1260 articles


def article_key(row: tuple[str, object]) -> tuple[int, str]:
    """Sort rows by the number of their article; the whole source first."""
    match = ARTICLE.match(row[0])
    return (NUMBERS.get(match.group(1), 9999) if match else 0, row[0])


def articles(text: str) -> list[int]:
    """Return the article numbers in what follows the name of a statute, ranges filled in."""
    found: list[int] = []
    end = -1
    for match in ARTICLE.finditer(text):
        number = NUMBERS.get(match.group(1), 0)
        if found and RANGE.fullmatch(text[end : match.start()]):
            found.extend(range(found[-1] + 1, number))
        found.append(number)
        end = match.end()
    for match in ENGLISH.finditer(text):
        for first, last in re.findall(r"(\d+)(?:[-–](\d+))?", match.group(1)):
            found.extend(range(int(first), int(last or first) + 1))
    return found


def cited(text: str) -> set[tuple[str, str]]:
    """Return the (source, article) pairs that a comment or docstring names."""
    text = re.sub(r"(?<=[\u4e00-\u9fff])\s*\n\s*(?=[\u4e00-\u9fff])", "", text)
    text = re.sub(r"\s*\n\s*", " ", text)
    pairs = {(source, "") for source in DOCUMENT.findall(text) + STANDARD.findall(text)}
    for name, rest in STATUTE.findall(text):
        source = f"《{SHORT_NAMES.get(name, name)}》"
        numbers = articles(rest)
        pairs |= {(source, f"第{chinese(n)}条") for n in numbers} or {(source, "")}
    return pairs


def _named_lines(tree: ast.Module) -> dict[int, str]:
    """Name every line after the function, class or constant that it belongs to; innermost wins."""
    names: dict[int, str] = {}

    def visit(node: ast.AST, outer: str) -> None:
        for child in ast.iter_child_nodes(node):
            name = outer
            if isinstance(child, ast.FunctionDef | ast.ClassDef):
                name = f"{outer}.{child.name}" if outer else child.name
            elif isinstance(child, ast.Assign | ast.AnnAssign) and not outer:
                target = child.targets[0] if isinstance(child, ast.Assign) else child.target
                name = target.id if isinstance(target, ast.Name) else outer
            if name != outer and hasattr(child, "lineno"):
                end = getattr(child, "end_lineno", child.lineno) or child.lineno
                names.update(dict.fromkeys(range(child.lineno, end + 1), name))
            visit(child, name)

    visit(tree, "")
    return names


def _prose(source: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, text) of every docstring and every comment."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            text = ast.get_docstring(node)
            if text:
                yield getattr(node, "lineno", 0), text
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def citations_in(path: Path, root: Path) -> list[Citation]:
    """Return the citations of one Python file, each with the name of its place."""
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    names = _named_lines(tree)
    relative = path.relative_to(root)
    is_test = "tests" in relative.parts
    module = ".".join(relative.with_suffix("").parts).removeprefix("mingzheng.")
    module = module.removesuffix(".__init__")
    return [
        Citation(law, article, f"{module}.{names[line]}" if line in names else module, is_test)
        for line, text in _prose(source, tree)
        for law, article in cited(text)
    ]
