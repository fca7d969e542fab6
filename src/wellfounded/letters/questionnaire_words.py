"""What the questionnaire, and the interview on the command line, say besides the questions of the catalogue."""

from __future__ import annotations

from wellfounded.law.case_file import Answer

ANSWERS = {
    Answer.YES: {"en": "yes", "ko": "예", "zh-Hans": "是"},
    Answer.NO: {"en": "no", "ko": "아니요", "zh-Hans": "否"},
    Answer.VALUE: {"en": "an answer", "ko": "답", "zh-Hans": "回答"},
    Answer.DONT_KNOW: {"en": "I do not know", "ko": "모르겠습니다", "zh-Hans": "不知道"},
    Answer.CANNOT_SAY: {"en": "I cannot say", "ko": "말할 수 없습니다", "zh-Hans": "说不上来"},
    Answer.WONT_SAY: {"en": "I do not want to say", "ko": "말하고 싶지 않습니다", "zh-Hans": "不想说"},
}
LANGUAGE_COLUMNS = {"en": "English (en)", "ko": "한국어 (ko)", "zh-Hans": "简体中文 (zh)"}
WORDS = {
    "title": {"en": "Questionnaire", "ko": "질문지", "zh-Hans": "问卷"},
    "beginning": {
        "en": "A number only, no name. Let the person tell freely first; then ask. Nothing has to be answered, and an "
        "answer is not yet a finding.",
        "ko": "이름 없이 번호만 적습니다. 먼저 자유롭게 말하게 하고, 그다음에 묻습니다. 꼭 답해야 하는 것은 없으며, "
        "답은 아직 판단이 아닙니다.",
        "zh-Hans": "只写编号，不写姓名。先让本人自由讲述，然后再问。没有必须回答的问题，回答还不是认定。",
    },
    "number": {"en": "Number of the case", "ko": "사건 번호", "zh-Hans": "案件编号"},
    "hard": {
        "en": "For the interviewer, not to be read out: is there a reason to ask what may hurt?",
        "ko": "면담관용이며 읽어 주지 않습니다: 힘들 수 있는 것을 물을 까닭이 있습니까?",
        "zh-Hans": "仅供面谈官，请勿念出：是否有理由询问可能让人难受的问题？",
    },
    "hard_reason": {"en": "What reason?", "ko": "어떤 까닭입니까?", "zh-Hans": "是什么理由？"},
    "person": {"en": "The person", "ko": "본인", "zh-Hans": "本人"},
    "country": {"en": "A country", "ko": "나라", "zh-Hans": "国家"},
    "which_country": {
        "en": "Which country? In turn: of nationality, of former residence, and where the person may be sent.",
        "ko": "어느 나라입니까? 국적국, 전에 살던 나라, 보내질 수 있는 나라를 차례로 적습니다.",
        "zh-Hans": "哪个国家？依次填写：国籍国、原居住国，以及可能被送往的国家。",
    },
    "value": {"en": "The answer", "ko": "답", "zh-Hans": "回答"},
    "words": {"en": "In the person’s own words", "ko": "본인이 한 말 그대로", "zh-Hans": "本人的原话"},
    "alone": {
        "en": "“I do not know” and the like stand alone.",
        "ko": "“모르겠습니다”와 같은 답은 홀로 고릅니다.",
        "zh-Hans": "“不知道”一类的回答只能单独选择。",
    },
}
