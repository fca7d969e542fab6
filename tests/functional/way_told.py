"""Of the whole way: who takes part, what is found and typed, and which pages are opened beside it."""

from __future__ import annotations

NAME = "한바다"
# What an adjudicator finds of North Korea, with its reason. With the risk below it carries the definition of a refugee.
FACTS = {
    "is_outside": "She sits in this room.",
    "recognised_as_national": "Speech, schooling and knowledge of the town fit.",
    "left_without_permission": "Crossed the river at night, told steadily.",
    "fears_return": "Says so, and it shows.",
    "exit_punished_severely": "Statute and practice agree.",
    "exit_seen_as_disloyalty": "Leaving is treated as betrayal.",
    "harm_forced_labour": "It is what those who are sent back meet.",
    "agent_is_state": "The State holds the camps.",
    "harm_for_reason": "She would be punished as disloyal, whatever drove her across.",
}
STAFF = {
    "interviewer": "interviewer",
    "interpreter": "interpreter",
    "adjudicator": "adjudicator",
    "reviewer": "reviewer",
    "second_reviewer": "reviewer",
    "third_reviewer": "reviewer",
    "counsel": "counsel",
}
# Pages that are only looked at after a step: who opens them, where, and a name.
BESIDE: dict[str, tuple[tuple[str, str, str], ...]] = {
    "plan": (
        ("interviewer", "interviews/1/note/", "note"),
        ("interviewer", "interviews/1/questions/", "questions"),
        ("interviewer", "interviews/1/stop/", "stop"),
        ("interviewer", "interviews/1/support/", "support"),
    ),
    "listen": (
        ("interviewer", "interviews/1/correct/1/", "correct"),
        ("interpreter", "interviews/1/interpreter-note/", "interpreter-note"),
    ),
    "find_facts": (
        ("adjudicator", "facts/PRK/left_without_permission/doubt/", "doubt"),
        ("adjudicator", "facts/PRK/left_without_permission/evidence/", "evidence-item"),
    ),
    "recommend": (("adjudicator", "recommend/withdraw/", "recommendation-withdraw"),),
    "draft": (
        ("adjudicator", "decision/paragraph/en/1/", "paragraph"),
        ("second_reviewer", "decision/send-back/", "send-back"),
    ),
    "sign": (("second_reviewer", "decision/withdraw/", "decision-withdraw"),),
    "serve": (
        ("reviewer", "cancellation/", "cancellation"),
        ("reviewer", "cessation/", "cessation"),
    ),
}
# And what is done beside it, before there is such a page.
ALSO = {"register": ("compare",), "serve": ("family", "export", "draw_sample"), "appeal": ("decide_appeal",)}
LOOKED_AT = "Looked at; it may stand."
# A paper of the applicant's, and what is pinned in it.
PAPER = "나는 그 강을 건넜습니다.\n아무도 우리를 도와주지 않았습니다.\n"
