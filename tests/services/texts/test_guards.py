"""What looks like a contradiction and is none: nothing may be told."""

from __future__ import annotations

import pytest

from tests.services.texts.sentences import told

GUARDS = {
    "a change before 其中 is no total": "收入152.3亿元，比预算减少24.76亿元，其中财政拨款100.2亿元，事业收入52.1亿元。",
    "a semicolon starts a sibling": "年末在职134人，其中：行政人员60人，事业人员74人；退休51人。",
    "the list runs on past its total": "年末在职30人，其中：高级工17人，中级工12人，初级工1人，退休人员28人。",
    "several amounts could have changed": "收入900万元，支出800万元，比上年增加50万元，增长3.1%。",
    "part of the year": "截至10月底，预算执行数为600万元，全年预算1000万元，执行率为90%。",
    "of its own category": "项目16个，资金229.85万元，占一般公共预算项目支出总额的100%；其余资金10091.46万元。",
    "not counted": "预算单位1个，其中：行政单位1个，未独立核算的事业单位1个。",
    "an instruction": "说明项目资金支付是否与预算相符，到位100万元。资金使用90万元。",
    "nested 其中": "其中：涉及转移支付资金240万元，其中：中央资金140万元；省级资金100万元。",
    "open list": "办公费50万元，主要包括：纸张10.1万元、墨盒5.2万元等。",
    "two scopes": "现有教师33人，其中教授11人、副教授10人、博士生导师6人、名师1人。",
    "some of it only": "投入资金14.39亿元，其中筹资5000万元提高工资，在职职工人均月增资894元，退休职工人均月增资510元。",
    "two parts of an unknown whole": "资金总额100万元，其中：培训费30.5万元，会议费40.5万元。",
    "rough numbers": "培训约300人，其中：城镇120人，农村150人。",
    "bound": "预算数为100万元，决算数不超过90万元，执行率为95%。",
    "largest standard only": "发放500人，每人每月100元，另发一次性补贴每人800元，共计40万元。",
    "rates of several things at once": "新增就业1.14万人，再就业4474人，分别完成年计划的76.5%、89.5%。",
    "growth at constant prices": "生产总值43944.1亿元，比上年增长5.5%，第一产业4466.2亿元，同比增长2.6%。",
    "percentage points": "登记失业率3.37%，比年目标4%低0.63个百分点。",
    "etc. in names": "本部门内设机构4个，包括办公室、财务科、人事科等。",
    "和 inside a name": "内设机构3个，分别为办公室、就业促进和人力资源开发股、仲裁股。",
    "share of a list without total": "公务用车运行费决算12万元，占80%；公务接待费支出决算3万元，占20%。",
    "a form's question": "资金支付应与预算相符。资金到位100万元，资金使用90万元。",
    "zero": "与2021年0万元相比，因公出国（境）费支出0万元，下降0%。",
    "rounded total": "资金总额100万元，其中：中央60.25万元，省级30.1万元，县级9.8万元。",
    "rounding of many parts": "公用经费58.70万元，其中：办公费12.68万元，印刷费1.06万元，差旅费44.97万元。",
    "what is listed is not what is counted": "共涉及中央、省、市转移支付资金13项，涉及其中：中央资金100万元；省级资金50万元。",
    "year-end, not part of the year": "截至12月31日，资金到位100万元，资金使用100万元，使用率100%。",
}


@pytest.mark.parametrize("text", GUARDS.values(), ids=GUARDS)
def test_nothing_is_told(text: str):
    assert told(text) == []
