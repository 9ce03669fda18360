CREATE TABLE gesture (
    id INTEGER NOT NULL,
    at VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    origin VARCHAR NOT NULL,
    PRIMARY KEY (id)
);
CREATE INDEX ix_gesture_filing_id ON gesture (filing_id);
CREATE TABLE setting (
    name VARCHAR NOT NULL,
    value VARCHAR NOT NULL,
    PRIMARY KEY (name)
);
CREATE TABLE unit (
    id VARCHAR NOT NULL,
    name VARCHAR(200) NOT NULL,
    short_name VARCHAR(40) NOT NULL,
    code VARCHAR(40) NOT NULL,
    nature VARCHAR(18) NOT NULL,
    region VARCHAR(60) NOT NULL,
    department_name VARCHAR(200) NOT NULL,
    department_code VARCHAR(40) NOT NULL,
    PRIMARY KEY (id)
);
CREATE TABLE change (
    id INTEGER NOT NULL,
    gesture_id INTEGER NOT NULL,
    entity VARCHAR NOT NULL,
    record_id VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    old VARCHAR NOT NULL,
    new VARCHAR NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(gesture_id) REFERENCES gesture (id)
);
CREATE INDEX ix_change_gesture_id ON change (gesture_id);
CREATE INDEX ix_change_record_id ON change (record_id);
CREATE TABLE filing (
    id VARCHAR NOT NULL,
    unit_id VARCHAR NOT NULL,
    year INTEGER NOT NULL,
    scheme VARCHAR(60) NOT NULL,
    project_form VARCHAR(20) NOT NULL,
    amount_unit VARCHAR(4) NOT NULL,
    monitor_month INTEGER NOT NULL,
    version INTEGER NOT NULL,
    finalised_at VARCHAR(40) NOT NULL,
    checksum VARCHAR(80) NOT NULL,
    previous_filing VARCHAR(40) NOT NULL,
    state VARCHAR(5) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
);
CREATE INDEX ix_filing_unit_id ON filing (unit_id);
CREATE TABLE carry_over (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    fund VARCHAR(9) NOT NULL,
    opening INTEGER,
    closing INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_carry_over_filing_id ON carry_over (filing_id);
CREATE TABLE detail_line (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    code VARCHAR(20) NOT NULL,
    economic VARCHAR(20) NOT NULL,
    basic INTEGER,
    project INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_detail_line_filing_id ON detail_line (filing_id);
CREATE TABLE economic_line (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    code VARCHAR(20) NOT NULL,
    general_basic INTEGER,
    general_project INTEGER,
    fund_basic INTEGER,
    fund_project INTEGER,
    capital_basic INTEGER,
    capital_project INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_economic_line_filing_id ON economic_line (filing_id);
CREATE TABLE explanation (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    rule VARCHAR(20) NOT NULL,
    finding VARCHAR(300) NOT NULL,
    message VARCHAR(1000) NOT NULL,
    text VARCHAR(20000) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_explanation_filing_id ON explanation (filing_id);
CREATE TABLE last_year (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    total INTEGER,
    appropriation INTEGER,
    general INTEGER,
    closing INTEGER,
    abroad INTEGER,
    purchase INTEGER,
    running INTEGER,
    reception INTEGER,
    running_cost INTEGER,
    subsidy_per_payer INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_last_year_filing_id ON last_year (filing_id);
CREATE TABLE matter (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    used_surplus INTEGER,
    distributed INTEGER,
    running_cost INTEGER,
    goods INTEGER,
    works INTEGER,
    services INTEGER,
    small_medium INTEGER,
    micro INTEGER,
    purpose VARCHAR(20000) NOT NULL,
    cars_leaders INTEGER,
    cars_secret INTEGER,
    cars_emergency INTEGER,
    cars_law INTEGER,
    cars_special INTEGER,
    cars_retired INTEGER,
    cars_other INTEGER,
    big_equipment INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_matter_filing_id ON matter (filing_id);
CREATE TABLE occasion (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR(300) NOT NULL,
    amount INTEGER,
    batches INTEGER,
    guests INTEGER,
    is_foreign BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_occasion_filing_id ON occasion (filing_id);
CREATE TABLE organisation (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    offices VARCHAR(20000) NOT NULL,
    quota_admin INTEGER,
    quota_public INTEGER,
    quota_institution INTEGER,
    quota_worker INTEGER,
    staff_admin INTEGER,
    staff_public INTEGER,
    staff_institution INTEGER,
    staff_worker INTEGER,
    staff_contract INTEGER,
    retired INTEGER,
    cadres INTEGER,
    basis VARCHAR(20000) NOT NULL,
    evaluated_on DATE,
    published_on DATE,
    assessed_before INTEGER,
    approved_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_organisation_filing_id ON organisation (filing_id);
CREATE TABLE passage (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    outline VARCHAR(20) NOT NULL,
    project VARCHAR(40) NOT NULL,
    "key" VARCHAR(80) NOT NULL,
    text VARCHAR(20000) NOT NULL,
    omitted BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_passage_filing_id ON passage (filing_id);
CREATE TABLE pension_line (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    county VARCHAR(60) NOT NULL,
    payers INTEGER,
    paid_for INTEGER,
    person_times INTEGER,
    subsidy INTEGER,
    gov_paid INTEGER,
    basic_pension INTEGER,
    funeral INTEGER,
    settled_subsidy INTEGER,
    settled_gov_paid INTEGER,
    settled_basic_pension INTEGER,
    settled_funeral INTEGER,
    remark VARCHAR(200) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_pension_line_filing_id ON pension_line (filing_id);
CREATE TABLE project (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR(300) NOT NULL,
    code VARCHAR(60) NOT NULL,
    kind VARCHAR(10) NOT NULL,
    fund_nature VARCHAR(9) NOT NULL,
    duration VARCHAR(9) NOT NULL,
    start DATE,
    "end" DATE,
    department_name VARCHAR(200) NOT NULL,
    department_code VARCHAR(40) NOT NULL,
    unit_name VARCHAR(200) NOT NULL,
    unit_code VARCHAR(40) NOT NULL,
    goal VARCHAR(20000) NOT NULL,
    result VARCHAR(20000) NOT NULL,
    process VARCHAR(20000) NOT NULL,
    adjustment_note VARCHAR(20000) NOT NULL,
    execution_note VARCHAR(20000) NOT NULL,
    overspend_approved BOOLEAN NOT NULL,
    execution_rate INTEGER,
    execution_score INTEGER,
    total_score INTEGER,
    score_note VARCHAR(20000) NOT NULL,
    grade VARCHAR(20) NOT NULL,
    conclusion VARCHAR(20000) NOT NULL,
    problems VARCHAR(20000) NOT NULL,
    measures VARCHAR(20000) NOT NULL,
    report_title VARCHAR(300) NOT NULL,
    central_department VARCHAR(200) NOT NULL,
    finance_office VARCHAR(60) NOT NULL,
    contact VARCHAR(40) NOT NULL,
    initial_goal VARCHAR(20000) NOT NULL,
    term_goal VARCHAR(20000) NOT NULL,
    origin VARCHAR(9) NOT NULL,
    term_appropriation INTEGER,
    term_other INTEGER,
    declared_appropriation INTEGER,
    declared_other INTEGER,
    goal_to_confirm BOOLEAN NOT NULL,
    source_filing VARCHAR(40) NOT NULL,
    previous_project VARCHAR(40) NOT NULL,
    filler VARCHAR(40) NOT NULL,
    phone VARCHAR(40) NOT NULL,
    unit_head VARCHAR(40) NOT NULL,
    project_head VARCHAR(40) NOT NULL,
    finance_head VARCHAR(40) NOT NULL,
    filled_on DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_project_filing_id ON project (filing_id);
CREATE TABLE report (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    outline VARCHAR(20) NOT NULL,
    project VARCHAR(40) NOT NULL,
    wanted BOOLEAN NOT NULL,
    unwanted BOOLEAN NOT NULL,
    dated DATE,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_report_filing_id ON report (filing_id);
CREATE TABLE statement (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    topic VARCHAR(17) NOT NULL,
    position INTEGER NOT NULL,
    document VARCHAR(200) NOT NULL,
    project VARCHAR(40) NOT NULL,
    figure INTEGER,
    words VARCHAR(60) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_statement_filing_id ON statement (filing_id);
CREATE TABLE subject_line (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    code VARCHAR(20) NOT NULL,
    name VARCHAR(200) NOT NULL,
    income_general INTEGER,
    income_fund INTEGER,
    income_capital INTEGER,
    income_superior INTEGER,
    income_business INTEGER,
    income_operating INTEGER,
    income_affiliated INTEGER,
    income_other INTEGER,
    general_basic INTEGER,
    general_project INTEGER,
    fund_basic INTEGER,
    fund_project INTEGER,
    capital_basic INTEGER,
    capital_project INTEGER,
    other_basic INTEGER,
    other_project INTEGER,
    to_superior INTEGER,
    operating INTEGER,
    to_affiliated INTEGER,
    budget INTEGER,
    opening_fund INTEGER,
    opening_capital INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_subject_line_filing_id ON subject_line (filing_id);
CREATE TABLE subordinate (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    name VARCHAR(200) NOT NULL,
    nature VARCHAR(18) NOT NULL,
    staff INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_subordinate_filing_id ON subordinate (filing_id);
CREATE TABLE summary_line (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    "table" VARCHAR(11) NOT NULL,
    position INTEGER NOT NULL,
    department_name VARCHAR(200) NOT NULL,
    name VARCHAR(300) NOT NULL,
    amount INTEGER,
    score INTEGER,
    grade VARCHAR(20) NOT NULL,
    project VARCHAR(40) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_summary_line_filing_id ON summary_line (filing_id);
CREATE TABLE table_override (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    "table" VARCHAR(20) NOT NULL,
    cell VARCHAR(60) NOT NULL,
    figure INTEGER,
    note VARCHAR(20000) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_table_override_filing_id ON table_override (filing_id);
CREATE TABLE three_public (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    abroad_budget INTEGER,
    abroad INTEGER,
    purchase_budget INTEGER,
    purchase INTEGER,
    running_budget INTEGER,
    running INTEGER,
    reception_budget INTEGER,
    reception INTEGER,
    reception_foreign INTEGER,
    groups INTEGER,
    travellers INTEGER,
    abroad_note VARCHAR(20000) NOT NULL,
    batches INTEGER,
    guests INTEGER,
    foreign_batches INTEGER,
    foreign_guests INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_three_public_filing_id ON three_public (filing_id);
CREATE TABLE vehicle (
    id VARCHAR NOT NULL,
    filing_id VARCHAR NOT NULL,
    kind VARCHAR(8) NOT NULL,
    bought INTEGER,
    cost INTEGER,
    kept INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(filing_id) REFERENCES filing (id) ON DELETE CASCADE
);
CREATE INDEX ix_vehicle_filing_id ON vehicle (filing_id);
CREATE TABLE arrival (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    arrived INTEGER,
    until DATE,
    documents VARCHAR(20000) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
CREATE INDEX ix_arrival_project_id ON arrival (project_id);
CREATE TABLE funding (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    source VARCHAR(15) NOT NULL,
    initial INTEGER,
    budget INTEGER,
    executed INTEGER,
    monitored INTEGER,
    expected INTEGER,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
CREATE INDEX ix_funding_project_id ON funding (project_id);
CREATE TABLE indicator (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    level1 VARCHAR(40) NOT NULL,
    level2 VARCHAR(40) NOT NULL,
    name VARCHAR(300) NOT NULL,
    target VARCHAR(500) NOT NULL,
    actual VARCHAR(500) NOT NULL,
    weight INTEGER,
    score INTEGER,
    coefficient INTEGER,
    score_note VARCHAR(20000) NOT NULL,
    deviation VARCHAR(20000) NOT NULL,
    last_actual VARCHAR(500) NOT NULL,
    is_core BOOLEAN NOT NULL,
    approved VARCHAR(500) NOT NULL,
    term_target VARCHAR(500) NOT NULL,
    monitored VARCHAR(500) NOT NULL,
    expected VARCHAR(500) NOT NULL,
    outlook VARCHAR(5),
    cause_funding BOOLEAN NOT NULL,
    cause_system BOOLEAN NOT NULL,
    cause_staff BOOLEAN NOT NULL,
    cause_equipment BOOLEAN NOT NULL,
    cause_other BOOLEAN NOT NULL,
    monitor_note VARCHAR(20000) NOT NULL,
    remark VARCHAR(200) NOT NULL,
    deviation_to_confirm BOOLEAN NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
CREATE INDEX ix_indicator_project_id ON indicator (project_id);
CREATE TABLE management (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    topic VARCHAR(14) NOT NULL,
    note VARCHAR(20000) NOT NULL,
    measures VARCHAR(20000) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
CREATE INDEX ix_management_project_id ON management (project_id);
CREATE TABLE target_change (
    id VARCHAR NOT NULL,
    project_id VARCHAR NOT NULL,
    indicator VARCHAR(40) NOT NULL,
    old VARCHAR(500) NOT NULL,
    new VARCHAR(500) NOT NULL,
    approved_on DATE,
    document VARCHAR(200) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(project_id) REFERENCES project (id) ON DELETE CASCADE
);
CREATE INDEX ix_target_change_project_id ON target_change (project_id);
