"""Titles and forms of address: what stands before or behind a name and is no part of it. Own compilation.

Words that people also bear as names (King, Prince, Sen, 양) are left out: a name must never lose a part of itself.
"""

from __future__ import annotations

ADDRESSES = frozenset(
    {
        "mr", "mrs", "ms", "miss", "mister", "dr", "prof", "professor", "sir", "madam", "general", "marshal",
        "comrade", "col", "colonel", "lt", "capt", "captain", "rev", "ambassador", "minister", "president",
        "chairman", "chairwoman", "chairperson", "director", "senator", "governor", "chancellor", "premier",
        "prime", "vice", "deputy", "foreign", "supreme", "leader", "spokesman", "spokeswoman", "господин",
        "госпожа", "тов", "товарищ", "г-н", "г-жа", "президент", "министр", "посол", "председатель", "премьер",
        "маршал", "선생님", "선생", "동지", "동무", "여사", "씨", "님", "先生", "女士", "小姐", "同志",
    }
)  # fmt: skip
"""Words that nobody is called."""

OFFICES = frozenset(
    {
        "대통령", "주석", "수령", "장군", "원수", "대장", "상장", "중장", "총리", "국무총리", "부총리",
        "내각총리", "수상", "장관", "차관", "외무상", "외상", "부상", "위원장", "국무위원장", "부위원장",
        "상임위원장", "총비서", "비서", "서기", "총서기", "의원", "의장", "대표", "대사", "공사", "총영사",
        "영사", "총재", "총장", "회장", "부회장", "사장", "부장", "부부장", "국장", "과장", "시장", "지사",
        "도지사", "군수", "교수", "박사", "교장", "목사", "신부", "스님", "판사", "검사", "변호사", "의사",
        "기자", "감독", "夫人", "主席", "副主席", "总统", "總統", "总理", "總理", "副总理", "外长", "外長",
        "部长", "部長", "副部长", "大使", "书记", "書記", "总书记", "總書記", "委员长", "委員長", "国务委员",
        "常委", "发言人", "發言人", "将军", "將軍", "元帅", "元帥", "上将", "中将", "少将", "大将", "教授",
        "博士", "院士", "老师", "老師", "校长", "校長", "主任", "市长", "市長", "省长", "议员", "議員", "特首",
        "律师", "律師", "医生", "醫生", "记者", "記者", "牧师", "牧師", "神父", "董事长", "董事長", "经理",
        "經理",
    }
)  # fmt: skip
"""Words that may be a given name behind a single surname, 김 대표, and are taken away where a whole name is left."""

_LEFT_IN_HANGUL, _LEFT_IN_HAN = 3, 2

BEHIND = (
    dict.fromkeys(("선생님", "선생", "동지", "동무", "여사", "先生", "女士", "小姐", "同志"), 2)
    | dict.fromkeys(("씨", "님"), 3)
    | {word: _LEFT_IN_HANGUL if word >= "가" else _LEFT_IN_HAN for word in sorted(OFFICES)}
)
"""Those that are written in one with the name before them, with how many letters of the name must be left."""
