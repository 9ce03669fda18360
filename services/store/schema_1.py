"""The tables of store version 1 as SQL, frozen: an old store is read by what was true then, not by today's models.

Written by tests/stores/make.py from the models of the first release.
"""

from __future__ import annotations

SCHEMA_1 = """
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
    is_collection BOOLEAN NOT NULL,
    state VARCHAR(5) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(unit_id) REFERENCES unit (id) ON DELETE CASCADE
);
CREATE INDEX ix_filing_unit_id ON filing (unit_id);
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
CREATE INDEX ix_target_change_project_id ON target_change (project_id)
"""
