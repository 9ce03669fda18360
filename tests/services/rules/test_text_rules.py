"""Every rule on written passages and on the figures beside the tables: passing, failing, boundary, blank."""

from __future__ import annotations

import pytest

from models.accounts_matters import LastYear, Matter, Occasion, ThreePublic, Vehicle
from models.enums import ProjectKind, VehicleKind
from models.record import Record
from services.filing.filing import Filing
from services.rules.catalogue import all_rules
from tests.services.rules.casebook import Case, amount, case, filing, indicator, missing_kinds, project, total
from tests.services.rules.passages import accounts_saying as saying
from tests.services.rules.passages import passage
from tests.services.rules.published_accounts import DEMO, shown


def kept(one: Record, **fields: object) -> Record:
    """One of the demonstration's single records with other values."""
    return one.model_copy(update={"id": f"{DEMO}:ONE", "filing_id": DEMO, **fields})


def three(**fields: object) -> Filing:
    figures = {name: amount(value) if name.startswith("re") else value for name, value in fields.items()}  # type: ignore[arg-type]
    return shown(None, kept(ThreePublic(filing_id=DEMO), **figures))


def occasion(place: int, value: str, **fields: object) -> Occasion:
    return Occasion(
        id=f"new-{place}", filing_id=DEMO, position=place, name=f"事项{place}", amount=amount(value), **fields
    )


def cars(purchase: str, running: str, bought: int | None, stock: int | None) -> Filing:
    row = Vehicle(id=f"{DEMO}:SEDAN", filing_id=DEMO, kind=VehicleKind.SEDAN, bought=bought, kept=stock)
    own = kept(ThreePublic(filing_id=DEMO), purchase=amount(purchase), running=amount(running))
    return shown(None, own, row)


def running(value: str | None) -> Filing:
    return shown(None, kept(Matter(filing_id=DEMO), running_cost=amount(value)))


def evaluated(text: str, outline: str = "N8", of: str = "") -> Filing:
    """A department and two projects with forms, about which the working report says this."""
    made = [
        project(
            fund("145.36"), indicator("≥43人", "40人", "新增见习人数"), id="p", name="就业补助资金", total_score=96
        ),
        project(fund("20"), id="q", name="社保经办经费", total_score=90),
        project(fund("165.36"), id="d", kind=ProjectKind.DEPARTMENT, total_score=86),
    ]
    base = filing(*made, year=2022)
    row = passage(text, "completion-result" if of else "own-text", outline, of)
    return Filing(base.unit, base.head, base.scheme, [*base.all_records(), ("passage", row)])


def fund(executed: str) -> tuple[str, dict[str, object]]:
    return total(None, "209.71", executed)


def last(total: str | None, appropriation: str | None) -> Filing:
    return shown(None, kept(LastYear(filing_id=DEMO), total=amount(total), appropriation=amount(appropriation)))


def kinds(*amounts: str) -> Filing:
    """The report on the department with what was spent on each kind of projects."""
    texts = [f"项目全年预算数{one}万元，执行数{one}万元。" if one else "按规定执行。" for one in amounts]
    return saying(*texts, keys=("personnel-text", "operation-text", "specific-text"), outline="N2")


