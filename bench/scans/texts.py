"""Texts of our own, to be rendered and read again: none is quoted from anywhere."""

from __future__ import annotations

from wellfounded.evidence.search.language import Language

TEXTS = {
    Language.ENGLISH: """III. Freedom of movement

57. Nobody may leave the country without a permit, and hardly anybody is given one. The Criminal Code
of 2012 punishes unauthorised crossing with up to one year of labour, and with five years or more
where the act is called serious (arts. 221 and 62). Officials decide which it is; no court was seen to.

58. Of 118 persons whom the mission met between 3 March and 27 June 2019, 97 had crossed the river at
night, most of them near towns where it is less than 40 metres wide. Brokers asked for 2,500 to 12,000
dollars. “We paid with the money that my mother had kept for her funeral,” a woman of 34 said.

59. Those who are caught on the far bank are held for some days in a border station, photographed, and
driven back over one of six bridges. What follows depends on three questions: whom did you meet, did you
pray, and did you want to go on to the South? (See annex II, table 4; cf. A/HRC/40/66, paras. 31-33.)

60. The Government replied on 14 August 2019 that "no citizen has ever been punished for travelling",
and that the mission's findings were "a fabrication from beginning to end".""",
    Language.KOREAN: """제3장 이동의 자유

57. 허가 없이는 누구도 나라를 떠날 수 없으며 허가를 받는 사람은 거의 없다. 2012년 형법은
비법적인 국경 출입을 1년 이하의 로동단련형으로, 정상이 무거운 경우에는 5년 이상의 로동교화형으로
처벌한다(제221조와 제62조). 어느 쪽인지는 관리가 정하며 재판을 보았다는 사람은 없었다.

58. 조사단이 2019년 3월 3일부터 6월 27일까지 만난 118명 가운데 97명은 밤에 강을 건넜고, 대부분은
강폭이 40미터가 되지 않는 도시 근처에서 건넜다. 중개인은 2,500달러에서 12,000달러를 요구하였다.
“어머니가 장례에 쓰려고 모아 두신 돈으로 냈습니다.”라고 서른네 살의 여성이 말했다.

59. 건너편에서 붙잡힌 사람은 며칠 동안 국경 초소에 갇혀 사진을 찍히고 여섯 다리 가운데 하나를 지나
되돌려 보내진다. 그 뒤의 일은 세 가지 질문에 달려 있다. 누구를 만났는가, 기도를 하였는가,
남쪽으로 가려고 하였는가. (부록 2, 표 4 참조. 문서 A/HRC/40/66, 제31-33항과 비교.)

60. 정부는 2019년 8월 14일에 여행하였다는 리유로 처벌받은 공민은 한 사람도 없으며 조사단의 결론은
처음부터 끝까지 날조된 것이라고 회답하였다.""",
    Language.CHINESE: """第三章 迁徙自由

57. 没有许可，任何人都不得离开该国，而几乎没有人得到过许可。二〇一二年的刑法规定，
非法越境者处一年以下劳动教养；情节严重的，处五年以上徒刑（第二百二十一条和第六十二条）。
属于哪一种情况由官员决定；没有人见过法庭审理此类案件。

58. 考察团于2019年3月3日至6月27日会见了118人，其中97人是在夜里过江的，多数人选择了
江面不到40米宽的城镇附近。中间人索要2500至12000美元不等。一名三十四岁的妇女说：
“我们用的是母亲为自己办后事存下的钱。”

59. 在对岸被抓住的人，先在边防站关押几天，拍照，然后经六座桥中的一座被送回。
此后的遭遇取决于三个问题：你见过谁，你有没有祷告，你是不是想去南方？
（见附件二，表4；参看A/HRC/40/66号文件，第31至33段。）

60. 该国政府于2019年8月14日答复说，从来没有公民因为旅行而受到处罚，
考察团的结论从头到尾都是捏造的。""",
}
