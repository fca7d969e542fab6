"""What the columns of a table hold, told by their headings, and which columns are left out.

A heading is known by its letters and digits alone, so that `Date of Birth`, `date_of_birth` and `DateOfBirth (DD/MM)`
are one. Spanish is not among the languages: its M for a woman would be read as a man.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_WORDS = {
    "key": (
        "number; id; no; nr; key; case; case number; case no; case id; reference; reference number; ref; ref no; "
        "reference no; registration number; registration no; registration id; serial; serial number; record id; "
        "person id; individual id; individual number; file number; uid; 번호; 등록번호; 사건번호; 접수번호; "
        "관리번호; 编号; 編號; 登记号; 登記號; 案号; номер; регистрационный номер; numéro; nummer; الرقم; رقم"
    ),
    "name": (
        "name; names; full name; fullname; complete name; person name; alias; aliases; other name; other names; "
        "also known as; aka; nickname; maiden name; previous name; former name; name english; english name; "
        "korean name; chinese name; native name; local name; original name; latin name; name in english; "
        "name in korean; name in chinese; name original script; weak alias; name alias; 이름; 성명; 별명; 이명; "
        "한글이름; 한글성명; 영문이름; 영문성명; 한자이름; 한자성명; 姓名; 名字; 别名; 別名; 曾用名; 英文名; "
        "英文姓名; 中文名; 中文姓名; 韩文名; 韓文名; фио; имя и фамилия; полное имя; имя; псевдоним; nom; "
        "nom complet; nom et prénom; nom et prénoms; autres noms; vollständiger name; الاسم; الاسم الكامل; اسم"
    ),
    "surname": (
        "surname; surnames; family name; last name; lastname; 성; 성씨; 姓; 姓氏; фамилия; nom de famille; "
        "nachname; familienname; اللقب; اسم العائلة"
    ),
    "given": (
        "given name; given names; first name; first names; firstname; forename; forenames; second name; "
        "middle name; middle names; middlename; third name; fourth name; отчество; prénom; prénoms; vorname; "
        "vornamen; الاسم الأول"
    ),
    "birth": (
        "birth; born; date of birth; dob; birthdate; birth day; birthday; year of birth; birth year; yob; "
        "born on; 생년월일; 출생일; 출생일자; 생일; 생년; 출생년도; 출생연도; 出生日期; 出生; 出生年月; "
        "出生年月日; 生日; 出生年; 出生年份; дата рождения; год рождения; date de naissance; né le; née le; "
        "année de naissance; geburtsdatum; geburtsjahr; geboren; تاريخ الميلاد; تاريخ الولادة; سنة الميلاد"
    ),
    "sex": "sex; gender; 성별; 性别; 性別; пол; sexe; genre; geschlecht; الجنس",
    "place": (
        "place; place of birth; birthplace; birth place; pob; origin; place of origin; city of birth; "
        "origin location level; town of birth; province of birth; home town; birth city; 출생지; 고향; 본적; "
        "출신지; 出生地; 出生地点; 籍贯; 籍貫; место рождения; lieu de naissance; geburtsort; مكان الميلاد; "
        "مكان الولادة; محل الميلاد"
    ),
    "father": (
        "father; father name; father full name; name of father; fathersname; 아버지; 부; 부친; 아버지이름; "
        "부친성명; 父亲; 父親; 父亲姓名; 父親姓名; отец; имя отца; père; nom du père; vater; name des vaters; "
        "اسم الأب"
    ),
    "mother": (
        "mother; mother name; mother full name; name of mother; mothersname; 어머니; 모; 모친; 어머니이름; "
        "모친성명; 母亲; 母親; 母亲姓名; 母親姓名; мать; имя матери; mère; nom de la mère; mutter; "
        "name der mutter; اسم الأم"
    ),
    "paper": (
        "paper; passport; passport number; passport no; passport id; document; documents; document number; "
        "document no; document id; id number; id no; id card; id card number; identity card; identity number; "
        "national id; national id number; national number; identifier; identifiers; 증명서; 여권; 여권번호; "
        "신분증; 신분증번호; 주민등록번호; 공민증; 공민증번호; 证件号; 证件号码; 證件號碼; 护照; 護照; 护照号; "
        "护照号码; 護照號碼; 身份证号; 身份证号码; паспорт; номер паспорта; passeport; numéro de passeport; "
        "pass; passnummer; reisepass; رقم جواز السفر; جواز السفر"
    ),
}
WORDS = {part: tuple(words.split("; ")) for part, words in _WORDS.items()}
# Of these nothing is compared: nobody is born after one. So they are told among what is left out.
END = "end"
_ENDS = (
    "date of death; death date; dod; died; died on; deceased on; date of report; report date; reported on; "
    "date reported; date of registration; registration date; registered on; listed on; missing since; 사망일; "
    "사망일자; 사망년월일; 신고일; 신고일자; 등록일; 등록일자; 死亡日期; 死亡时间; 登记日期; 登記日期; 报告日期; "
    "дата смерти; дата регистрации; date de décès; date d'enregistrement; sterbedatum; todesdatum; gestorben; "
    "تاريخ الوفاة; تاريخ التسجيل"
)
# Where a table has other numbers besides, these count its rows and name nobody.
_COUNTING = ("number", "no", "nr", "serial", "serial number", "번호", "номер", "numéro", "nummer", "الرقم", "رقم")
# What a record has once: a second column of it is left out, and told.
_ONCE = frozenset({"key", "sex", "father", "mother"})
_BRACKETED = re.compile(r"[(\[{（【][^)\]}）】]*[)\]}）】]")
HEADING_SHOWN = 60
BEFORE_HEADINGS = 20  # rows, a title and the like, in which the headings are looked for


def _bare(heading: str) -> str:
    """Its letters and digits without what stands in brackets, without ’s, and without a number behind."""
    plain = _BRACKETED.sub(" ", unicodedata.normalize("NFKC", heading).casefold())
    plain = re.sub(r"[’']s\b", "", plain)
    return "".join(one for one in plain if one.isalnum() or unicodedata.category(one) == "Mn").rstrip("0123456789")


_PART_OF = {
    _bare(heading): part for part, headings in (*WORDS.items(), (END, _ENDS.split("; "))) for heading in headings
}


_COUNTS = frozenset(map(_bare, _COUNTING))
# By these an office's own list of registrations is known: several things stand in one cell of it, with what each is.
_OF_AN_OFFICE = frozenset({"individualid", "registrationgroupid", "names"})


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table.

    Attributes:
        parts: for each what it holds, None for one that is left out.
        left_out: the headings of those, and of what no record holds.
        of_an_office: whether it is the list of registrations that an office writes.
    """

    parts: tuple[str | None, ...]
    left_out: tuple[str, ...] = ()
    of_an_office: bool = False

    @property
    def named(self) -> bool:
        """Whether a column holds names, or two hold the parts of them."""
        return "name" in self.parts or self.apart

    @property
    def apart(self) -> bool:
        """Whether surnames and given names have columns of their own."""
        return {"surname", "given"} <= set(self.parts)

    @property
    def known(self) -> int:
        """How many are known: the right separator is the one that makes the most of them."""
        return sum(part not in {None, END} for part in self.parts)


def columns_of(headings: Sequence[str]) -> Columns:
    """What each column holds."""
    found = [_PART_OF.get(_bare(heading)) for heading in headings]
    numbers = [place for place, part in enumerate(found) if part == "key"]
    naming = [place for place in numbers if _bare(headings[place]) not in _COUNTS]
    once = {part: found.index(part) for part in _ONCE if part in found} | {"key": (naming or numbers or [-1])[0]}
    parts = [part if once.get(part or "", place) == place else None for place, part in enumerate(found)]
    left_out = [
        " ".join(heading.split())[:HEADING_SHOWN]
        for heading, part in zip(headings, parts, strict=True)
        if part in {None, END} and heading.strip()
    ]
    return Columns(tuple(parts), tuple(left_out), set(map(_bare, headings)) >= _OF_AN_OFFICE)