CASES = [
    # ---- against the figures
    case("TX01", "passing", saying("2022年度收、支总计2113.98万元，比上年2762.63万元减少648.65万元。")),
    case("TX01", "failing", saying("2022年度收、支总计2131.98万元。"), says=["公开01表", "2113.98万元", "2131.98万元", "颠倒"]),
    case("TX01", "boundary", saying("2022年度收、支总计约2100万元，2020年收、支总计2400万元。")),
    case("TX01", "blank", saying("2022年度收、支总计与上年基本持平。")),
    case("TX02", "passing", saying("机关运行经费比2021年减少126.58万元。")),
    case("TX02", "failing", saying("水电费58.7万元，比2021年185.28万元减少162.58万元，明显下降。"),
         says=["185.28 − 58.7", "126.58万元", "162.58万元"]),
    case("TX02", "boundary", saying("办公费12.68万元，比上年13.18万元减少0.5万元。")),
    case("TX02", "blank", saying("比2021年有所减少。")),
    case("TX03", "passing", saying("办公费12.68万元，比2021年15.85万元减少3.17万元，下降20%。")),
    case("TX03", "failing", saying("印刷费15.85万元，比2021年12.68万元增加3.17万元，增长20%。"),
         says=["3.17", "25%", "20%", "除数"]),
    case("TX03", "boundary", saying("水电费100.05万元，比上年100万元增加0.05万元，增长0.05%。")),
    case("TX03", "blank", saying("印刷费比上年略有增长。")),
    case("TX04", "passing", saying("水电费15.85万元，比2021年12.68万元增加3.17万元。")),
    case("TX04", "failing", saying("水电费15.85万元，比2021年12.68万元减少3.17万元。"), says=["15.85 > 12.68", "减少"]),
    case("TX04", "boundary", saying("水电费0万元，比2021年0万元，下降0%。")),
    case("TX04", "blank", saying("水电费与上年持平。")),
    case("TX06", "passing", saying("来源中，拨款占99.52%，基金占0.48%，其他占0%。")),
    case("TX06", "failing", saying("来源中，拨款占99.52%，基金占0.58%，其他占0%。"), says=["100.1"]),
    case("TX06", "boundary", saying("来源中，拨款占33.33%，基金占33.33%，其他占33.33%。")),
    case("TX06", "blank", saying("来源中，拨款占比最大。")),
    case("TX07", "passing", saying("培训支出合计200万元，其中：线上50万元，占25%；线下150万元，占75%。")),
    case("TX07", "failing", saying("培训支出合计200万元，其中：线上50万元，占52%；线下150万元，占75%。"), says=["50 ÷ 200", "25%"]),
    case("TX07", "boundary", saying("培训支出合计300万元，其中：线上100万元，占33.3%；线下200万元，占66.7%。")),
    case("TX07", "blank", saying("培训支出200万元，线上占比较大。")),
    case("TX08", "passing", saying("基本支出909.74万元；其他收入0万元。")),
    case("TX08", "failing", saying("基本支出907.94万元。"), says=["公开03表", "909.74万元"]),
    case("TX08", "boundary", saying("基本支出909.7万元。")),
    case("TX08", "blank", saying("基本支出保障了机关运转。")),
    case("TX09", "passing", saying("一般公共预算财政拨款支出2104.04万元，占本年支出合计的99.53%。")),
    case("TX09", "failing", saying("一般公共预算财政拨款支出2104.04万元，占本年支出合计的95.99%，占比较大。"), says=["99.53%"]),
    case("TX09", "boundary", saying("一般公共预算财政拨款支出2104.04万元，占本年支出合计的99.5%。")),
    case("TX09", "blank", saying("一般公共预算财政拨款支出占本年支出合计的绝大部分。")),
    case("TX10", "passing", saying("卫生健康支出42.79万元；社会保障和就业支出（类）1989.15万元。")),
    case("TX10", "failing", saying("卫生健康支出47.29万元。"), says=["公开06表", "42.79万元"]),
    case("TX10", "boundary", saying("卫生健康支出42.78万元。"), says=["差 0.01万元"]),
    case("TX10", "blank", saying("卫生健康支出按规定使用。")),
    case("TX11", "passing", saying("就业补助（款）其他就业补助支出（项）：支出决算为1020.74万元。")),
    case("TX11", "failing", saying("就业补助（款）其他就业补助支出（项）：支出决算为1017.57万元。"), says=["1020.74万元"]),
    case("TX11", "boundary", saying("其他就业补助支出（项）：支出决算为1017.57万元。")),
    case("TX11", "blank", saying("就业补助（款）其他就业补助支出（项）：按规定使用。")),
    case("TX12", "passing", saying("年初预算为500万元，支出决算为520万元，完成年初预算的104%。")),
    case("TX12", "failing", saying("年初预算为500万元，支出决算为520万元，完成年初预算的140%。"), says=["520 ÷ 500", "104%"]),
    case("TX12", "boundary", saying("年初预算为300万元，支出决算为200万元，完成年初预算的66.7%。")),
    case("TX12", "blank", saying("支出决算完成了年初预算。")),
    case("TX13", "passing", saying("基本支出中，人员经费851.04万元，公用经费58.7万元。")),
    case("TX13", "failing", saying("基本支出中，人员经费851.04万元，办公费16.28万元。"), says=["办公费", "12.68万元"]),
    case("TX13", "boundary", saying("会议办公费16.28万元。")),
    case("TX13", "blank", saying("基本支出中，人员经费按标准编制。")),
    case("TX14", "passing", saying("手续费12.68万元、咨询费1.06万元。")),
    case("TX14", "failing", saying("手续费12.68、咨询费1.06、租金0.5万元。"), says=["手续费12.68", "2 个"]),
    case("TX14", "boundary", saying("版本1.06、2.5。")),
    case("TX14", "blank", saying("手续费、咨询费。")),
    case("TX15", "passing", saying("公务接待费0.32万元，国内公务接待3批次，25人次。")),
    case("TX15", "failing", saying("国内公务接待4批次，25人次。"), says=["3批次", "4批次"]),
    case("TX15", "boundary", saying("公务接待费不超过0.4万元。")),
    case("TX15", "blank", saying("公务接待按规定执行。")),
    case("TX16", "passing", saying("接待费完成预算100%，决算数等于预算数；出国费完成预算90%，决算数小于预算数。")),
    case("TX16", "failing", saying("该项支出完成预算100%。决算数小于预算数的主要原因是控制开支。"), says=["决算数小于预算数", "100%"]),
    case("TX16", "boundary", saying("该项支出完成预算99.99%，决算数略小于预算数。")),
    case("TX16", "blank", saying("决算数小于预算数。")),
    case("TX21", "passing", saying("机关运行经费58.7万元，比2021年减少126.58万元，下降68.32%。")),
    case("TX21", "failing", saying("机关运行经费87.5万元。"), says=["58.7万元", "87.5万元"]),
    case("TX21", "boundary", saying("机关运行经费预算60万元。")),
    case("TX21", "blank", saying("机关运行经费按规定使用。")),
    case("TX22", "passing", saying("政府采购支出总额273.98万元，其中：货物0万元、工程0万元、服务273.98万元。")),
    case("TX22", "failing", saying("采购支出300万元，其中：货物采购100万元、工程采购50万元、服务采购140.5万元。"), says=["290.5万元"]),
    case("TX22", "boundary", saying("采购支出300万元，其中：货物采购100.1万元，服务采购50.2万元等。")),
    case("TX22", "blank", saying("政府采购按规定进行。")),
    case("TX29", "passing", saying("实有职工70人，其中：行政人员6人，参公人员47人，聘用人员17人。")),
    case("TX29", "failing", saying("实有职工70人，其中：行政人员6人，参公人员31人，事业人员17人，聘用人员3人。"), says=["57人", "70人"]),
    case("TX29", "boundary", saying("实有职工70人，其中：党员30人，女职工20人，本科学历31人。")),
    case("TX29", "blank", saying("实有职工情况稳定。")),
    case("TX30", "passing", saying("下属单位2个，分别为就业中心、人才中心。")),
    case("TX30", "failing", saying("下属单位3个，分别为就业中心、人才中心。"), says=["3个", "2个"]),
    case("TX30", "boundary", saying("下属单位3个，包括就业中心、人才中心等。")),
    case("TX30", "blank", saying("下属单位分别为就业中心、人才中心。")),
    case("TX31", "passing", saying("350名学生每人补贴1500元，合计52.5万元。")),
    case("TX31", "failing", saying("350名学生每人补贴1500元，合计55.2万元。"), says=["350名 × 1500元", "52.5万元", "口径"]),
    case("TX31", "boundary", saying("350名学生每人补贴1500元，另有120名每人800元，合计62.1万元。")),
    case("TX31", "blank", saying("学生每人补贴1500元。")),
    case("TX32", "passing", saying("资金到位209.71万元，使用145.36万元，使用率69.31%。")),
    case("TX32", "failing", saying("资金到位209.71万元。资金使用145.36万元，资金支付与预算相符。"), says=["145.36 ÷ 209.71"]),
    case("TX32", "boundary", saying("截至9月底，资金到位209.71万元，使用145.36万元，使用率100%。")),
    case("TX32", "blank", saying("资金支付与预算相符。")),
    case("TX33", "passing", saying("专项资金403.1万元，其中：中央356万元，省级42万元，县级5.1万元。")),
    case("TX33", "failing", saying("专项资金22680.96万元，其中：中央19146.36万元；省级3474.6万元；市级240万元。"),
         says=["22860.96万元", "差 180.00万元", "如果只有"]),
    case("TX33", "boundary", saying("专项资金58.70万元，其中：中央12.68万元，省级1.06万元，县级44.97万元。")),
    case("TX33", "blank", saying("专项资金由中央、省级和县级承担。")),
    case("TX35", "passing", saying("再就业1750人（完成全年指标1400人的125%）。")),
    case("TX35", "failing", saying("再就业1750人（完成全年指标1400人的115%）。"), says=["1750 ÷ 1400", "125%"]),
    case("TX35", "boundary", saying("再就业1750人以上，完成目标任务177%。")),
    case("TX35", "blank", saying("再就业完成了目标任务。")),
    case("TX36", "passing", saying("贷款2011万元，完成目标任务2000万元的100.55%。")),
    case("TX36", "failing", saying("贷款2011人，完成目标任务2000万的100.55%。"), says=["单位不同", "2000万"]),
    case("TX36", "boundary", saying("贷款2011人，完成目标任务2000万的90%。")),
    case("TX36", "blank", saying("贷款完成了目标任务。")),
    case("TX37", "passing", saying("年初财政预算202.09万元，减少12万元，追加6.25万元，全年预算196.34万元。")),
    case("TX37", "failing", saying("年初财政预算202.09万元，减少12万元，追加6.25万元，全年预算220.34万元。"), says=["196.34万元"]),
    case("TX37", "boundary", saying("年初财政预算202.09万元，另有往年6.25万元，全年预算220.34万元。")),
    case("TX37", "blank", saying("年初财政预算按程序调整。")),
    case("TX38", "passing", saying("数量指标：培训28期，支出20.82万元。")),
    case("TX38", "failing", saying("数量指标：年度完成20.82万元。"), says=["20.82万元", "只写了金额"]),
    case("TX38", "boundary", saying("数量指标：完成；成本指标：20.82万元。")),
    case("TX38", "blank", saying("数量指标：完成。")),
    case("TX23", "passing", evaluated("本级项目2个，均已自评。")),
    case("TX23", "failing", evaluated("本级项目3个，均已自评。"), says=["本级项目个数是 2个", "3个"]),
    case("TX23", "boundary", evaluated("涉及重点项目1个。")),
    case("TX23", "blank", evaluated("本级项目均已自评。")),
    case("TX24", "passing", evaluated("部门整体绩效自评得分86分，就业补助资金得分96分。")),
    case("TX24", "failing", evaluated("部门整体绩效自评得分97分。"), says=["86分", "97分"]),
    case("TX24", "boundary", evaluated("其他项目得分97分。")),
    case("TX24", "blank", evaluated("部门整体绩效自评得分较高。")),
    case("TX34", "passing", evaluated("就业补助资金145.36万元；计划新增见习43人，实际新增见习40人。")),
    case("TX34", "failing", evaluated("就业补助资金154.36万元。"), says=["145.36万元", "154.36万元"]),
    case("TX34", "boundary", evaluated("中央财政下达我县就业补助资金100万元。")),
    case("TX34", "blank", evaluated("就业补助资金按规定使用。")),
    case("TX42", "passing", saying("本部门无结转结余。")),
    case("TX42", "failing", evaluated("2022年本部门无结转结余。"), says=["无结转结余", "254.06"]),
    case("TX42", "boundary", evaluated("截至9月底，本部门无结转结余。人员类项目无结余。")),
    case("TX42", "blank", evaluated("各项目结转结余情况见附表。")),
    # ---- words
    case("TX27", "passing", saying("某区人力资源和社会保障局部门整体自评得分为94分，人社局整体支出规范。")),
    case("TX27", "failing", saying("某市财政局部门整体绩效自评得分为94分。"), says=["某市财政局"]),
    case("TX27", "boundary", saying("我局部门整体绩效自评工作由财政局指导。")),
    case("TX27", "blank", saying("部门整体绩效自评得分为94分。")),
    case("TX28", "passing", saying("1.抓培训\n2.抓就业\n3.抓维权")),
    case("TX28", "failing", saying("1.抓培训\n2.抓就业\n4.抓维权"), says=["编号 2 后面是 4", "缺号"]),
    case("TX28", "boundary", saying("1.抓培训\n（1）期数\n（2）人数\n2.抓就业\n（1）岗位\n1.另一组\n2.接着")),
    case("TX28", "blank", saying("抓培训、抓就业")),
    case("TX44", "passing", evaluated("新增见习人数40人，因疫情没有完成目标。", "N4", "p")),
    case("TX44", "failing", evaluated("新增见习人数40人，目标任务完成。", "N4", "p"), says=["新增见习人数", "≥43人", "40人"]),
    case("TX44", "boundary", evaluated("新增见习人数40人；质量指标，目标任务完成。", "N4", "p")),
    case("TX44", "blank", evaluated("目标任务完成。", "N4", "p")),
    case("TX43", "passing", kinds("851.04", "58.7", "1204.24")),
    case("TX43", "failing", kinds("2113.98", "58.7", "1204.24"), says=["人员类 2113.98", "3376.92 万元", "2113.98 万元"]),
    case("TX43", "boundary", kinds("851.05", "58.7", "1204.24")),
    case("TX43", "blank", kinds("2113.98", "58.7", "")),
    case("TX39", "passing", saying("介绍了项目的进展。")),
    case("TX39", "failing", saying("介绍项目基本情况，重点说明以下内容：资金到位。"), says=["填写提示"]),
    case("TX39", "boundary", saying("本项目基本情况如下。")),
    case("TX39", "blank", saying("无")),
    case("NM01", "passing", saying("2022年本年收入合计2086.7万元。")),
    case("NM01", "failing", saying("2020年本年收入合计2086.7万元。"), says=["2022 年的数", "2020 年"]),
    case("NM01", "boundary", saying("2020年本年收入合计1999.9万元。")),
    case("NM01", "blank", saying("2020年起实施。")),
    case("NM05", "passing", saying("根据川财社〔2023〕56号通知。")),
    case("NM05", "failing", saying("根据川财社[2023]56号通知。"), says=["[2023]", "〔2023〕"]),
    case("NM05", "boundary", saying("项目（2023）已结束，见附件2号。")),
    case("NM05", "blank", saying("根据有关通知。")),
    case("NM07", "passing", saying("培训、就业；共25人次。")),
    case("NM07", "failing", saying("培训,就业;共２５人次。"), says=["训,就", "２５"]),
    case("NM07", "boundary", saying("比例为1:2，时间为12:30。")),
    case("NM07", "blank", saying("无")),
    case("NM10", "passing", saying("培训 25 人次。")),
    case("NM10", "failing", saying("学习资 料已购买。"), says=["资 料"]),
    case("NM10", "boundary", saying("第一条\n第二条")),
    case("NM10", "blank", saying("无")),
    # ---- figures beside the tables
    case("TX05", "passing", last("2762.62", "2762.62")),
    case("TX05", "failing", last("2762.63", "2700"), says=["2762.63", "2700"]),
    case("TX05", "boundary", last("2762.63", "2762.62")),
    case("TX05", "blank", last("2762.63", None)),
    case("TX17", "passing", shown(None, occasion(9, "0"))),
    case("TX17", "failing", shown(None, occasion(9, "0.13")), says=["0.45", "0.32", "0.13"]),
    case("TX17", "boundary", shown(None, occasion(9, "0.001"))),
    case("TX17", "blank", three(reception="0.32", batches=3, guests=25)),
    case("TX18", "passing", three(reception="0.32", batches=3, guests=25)),
    case("TX18", "failing", three(reception="0.32", batches=0, guests=25), says=["0.32 万元", "0 批次"]),
    case("TX18", "boundary", three(reception="0", batches=0, guests=0)),
    case("TX18", "blank", three(reception="0.32")),
    case("TX19", "passing", cars("18", "3.2", 1, 2)),
    case("TX19", "failing", cars("0", "3.2", 1, 0), each=[["0 万元", "购置 1 辆"], ["3.2 万元", "保有量 0 辆"]]),
    case("TX19", "boundary", cars("0", "0", 0, 0)),
    case("TX19", "blank", cars("0", "0", None, None)),
    case("TX20", "passing", running("58.7")),
    case("TX20", "failing", running("60"), says=["60", "58.7", "1.3"]),
    case("TX20", "boundary", running("58.702")),
    case("TX20", "blank", running(None)),
]  # fmt: skip


@pytest.mark.parametrize("one", CASES)
def test_rule(one: Case):
    one.check()


def test_every_rule_is_tried_in_every_kind_of_case():
    own = {rule.id for rule in all_rules().values() if {_module(rule.on_text), _module(rule.on_filing)} & MODULES}
    missing = [name for group in ("TX", "NM") for name in missing_kinds(group)]
    assert len(own) > 30
    assert [name for name in missing if name[:4] in own] == []


MODULES = {
    f"services.rules.{name}"
    for name in ("accounts_beside", "text_relations", "text_claims", "text_numbers", "text_wording", "text_kinds")
}


def _module(check: object) -> str:
    return getattr(check, "__module__", "")
