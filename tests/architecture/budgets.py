"""The size and shape of the code: each check gives its complaints, an empty list when it has none."""

import ast
import io
import tokenize
from collections.abc import Iterator
from pathlib import Path

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 40
MAX_PARAMETERS = 5
MAX_POSITIONAL = 2
MAX_FOLDERS = 4
MIN_REASON_WORDS = 3
DRAWERS = frozenset({"helper", "helpers", "util", "utils", "misc", "common"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def long_file(name: str, source: str) -> list[str]:
    lines = len(source.splitlines())
    if lines <= MAX_FILE_LINES:
        return []
    return [f"{name}: {lines} lines; at most {MAX_FILE_LINES}. Split it where its subject divides."]


def drawer(name: str) -> list[str]:
    if Path(name).stem not in DRAWERS:
        return []
    return [f"{name}: a drawer without a subject. Name the file after what it holds, or move each piece to its user."]


def deep_file(name: str) -> list[str]:
    """`name` is relative to the package."""
    folders = len(Path(name).parts) - 1
    if folders <= MAX_FOLDERS:
        return []
    return [f"{name}: {folders} folders deep; at most {MAX_FOLDERS} under the package."]


def long_functions(name: str, source: str) -> list[str]:
    limit = f"at most {MAX_FUNCTION_LINES}"
    return [
        f"{name}:{function.lineno}: {function.name} has {lines} lines beside its docstring; {limit}."
        for function in _functions(source)
        if (lines := _lines(function)) > MAX_FUNCTION_LINES
    ]


def crowded_parameters(name: str, source: str) -> list[str]:
    complaints = []
    for function in _functions(source):
        if _shape_is_given(function):
            continue
        positional = len([argument for argument in _positional(function) if argument not in {"self", "cls"}])
        total = positional + len(function.args.kwonlyargs)
        where = f"{name}:{function.lineno}: {function.name}"
        if total > MAX_PARAMETERS:
            complaints.append(f"{where} takes {total} parameters; at most {MAX_PARAMETERS}. Group them in a dataclass.")
        if positional > MAX_POSITIONAL:
            complaints.append(
                f"{where} takes {positional} positional parameters; at most {MAX_POSITIONAL}. Put `*` before the rest."
            )
    return complaints


def hidden_imports(name: str, source: str) -> list[str]:
    comments = _comments(source)
    imports = {
        node.lineno
        for function in _functions(source)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    }
    return [
        f"{name}:{line}: an import inside a function. Move it to the top, or say why it stands here in a comment."
        for line in sorted(imports)
        if not any(_gives_a_reason(comments.get(number, "")) for number in (line, line - 1))
    ]


def _functions(source: str) -> Iterator[Function]:
    return (node for node in ast.walk(ast.parse(source)) if isinstance(node, Function))


def _lines(function: Function) -> int:
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    if ast.get_docstring(function) is None:
        return whole
    docstring = function.body[0]
    return whole - ((docstring.end_lineno or docstring.lineno) - docstring.lineno + 1)


def _positional(function: Function) -> list[str]:
    return [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]


def _shape_is_given(function: Function) -> bool:
    """Python or a base class has fixed the parameters: `__exit__`, or a method marked `@override`."""
    dictated = function.name.startswith("__") and function.name not in {"__init__", "__new__", "__call__"}
    return dictated or any(ast.unparse(mark).endswith("override") for mark in function.decorator_list)


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {token.start[0]: token.string for token in tokens if token.type == tokenize.COMMENT}


def _gives_a_reason(comment: str) -> bool:
    """A `noqa` with its code is no reason; what is written beside it may be."""
    words = [word for word in comment.strip("# ").split() if word.isalpha() and word != "noqa"]
    return len(words) >= MIN_REASON_WORDS
