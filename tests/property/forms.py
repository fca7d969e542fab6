"""Generated cases in every form that leaves: what is written, and what may be in it. The texts are made to break."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PIL import Image

from wellfounded.letters.check import Permitted, problems_of_parsed, texts_of
from wellfounded.letters.decision.letter import Letter, Numbered, Rest
from wellfounded.letters.decision.render import letter_docx, letter_pdf
from wellfounded.letters.decision.wording import SAY
from wellfounded.letters.outside.paper import Outside, outside_pdf
from wellfounded.letters.own_file.paper import OwnFile, file_pdf
from wellfounded.letters.own_file.parts import Section
from wellfounded.letters.package import packed, timeless
from wellfounded.persons.exchange.files import as_csv, as_xlsx, written_cells
from wellfounded.persons.exchange.row import COLUMNS
from wellfounded.vault.parsers import NotThisType, leaving

# What breaks papers, lists and those who read them back: formulas, marks, signs nobody sees, scripts of four writings.
PIECES = (
    *(
        "리설화",
        "김금순",
        "金英姬",
        "Ri Seol-hwa",
        "O’Connor",
        "Müller",
        "=1+1",
        "+82 10",
        "-3",
        "@x",
        "'tis",
        '"quoted"',
    ),
    *("a,b", "a;b", "a|b", "a\\b", "<b>bold</b>", "&amp;", "{{ 7*7 }}", "%(name)s", "1/2", "1 / 2", "ﬁne", "½"),
    *("난 1992년에 났다.", "她说，他们打她。", "He said: “no”.", "well-founded fear", "co-operate", "e.g. 3.", "№ 7"),
    *("\u202eevil", "\u200bwidth", "é", "é", "x" * 60, "혜산시 강안동 12인민반", "para 45", "E1, p. 3"),
)
LANGUAGES = ("en", "ko", "zh-hans")
# Words of compartments that no form may ever take along.
CANARIES = ("canary-medical-7Q", "canary-source-9Z", "canary-contact-4K")


@dataclass(frozen=True)
class Form:
    """One form of one case: the file, how it is read back, and what may be in it."""

    name: str
    content: bytes
    read_as: str
    permitted: Permitted

    def problems(self) -> list[str]:
        """As the gate would find them; in this process, since a child for each of thousands takes hours."""
        try:
            found = leaving.parse(self.content, {"form": self.read_as}).result
        except NotThisType:
            return ["not of this form"]
        return problems_of_parsed(found, permitted=self.permitted)


def forms_of(seed: int) -> list[Form]:
    """One generated case in every form."""
    dice = random.Random(f"form {seed}")  # noqa: S311 - no secret is drawn here
    return [make(dice) for make in FORMS.values()]


def text(dice: random.Random, most: int = 12) -> str:
    return " ".join(dice.choice(PIECES) for _ in range(dice.randint(1, most)))


def _letter(dice: random.Random) -> Letter:
    numbers = iter(range(1, 99))

    def paragraphs(most: int) -> tuple[Numbered, ...]:
        return tuple(Numbered(next(numbers), text(dice, 60)) for _ in range(dice.randint(0, most)))

    say = {name: str(said) for name, said in SAY.items()}
    return Letter(
        language=dice.choice(LANGUAGES),
        office=text(dice, 3),
        title=say["title"],
        to=say["to"] % {"case": _number(dice)},
        dated=say["dated"] % {"day": "3 June 2024"},
        banners=tuple(say[name] for name in ("fictional", "draft") if dice.random() < 0.5),
        outcome=paragraphs(1),
        reasons=paragraphs(25),
        appeal=paragraphs(3),
        appeal_says=(say["appeal_how"], say["no_return"]),
        rights=tuple(say[name] for name in ("own_file", "explain")),
        words=(say["word_refugee"],),
        signed=text(dice, 4),
        rests=tuple(Rest(dice.randint(1, 40), text(dice, 6), text(dice, 2)) for _ in range(dice.randint(0, 9))),
        say=say,
    )


def _number(dice: random.Random) -> str:
    return f"C-{dice.randrange(10**4):04}-{dice.choice('ABCDEFGH')}"


def decision_pdf(dice: random.Random) -> Form:
    letter = _letter(dice)
    permitted = Permitted(people=1, texts=tuple(texts_of(letter)), running=letter.title)
    return Form("letter as PDF", letter_pdf(letter), "pdf", permitted)


def decision_docx(dice: random.Random) -> Form:
    letter = _letter(dice)
    return Form("letter as DOCX", letter_docx(letter), "docx", Permitted(people=1, texts=tuple(texts_of(letter))))


def own_file(dice: random.Random) -> Form:
    file = OwnFile(
        language=dice.choice(LANGUAGES),
        office=text(dice, 3),
        title="Your own file",
        number=_number(dice),
        dated="2024-06-03",
        banners=(),
        sections=tuple(
            Section(text(dice, 3), tuple(text(dice, 40) for _ in range(dice.randint(0, 12))))
            for _ in range(dice.randint(1, 6))
        ),
        kept_back="Kept back",
        nothing="Nothing of this is on the file.",
    )
    running = f"{file.title} {file.number}"
    return Form(
        "own file", file_pdf(file), "pdf", Permitted(people=1, texts=(*texts_of(file), running), running=running)
    )


def extract(dice: random.Random) -> Form:
    paper = Outside("en", text(dice, 3), "Extract", text(dice, 3), "2024-06-03", (), (text(dice),), (text(dice, 4),))
    permitted = Permitted(people=1, texts=tuple(texts_of(paper)), running=paper.title)
    return Form("extract", outside_pdf(paper), "pdf", permitted)


def state_letter(dice: random.Random) -> Form:
    lines = ("Fewer than five people are meant here.", "This letter names nobody.")
    paper = Outside("en", text(dice, 3), "Letter to an authority", text(dice, 3), "2024-06-03", (), lines)
    permitted = Permitted(people=0, texts=tuple(texts_of(paper)), running=paper.title)
    return Form("letter to an authority", outside_pdf(paper), "pdf", permitted)


def _rows(dice: random.Random) -> list[dict[str, str]]:
    return [
        {column: text(dice, 4) if dice.random() < 0.6 else "" for column in COLUMNS} for _ in range(dice.randint(1, 40))
    ]


def _permitted(rows: list[dict[str, str]]) -> Permitted:
    return Permitted(people=len(rows), rows=(tuple(COLUMNS), *(written_cells(row) for row in rows)))


def register_csv(dice: random.Random) -> Form:
    rows = _rows(dice)
    return Form("list as CSV", as_csv(rows), "csv", _permitted(rows))


def register_xlsx(dice: random.Random) -> Form:
    rows = _rows(dice)
    return Form("list as XLSX", timeless(as_xlsx(rows)), "xlsx", _permitted(rows))


def case_file(dice: random.Random) -> Form:
    data: dict[str, Any] = {"case": _number(dice), "facts": {text(dice, 1): text(dice) for _ in range(20)}}
    content = json.dumps(data, ensure_ascii=False, indent=2).encode()
    return Form("case file", content, "json", Permitted(people=1, data=data))


def bundle(dice: random.Random) -> Form:
    number = _number(dice)
    files = {f"{number}/data/decision/en/{n:03}.txt": text(dice, 60).encode() for n in range(dice.randint(1, 20))}
    files[f"{number}/data/exhibits/E1/0001.png"] = picture(dice)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return Form("bundle", packed(files), "zip", Permitted(people=1, files=hashes))


def picture(dice: random.Random) -> bytes:
    import io  # noqa: PLC0415 - of this maker alone

    out = io.BytesIO()
    Image.new("RGB", (dice.randint(1, 60), dice.randint(1, 60)), "navy").save(out, format="PNG")
    return out.getvalue()


FORMS: dict[str, Callable[[random.Random], Form]] = {
    "decision_pdf": decision_pdf,
    "decision_docx": decision_docx,
    "own_file": own_file,
    "extract": extract,
    "state_letter": state_letter,
    "register_csv": register_csv,
    "register_xlsx": register_xlsx,
    "case_file": case_file,
    "bundle": bundle,
}
