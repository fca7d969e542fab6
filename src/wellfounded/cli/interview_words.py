"""What the interview, and the finding of its answers, say besides the questions, in the languages of the catalogue."""

from __future__ import annotations

from wellfounded.law.case_file import Answer, FactState
from wellfounded.letters.questionnaire_words import ANSWERS

__all__ = ["ANSWERS", "KEYS", "PASS", "STATES", "STATE_KEYS", "STOP", "WORDS"]

KEYS = {
    Answer.YES: "y",
    Answer.NO: "n",
    Answer.VALUE: "a",
    Answer.DONT_KNOW: "d",
    Answer.CANNOT_SAY: "c",
    Answer.WONT_SAY: "w",
}
PASS, STOP = "p", "q"
STATES = {
    FactState.ESTABLISHED: {"en": "established", "ko": "인정됨", "zh-Hans": "已确认"},
    FactState.POSSIBLE: {"en": "possible", "ko": "가능성 있음", "zh-Hans": "可能"},
    FactState.REFUTED: {"en": "refuted", "ko": "반증됨", "zh-Hans": "已否定"},
    FactState.CONTRADICTED: {"en": "contradicted", "ko": "모순됨", "zh-Hans": "互相矛盾"},
}
STATE_KEYS = {
    FactState.ESTABLISHED: "e",
    FactState.POSSIBLE: "s",
    FactState.REFUTED: "r",
    FactState.CONTRADICTED: "x",
}

WORDS = {
    "pass": {"en": "pass over for now", "ko": "나중에 묻기", "zh-Hans": "先跳过"},
    "stop": {"en": "stop; everything is saved", "ko": "중단 (모두 저장됨)", "zh-Hans": "停止（已全部保存）"},
    "answer": {"en": "Answer", "ko": "대답", "zh-Hans": "回答"},
    "value": {"en": "What is the answer?", "ko": "답을 적어 주십시오", "zh-Hans": "请写下回答"},
    "words": {
        "en": "In the person's own words (Enter to leave empty)",
        "ko": "본인이 한 말 그대로 (없으면 Enter)",
        "zh-Hans": "本人的原话（没有则按 Enter）",
    },
    "not_an_answer": {
        "en": "Please choose one of the letters.",
        "ko": "글자 중 하나를 골라 주십시오.",
        "zh-Hans": "请选择其中一个字母。",
    },
    "put": {
        "en": "You answered this before. It could count against you, so you are asked once more what you wish to say:",
        "ko": "앞서 이 질문에 답하셨습니다. 그 답이 불리하게 작용할 수 있어 하실 말씀이 있는지 다시 묻습니다:",
        "zh-Hans": "这个问题您回答过。您的回答可能对您不利，所以再问您一次，您有什么要说明的：",
    },
    "put_found": {
        "en": "This stands on the file. It could count against you, so you are asked what you wish to say about it:",
        "ko": "기록에 이렇게 되어 있습니다. 불리하게 작용할 수 있어 하실 말씀이 있는지 묻습니다:",
        "zh-Hans": "档案中有这样的记录。它可能对您不利，所以请您说明：",
    },
    "sensitive": {
        "en": "The next question may be hard to hear. You need not answer it, and it can wait.",
        "ko": "다음 질문은 힘드실 수 있습니다. 답하지 않으셔도 되고, 나중에 하셔도 됩니다.",
        "zh-Hans": "下一个问题可能让您难受。您可以不回答，也可以以后再说。",
    },
    "look_up": {
        "en": "For the interviewer, not to be read out. To be looked up first, as it may spare other questions:",
        "ko": "면담관용이며 읽어 주지 않습니다. 다른 질문을 덜 수 있으니 먼저 확인하십시오:",
        "zh-Hans": "仅供面谈官，请勿念出。请先查明，这样可能省去其他问题：",
    },
    "reason": {
        "en": "What it rests on (without a reason nothing is found)",
        "ko": "근거 (근거가 없으면 판단으로 남지 않습니다)",
        "zh-Hans": "依据（没有依据就不作认定）",
    },
    "said": {"en": "Said", "ko": "한 말", "zh-Hans": "所说"},
    "found": {"en": "Found", "ko": "판단", "zh-Hans": "认定"},
    "not_a_finding": {
        "en": "You find this, not the program. What was said is the ground, never the finding.",
        "ko": "판단은 프로그램이 아니라 담당자가 합니다. 한 말은 근거일 뿐 판단이 아닙니다.",
        "zh-Hans": "由您认定，而不是由程序认定。所说的话只是依据，不是认定。",
    },
    "done": {
        "en": "Nothing is left to ask. Thank you.",
        "ko": "더 여쭐 것이 없습니다. 감사합니다.",
        "zh-Hans": "没有别的问题了。谢谢您。",
    },
    "free": {
        "en": "You may pause, pass over a question, or not answer. None of this counts as a “no”.",
        "ko": "쉬거나, 질문을 건너뛰거나, 답하지 않아도 됩니다. 어느 것도 “아니요”로 여기지 않습니다.",
        "zh-Hans": "您可以休息、跳过问题或不回答。这些都不会被当作“否”。",
    },
}
