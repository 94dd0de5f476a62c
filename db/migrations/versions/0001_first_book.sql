CREATE TABLE branches (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    letter_word TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    supervision_phone TEXT NOT NULL,
    timezone TEXT NOT NULL,
    hours TEXT NOT NULL,
    calendar TEXT NOT NULL,
    language TEXT NOT NULL,
    seal TEXT NOT NULL,
    customers_served INTEGER,
    customers_served_on TEXT,
    invented INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_branches PRIMARY KEY (seq),
    CONSTRAINT ck_branches_invented_flag CHECK (invented IN (0, 1)),
    CONSTRAINT uq_branches_id UNIQUE (id),
    CONSTRAINT uq_branches_code UNIQUE (code)
)

CREATE TABLE case_words (
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    marks TEXT NOT NULL,
    salt TEXT NOT NULL,
    CONSTRAINT pk_case_words PRIMARY KEY (seq)
)

CREATE TABLE contents (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_contents PRIMARY KEY (seq),
    CONSTRAINT uq_contents_id UNIQUE (id),
    CONSTRAINT uq_contents_sha256 UNIQUE (sha256)
)

CREATE TABLE customer_words (
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    marks TEXT NOT NULL,
    CONSTRAINT pk_customer_words PRIMARY KEY (seq)
)

CREATE TABLE customers (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    name TEXT NOT NULL,
    printed_name TEXT NOT NULL,
    salutation TEXT NOT NULL,
    nature TEXT NOT NULL,
    supply_relation TEXT NOT NULL,
    supply_reason TEXT NOT NULL,
    supply_until TEXT,
    key_account INTEGER NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    special_care TEXT NOT NULL,
    large_print INTEGER NOT NULL,
    pinyin TEXT NOT NULL,
    initials TEXT NOT NULL,
    number TEXT NOT NULL,
    made_at TEXT NOT NULL,
    merged_into TEXT,
    as_imported TEXT NOT NULL,
    erased_at TEXT,
    place TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customers PRIMARY KEY (seq),
    CONSTRAINT ck_customers_nature_known CHECK (nature IN ('resident', 'enterprise', 'government_or_public', 'intermediary')),
    CONSTRAINT ck_customers_supply_relation_known CHECK (supply_relation IN ('long_standing', 'new', 'prospective', 'needs_attention')),
    CONSTRAINT ck_customers_large_print_flag CHECK (large_print IN (0, 1)),
    CONSTRAINT ck_customers_key_account_flag CHECK (key_account IN (0, 1)),
    CONSTRAINT uq_customers_id UNIQUE (id),
    CONSTRAINT fk_customers_merged_into FOREIGN KEY(merged_into) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE journal (
    seq INTEGER NOT NULL,
    at TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    act TEXT NOT NULL,
    case_id TEXT NOT NULL,
    changes TEXT NOT NULL,
    note TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_journal PRIMARY KEY (seq)
)

CREATE TABLE letter_templates (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    name TEXT NOT NULL,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_letter_templates PRIMARY KEY (seq),
    CONSTRAINT uq_letter_templates_id UNIQUE (id)
)

CREATE TABLE serials (
    name TEXT NOT NULL,
    period TEXT NOT NULL,
    last INTEGER NOT NULL,
    salt TEXT NOT NULL,
    CONSTRAINT pk_serials PRIMARY KEY (name, period)
)

CREATE TABLE staff (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    unit TEXT NOT NULL,
    phone TEXT NOT NULL,
    pin_hash TEXT NOT NULL,
    pin_given INTEGER NOT NULL,
    pins_before TEXT NOT NULL,
    active INTEGER NOT NULL,
    failed_tries INTEGER NOT NULL,
    locked_until TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_staff PRIMARY KEY (seq),
    CONSTRAINT ck_staff_role_known CHECK (role IN ('clerk', 'lead', 'manager', 'department', 'admin')),
    CONSTRAINT ck_staff_active_flag CHECK (active IN (0, 1)),
    CONSTRAINT ck_staff_pin_given_flag CHECK (pin_given IN (0, 1)),
    CONSTRAINT uq_staff_id UNIQUE (id),
    CONSTRAINT uq_staff_number UNIQUE (number)
)

CREATE TABLE absences (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    reason TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_absences PRIMARY KEY (seq),
    CONSTRAINT ck_absences_reason_known CHECK (reason IN ('leave', 'shift_ended', 'training', 'elsewhere')),
    CONSTRAINT uq_absences_id UNIQUE (id),
    CONSTRAINT fk_absences_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_absences_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE accounts (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    number TEXT NOT NULL,
    address TEXT NOT NULL,
    meter_no TEXT NOT NULL,
    supply_class TEXT NOT NULL,
    supply_area TEXT NOT NULL,
    equipment TEXT NOT NULL,
    as_imported TEXT NOT NULL,
    place TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_accounts PRIMARY KEY (seq),
    CONSTRAINT uq_accounts_id UNIQUE (id),
    CONSTRAINT fk_accounts_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE attentions (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    text TEXT NOT NULL,
    reason TEXT NOT NULL,
    until TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_attentions PRIMARY KEY (seq),
    CONSTRAINT uq_attentions_id UNIQUE (id),
    CONSTRAINT fk_attentions_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attentions_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE cares (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    ended_at TEXT,
    made_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_cares PRIMARY KEY (seq),
    CONSTRAINT uq_cares_id UNIQUE (id),
    CONSTRAINT fk_cares_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_cares_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_cares_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE cases (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    reference TEXT NOT NULL,
    request_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    channel TEXT NOT NULL,
    topic TEXT NOT NULL,
    narrative TEXT NOT NULL,
    remedy_sought TEXT NOT NULL,
    emotional_need TEXT NOT NULL,
    mood TEXT NOT NULL,
    grade TEXT NOT NULL,
    urgency TEXT NOT NULL,
    lane TEXT NOT NULL,
    customer_id TEXT,
    account_no TEXT NOT NULL,
    address TEXT NOT NULL,
    anonymous INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    backdated_reason TEXT NOT NULL,
    expected_by TEXT,
    told TEXT NOT NULL,
    scope TEXT,
    scope_note TEXT NOT NULL,
    first_responder_id TEXT NOT NULL,
    holder_id TEXT NOT NULL,
    letter_language TEXT NOT NULL,
    large_print INTEGER NOT NULL,
    status TEXT NOT NULL,
    stage TEXT NOT NULL,
    due_at TEXT,
    warns TEXT NOT NULL,
    lookup_code TEXT NOT NULL,
    result TEXT NOT NULL,
    advice TEXT NOT NULL,
    round INTEGER NOT NULL,
    closed_at TEXT,
    closed_note TEXT NOT NULL,
    closed_by TEXT,
    reopened_at TEXT,
    ended_before TEXT,
    sealed INTEGER NOT NULL,
    paper_number TEXT NOT NULL,
    duplicate_of TEXT,
    times INTEGER NOT NULL,
    place TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_cases PRIMARY KEY (seq),
    CONSTRAINT ck_cases_kind_known CHECK (kind IN ('complaint', 'report', 'opinion', 'suggestion', 'inquiry', 'repair', 'service_request', 'praise')),
    CONSTRAINT ck_cases_channel_known CHECK (channel IN ('walk_in', 'phone', 'letter', 'email', 'social_media', 'reception_day', 'from_95598', 'from_12345', 'from_12398')),
    CONSTRAINT ck_cases_topic_known CHECK (topic IN ('metering_billing', 'meter_reading', 'service_attitude', 'arrears_disconnection', 'equipment_engineering', 'repair_overdue', 'queueing', 'planned_or_temporary_outage', 'supply_quality', 'connection_installation', 'fees_irregular', 'renewable_settlement', 'other')),
    CONSTRAINT ck_cases_mood_known CHECK (mood IN ('calm', 'know_it_all', 'venting', 'overbearing')),
    CONSTRAINT ck_cases_grade_known CHECK (grade IN ('normal', 'important', 'major', 'special')),
    CONSTRAINT ck_cases_urgency_known CHECK (urgency IN ('normal', 'urgent', 'emergency')),
    CONSTRAINT ck_cases_lane_known CHECK (lane IN ('standard', 'green', 'emergency')),
    CONSTRAINT ck_cases_scope_known CHECK (scope IN ('ours', 'other_post', 'outside_unit', 'unclear')),
    CONSTRAINT ck_cases_status_known CHECK (status IN ('open', 'closed', 'withdrawn', 'annulled', 'terminated')),
    CONSTRAINT ck_cases_stage_known CHECK (stage IN ('answering', 'drafting', 'to_approve', 'to_issue', 'to_print', 'to_deliver', 'to_call_back', 'to_close', 'ended')),
    CONSTRAINT ck_cases_anonymous_flag CHECK (anonymous IN (0, 1)),
    CONSTRAINT ck_cases_large_print_flag CHECK (large_print IN (0, 1)),
    CONSTRAINT ck_cases_sealed_flag CHECK (sealed IN (0, 1)),
    CONSTRAINT uq_cases_id UNIQUE (id),
    CONSTRAINT uq_cases_reference UNIQUE (reference),
    CONSTRAINT fk_cases_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_cases_first_responder_id FOREIGN KEY(first_responder_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_cases_holder_id FOREIGN KEY(holder_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT uq_cases_lookup_code UNIQUE (lookup_code),
    CONSTRAINT fk_cases_closed_by FOREIGN KEY(closed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_cases_duplicate_of FOREIGN KEY(duplicate_of) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE customer_contacts (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    phone TEXT NOT NULL,
    note TEXT NOT NULL,
    made_at TEXT NOT NULL,
    made_by TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customer_contacts PRIMARY KEY (seq),
    CONSTRAINT uq_customer_contacts_id UNIQUE (id),
    CONSTRAINT fk_customer_contacts_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_contacts_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE customer_links (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customer_links PRIMARY KEY (seq),
    CONSTRAINT ck_customer_links_kind_known CHECK (kind IN ('same', 'household', 'apart')),
    CONSTRAINT uq_customer_links_id UNIQUE (id),
    CONSTRAINT fk_customer_links_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_links_other_id FOREIGN KEY(other_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_links_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE customer_merges (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    kept_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    undone_at TEXT,
    undone_by TEXT,
    undone_reason TEXT NOT NULL,
    replaced TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customer_merges PRIMARY KEY (seq),
    CONSTRAINT uq_customer_merges_id UNIQUE (id),
    CONSTRAINT fk_customer_merges_kept_id FOREIGN KEY(kept_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_merges_other_id FOREIGN KEY(other_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_merges_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_merges_undone_by FOREIGN KEY(undone_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE customer_notes (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_customer_notes PRIMARY KEY (seq),
    CONSTRAINT ck_customer_notes_kind_known CHECK (kind IN ('contract', 'credit', 'business', 'demand')),
    CONSTRAINT uq_customer_notes_id UNIQUE (id),
    CONSTRAINT fk_customer_notes_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_customer_notes_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE delegations (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    absent_id TEXT NOT NULL,
    deputy_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    scope TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_delegations PRIMARY KEY (seq),
    CONSTRAINT ck_delegations_scope_known CHECK (scope IN ('cases', 'approval', 'all')),
    CONSTRAINT uq_delegations_id UNIQUE (id),
    CONSTRAINT fk_delegations_absent_id FOREIGN KEY(absent_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_delegations_deputy_id FOREIGN KEY(deputy_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_delegations_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE drafts (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    form TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    saved_at TEXT NOT NULL,
    CONSTRAINT pk_drafts PRIMARY KEY (seq),
    CONSTRAINT uq_drafts_staff_id_form_subject UNIQUE (staff_id, form, subject),
    CONSTRAINT uq_drafts_id UNIQUE (id),
    CONSTRAINT fk_drafts_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE file_changes (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    what TEXT NOT NULL,
    changed TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_file_changes PRIMARY KEY (seq),
    CONSTRAINT uq_file_changes_id UNIQUE (id),
    CONSTRAINT fk_file_changes_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_file_changes_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE import_runs (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    name TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    mapping TEXT NOT NULL,
    state TEXT NOT NULL,
    rows_read INTEGER NOT NULL,
    added INTEGER NOT NULL,
    updated INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    kept_ours INTEGER NOT NULL,
    "by" TEXT NOT NULL,
    started_at TEXT NOT NULL,
    last_at TEXT NOT NULL,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_import_runs PRIMARY KEY (seq),
    CONSTRAINT ck_import_runs_state_known CHECK (state IN ('running', 'stopped', 'done')),
    CONSTRAINT uq_import_runs_id UNIQUE (id),
    CONSTRAINT fk_import_runs_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE incidents (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    cause TEXT NOT NULL,
    began_at TEXT NOT NULL,
    area TEXT NOT NULL,
    supply_areas TEXT NOT NULL,
    accounts TEXT NOT NULL,
    script TEXT NOT NULL,
    script_at TEXT,
    restore_first INTEGER NOT NULL,
    finding TEXT NOT NULL,
    article_ids TEXT NOT NULL,
    conclusion TEXT,
    responsibility TEXT,
    remedy TEXT NOT NULL,
    remedy_owner TEXT NOT NULL,
    remedy_due TEXT,
    remedy_done_on TEXT,
    state TEXT NOT NULL,
    declared_by TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    closed_by TEXT,
    closed_at TEXT,
    closed_note TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_incidents PRIMARY KEY (seq),
    CONSTRAINT ck_incidents_cause_known CHECK (cause IN ('planned_outage', 'fault', 'system_fault', 'billing_run', 'metering', 'weather', 'other')),
    CONSTRAINT ck_incidents_state_known CHECK (state IN ('open', 'closed')),
    CONSTRAINT ck_incidents_conclusion_known CHECK (conclusion IN ('substantiated', 'partly_substantiated', 'unsubstantiated', 'granted', 'partly_granted', 'not_granted', 'explained')),
    CONSTRAINT ck_incidents_responsibility_known CHECK (responsibility IN ('supplier', 'customer', 'third_party', 'force_majeure')),
    CONSTRAINT ck_incidents_restore_first_flag CHECK (restore_first IN (0, 1)),
    CONSTRAINT uq_incidents_id UNIQUE (id),
    CONSTRAINT uq_incidents_number UNIQUE (number),
    CONSTRAINT fk_incidents_declared_by FOREIGN KEY(declared_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incidents_closed_by FOREIGN KEY(closed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE print_runs (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    made_at TEXT NOT NULL,
    printer TEXT NOT NULL,
    form TEXT NOT NULL,
    whole INTEGER NOT NULL,
    duplex INTEGER NOT NULL,
    copies INTEGER NOT NULL,
    source TEXT NOT NULL,
    reason TEXT,
    ended_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_print_runs PRIMARY KEY (seq),
    CONSTRAINT ck_print_runs_form_known CHECK (form IN ('page', 'text80', 'slip32')),
    CONSTRAINT ck_print_runs_reason_known CHECK (reason IN ('lost', 'damaged', 'for_file', 'for_others')),
    CONSTRAINT ck_print_runs_whole_flag CHECK (whole IN (0, 1)),
    CONSTRAINT ck_print_runs_duplex_flag CHECK (duplex IN (0, 1)),
    CONSTRAINT uq_print_runs_id UNIQUE (id),
    CONSTRAINT fk_print_runs_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE shifts (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    serial INTEGER NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    handed_by TEXT NOT NULL,
    taken_by TEXT,
    taken_at TEXT,
    remarks TEXT NOT NULL,
    sheet TEXT NOT NULL,
    journal_seq INTEGER NOT NULL,
    journal_hash TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_shifts PRIMARY KEY (seq),
    CONSTRAINT uq_shifts_id UNIQUE (id),
    CONSTRAINT uq_shifts_serial UNIQUE (serial),
    CONSTRAINT fk_shifts_handed_by FOREIGN KEY(handed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_shifts_taken_by FOREIGN KEY(taken_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE template_adoptions (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    name TEXT NOT NULL,
    version INTEGER NOT NULL,
    hash TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_template_adoptions PRIMARY KEY (seq),
    CONSTRAINT uq_template_adoptions_id UNIQUE (id),
    CONSTRAINT fk_template_adoptions_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE visits (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    since TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_visits PRIMARY KEY (seq),
    CONSTRAINT uq_visits_id UNIQUE (id),
    CONSTRAINT fk_visits_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE ways_back (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT,
    used_by TEXT,
    failed_tries INTEGER NOT NULL,
    locked_until TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_ways_back PRIMARY KEY (seq),
    CONSTRAINT uq_ways_back_id UNIQUE (id),
    CONSTRAINT fk_ways_back_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_ways_back_used_by FOREIGN KEY(used_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE alarms (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    staff_id TEXT,
    role TEXT,
    at TEXT NOT NULL,
    fell_due_at TEXT NOT NULL,
    detail TEXT NOT NULL,
    seen_by TEXT,
    seen_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_alarms PRIMARY KEY (seq),
    CONSTRAINT ck_alarms_kind_known CHECK (kind IN ('offer_lapsed', 'contact_missed', 'nobody_reached', 'scope_to_decide', 'scope_decided', 'referral_to_ask', 'materials_overdue', 'notice_breach', 'reopened', 'template_unused', 'staff_concerned', 'report_ahead', 'external_due', 'external_double', 'escalated', 'task_given', 'task_returned', 'task_done', 'task_due', 'commitment_due', 'commitment_broken', 'commitment_to_agree', 'commitment_declined', 'emergency', 'restore_first', 'follow_up_due')),
    CONSTRAINT ck_alarms_role_known CHECK (role IN ('clerk', 'lead', 'manager', 'department', 'admin')),
    CONSTRAINT ck_alarms_for_somebody CHECK (staff_id IS NOT NULL OR role IS NOT NULL),
    CONSTRAINT uq_alarms_id UNIQUE (id),
    CONSTRAINT fk_alarms_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_alarms_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_alarms_seen_by FOREIGN KEY(seen_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE amendments (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    field TEXT NOT NULL,
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_amendments PRIMARY KEY (seq),
    CONSTRAINT uq_amendments_id UNIQUE (id),
    CONSTRAINT fk_amendments_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_amendments_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE case_links (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    other_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    note TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    ended_at TEXT,
    ended_by TEXT,
    ended_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_case_links PRIMARY KEY (seq),
    CONSTRAINT ck_case_links_kind_known CHECK (kind IN ('same_matter', 'related', 'follows')),
    CONSTRAINT uq_case_links_id UNIQUE (id),
    CONSTRAINT fk_case_links_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_links_other_id FOREIGN KEY(other_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_case_links_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE clocks (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    started_at TEXT NOT NULL,
    due_at TEXT NOT NULL,
    explanation TEXT NOT NULL,
    calendar_version TEXT NOT NULL,
    round INTEGER NOT NULL,
    met_at TEXT,
    verdict TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_clocks PRIMARY KEY (seq),
    CONSTRAINT ck_clocks_kind_known CHECK (kind IN ('first_contact', 'reply', 'ceiling', 'promised_contact', 'follow_up', 'handover_offer', 'scope_decision', 'referral_result', 'materials_due', 'next_delivery', 'external', 'report_ahead', 'task', 'commitment', 'lead_sees', 'restore', 'escalation')),
    CONSTRAINT ck_clocks_verdict_known CHECK (verdict IN ('', 'in_time', 'late', 'stopped', 'extended')),
    CONSTRAINT uq_clocks_id UNIQUE (id),
    CONSTRAINT fk_clocks_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE concerns (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    note TEXT NOT NULL,
    named_by TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_concerns PRIMARY KEY (seq),
    CONSTRAINT uq_concerns_case_id_staff_id UNIQUE (case_id, staff_id),
    CONSTRAINT uq_concerns_id UNIQUE (id),
    CONSTRAINT fk_concerns_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_concerns_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_concerns_named_by FOREIGN KEY(named_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE confirmations (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    what TEXT NOT NULL,
    how TEXT NOT NULL,
    witness_id TEXT,
    reason TEXT NOT NULL,
    interpreter TEXT NOT NULL,
    dialect TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_confirmations PRIMARY KEY (seq),
    CONSTRAINT ck_confirmations_what_known CHECK (what IN ('record', 'supplement', 'withdrawal')),
    CONSTRAINT ck_confirmations_how_known CHECK (how IN ('signed', 'fingerprint', 'read_aloud', 'refused')),
    CONSTRAINT uq_confirmations_id UNIQUE (id),
    CONSTRAINT fk_confirmations_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_confirmations_witness_id FOREIGN KEY(witness_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_confirmations_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE contacts (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at TEXT NOT NULL,
    way TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    reached INTEGER NOT NULL,
    text TEXT NOT NULL,
    from_customer INTEGER NOT NULL,
    reminder INTEGER NOT NULL,
    CONSTRAINT pk_contacts PRIMARY KEY (seq),
    CONSTRAINT ck_contacts_way_known CHECK (way IN ('in_person', 'phone', 'message', 'letter', 'site_visit')),
    CONSTRAINT ck_contacts_reached_flag CHECK (reached IN (0, 1)),
    CONSTRAINT ck_contacts_from_customer_flag CHECK (from_customer IN (0, 1)),
    CONSTRAINT ck_contacts_reminder_flag CHECK (reminder IN (0, 1)),
    CONSTRAINT uq_contacts_id UNIQUE (id),
    CONSTRAINT fk_contacts_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_contacts_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE erasures (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT,
    case_id TEXT,
    ground TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    erased TEXT NOT NULL,
    kept TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_erasures PRIMARY KEY (seq),
    CONSTRAINT uq_erasures_id UNIQUE (id),
    CONSTRAINT fk_erasures_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_erasures_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_erasures_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE escalations (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    rule_id TEXT NOT NULL,
    level INTEGER NOT NULL,
    to_role TEXT NOT NULL,
    duty TEXT NOT NULL,
    at TEXT NOT NULL,
    fell_due_at TEXT NOT NULL,
    fact TEXT NOT NULL,
    due_at TEXT,
    done_at TEXT,
    done_by TEXT,
    done_note TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_escalations PRIMARY KEY (seq),
    CONSTRAINT ck_escalations_to_role_known CHECK (to_role IN ('clerk', 'lead', 'manager', 'department', 'admin')),
    CONSTRAINT uq_escalations_case_id_rule_id_fact UNIQUE (case_id, rule_id, fact),
    CONSTRAINT uq_escalations_id UNIQUE (id),
    CONSTRAINT fk_escalations_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_escalations_done_by FOREIGN KEY(done_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE external_refs (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    source TEXT NOT NULL,
    number TEXT NOT NULL,
    received_at TEXT NOT NULL,
    due_at TEXT,
    reported_at TEXT,
    reported_by TEXT,
    reported_words TEXT NOT NULL,
    note TEXT NOT NULL,
    made_by TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_external_refs PRIMARY KEY (seq),
    CONSTRAINT ck_external_refs_source_known CHECK (source IN ('95598', '12345', '12398')),
    CONSTRAINT uq_external_refs_case_id_source_number UNIQUE (case_id, source, number),
    CONSTRAINT uq_external_refs_id UNIQUE (id),
    CONSTRAINT fk_external_refs_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_external_refs_reported_by FOREIGN KEY(reported_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_external_refs_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE hall_events (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    kind TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    note TEXT NOT NULL,
    who TEXT NOT NULL,
    case_id TEXT,
    seen_by TEXT,
    seen_at TEXT,
    done TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_hall_events PRIMARY KEY (seq),
    CONSTRAINT ck_hall_events_kind_known CHECK (kind IN ('threat', 'media', 'emergency')),
    CONSTRAINT uq_hall_events_id UNIQUE (id),
    CONSTRAINT fk_hall_events_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_hall_events_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_hall_events_seen_by FOREIGN KEY(seen_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE handovers (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    giver_id TEXT NOT NULL,
    receiver_id TEXT,
    receiver_name TEXT NOT NULL,
    receiver_unit TEXT NOT NULL,
    receiver_phone TEXT NOT NULL,
    matter TEXT NOT NULL,
    told TEXT NOT NULL,
    contact_by TEXT NOT NULL,
    state TEXT NOT NULL,
    offered_at TEXT NOT NULL,
    lapses_at TEXT NOT NULL,
    answered_at TEXT,
    answered_by TEXT,
    reason TEXT NOT NULL,
    by_word TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_handovers PRIMARY KEY (seq),
    CONSTRAINT ck_handovers_state_known CHECK (state IN ('offered', 'accepted', 'declined', 'withdrawn', 'lapsed')),
    CONSTRAINT uq_handovers_id UNIQUE (id),
    CONSTRAINT fk_handovers_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_handovers_giver_id FOREIGN KEY(giver_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_handovers_receiver_id FOREIGN KEY(receiver_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE incident_cases (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    case_id TEXT NOT NULL,
    point_ids TEXT NOT NULL,
    "by" TEXT NOT NULL,
    at TEXT NOT NULL,
    filled TEXT NOT NULL,
    filled_at TEXT,
    unlinked_at TEXT,
    unlinked_by TEXT,
    unlinked_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_incident_cases PRIMARY KEY (seq),
    CONSTRAINT uq_incident_cases_incident_id_case_id UNIQUE (incident_id, case_id),
    CONSTRAINT uq_incident_cases_id UNIQUE (id),
    CONSTRAINT fk_incident_cases_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incident_cases_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incident_cases_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incident_cases_unlinked_by FOREIGN KEY(unlinked_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE incident_estimates (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    expected_at TEXT,
    expectation TEXT NOT NULL,
    told_by TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_incident_estimates PRIMARY KEY (seq),
    CONSTRAINT uq_incident_estimates_id UNIQUE (id),
    CONSTRAINT fk_incident_estimates_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incident_estimates_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE incident_reads (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    at TEXT NOT NULL,
    CONSTRAINT pk_incident_reads PRIMARY KEY (seq),
    CONSTRAINT uq_incident_reads_id UNIQUE (id),
    CONSTRAINT fk_incident_reads_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_incident_reads_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE letters (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    state TEXT NOT NULL,
    markdown TEXT NOT NULL,
    edited INTEGER NOT NULL,
    facts TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    templates TEXT NOT NULL,
    size TEXT NOT NULL,
    address_place TEXT NOT NULL,
    address TEXT NOT NULL,
    author_id TEXT NOT NULL,
    writers TEXT NOT NULL,
    made_at TEXT NOT NULL,
    submitted_by TEXT,
    submitted_at TEXT,
    approver_id TEXT,
    approved_at TEXT,
    approved_hash TEXT NOT NULL,
    second_approver_id TEXT,
    returned_by TEXT,
    return_comment TEXT NOT NULL,
    number TEXT NOT NULL,
    serial INTEGER,
    issued_by TEXT,
    issued_at TEXT,
    issued_on TEXT,
    pdf_hash TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    print_job TEXT NOT NULL,
    printed_at TEXT,
    printed_where TEXT NOT NULL,
    delivery TEXT,
    delivered_at TEXT,
    delivery_note TEXT NOT NULL,
    countersigned_at TEXT,
    void_reason TEXT NOT NULL,
    round INTEGER NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_letters PRIMARY KEY (seq),
    CONSTRAINT ck_letters_kind_known CHECK (kind IN ('acknowledgement', 'registration_record', 'notice', 'postponement', 'referral', 'holding', 'reply', 'summary_reply', 'supplementary_reply', 'commitment', 'termination', 'follow_up_card')),
    CONSTRAINT ck_letters_state_known CHECK (state IN ('draft', 'submitted', 'approved', 'issued', 'printed', 'delivered', 'countersigned', 'void')),
    CONSTRAINT ck_letters_delivery_known CHECK (delivery IN ('by_hand', 'post', 'refused', 'not_found', 'nobody')),
    CONSTRAINT ck_letters_size_known CHECK (size IN ('auto', 'standard', 'compact', 'large')),
    CONSTRAINT ck_letters_address_place_known CHECK (address_place IN ('none', 'window', 'page')),
    CONSTRAINT ck_letters_edited_flag CHECK (edited IN (0, 1)),
    CONSTRAINT uq_letters_id UNIQUE (id),
    CONSTRAINT fk_letters_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_letters_author_id FOREIGN KEY(author_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_letters_approver_id FOREIGN KEY(approver_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_letters_second_approver_id FOREIGN KEY(second_approver_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE notices (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    procedure_id TEXT NOT NULL,
    procedure_version INTEGER NOT NULL,
    title TEXT NOT NULL,
    answers TEXT NOT NULL,
    rows TEXT NOT NULL,
    conditions TEXT NOT NULL,
    steps TEXT NOT NULL,
    limit_text TEXT NOT NULL,
    fee_text TEXT NOT NULL,
    place TEXT NOT NULL,
    phones TEXT NOT NULL,
    cooperating TEXT NOT NULL,
    notes TEXT NOT NULL,
    basis TEXT NOT NULL,
    blanks TEXT NOT NULL,
    commitment_text TEXT NOT NULL,
    commitment_due TEXT,
    language TEXT NOT NULL,
    number TEXT NOT NULL,
    request_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    ground TEXT NOT NULL,
    reason TEXT NOT NULL,
    remedy TEXT NOT NULL,
    until TEXT,
    oral INTEGER NOT NULL,
    visit INTEGER NOT NULL,
    case_id TEXT,
    customer_name TEXT NOT NULL,
    salutation TEXT NOT NULL,
    account_no TEXT NOT NULL,
    told_by TEXT NOT NULL,
    told_by_name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    confirmation TEXT,
    confirmed_at TEXT,
    confirmation_witness TEXT NOT NULL,
    confirmation_reason TEXT NOT NULL,
    supersedes TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_notices PRIMARY KEY (seq),
    CONSTRAINT ck_notices_kind_known CHECK (kind IN ('materials', 'cannot', 'wait')),
    CONSTRAINT ck_notices_confirmation_known CHECK (confirmation IN ('signed', 'fingerprint', 'read_aloud', 'refused')),
    CONSTRAINT ck_notices_oral_flag CHECK (oral IN (0, 1)),
    CONSTRAINT uq_notices_id UNIQUE (id),
    CONSTRAINT fk_notices_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_notices_told_by FOREIGN KEY(told_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_notices_supersedes FOREIGN KEY(supersedes) REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE operations (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    case_id TEXT,
    at TEXT NOT NULL,
    place TEXT NOT NULL,
    way TEXT NOT NULL,
    done TEXT NOT NULL,
    energy_kwh INTEGER,
    cost_fen INTEGER,
    volunteered INTEGER,
    "by" TEXT NOT NULL,
    made_at TEXT NOT NULL,
    CONSTRAINT pk_operations PRIMARY KEY (seq),
    CONSTRAINT ck_operations_way_known CHECK (way IN ('in_person', 'phone', 'message', 'letter', 'site_visit')),
    CONSTRAINT ck_operations_volunteered_flag CHECK (volunteered IN (0, 1)),
    CONSTRAINT uq_operations_id UNIQUE (id),
    CONSTRAINT fk_operations_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_operations_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_operations_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE papers (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    name TEXT NOT NULL,
    copies INTEGER NOT NULL,
    original INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL,
    returned_at TEXT,
    returned_by TEXT,
    returned_to TEXT NOT NULL,
    note TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_papers PRIMARY KEY (seq),
    CONSTRAINT ck_papers_original_flag CHECK (original IN (0, 1)),
    CONSTRAINT uq_papers_id UNIQUE (id),
    CONSTRAINT fk_papers_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_papers_received_by FOREIGN KEY(received_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_papers_returned_by FOREIGN KEY(returned_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE parties (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    printed_name TEXT NOT NULL,
    salutation TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    basis TEXT NOT NULL,
    basis_kind TEXT,
    basis_seen INTEGER NOT NULL,
    basis_copied INTEGER NOT NULL,
    basis_valid_to TEXT,
    minor INTEGER NOT NULL,
    CONSTRAINT pk_parties PRIMARY KEY (seq),
    CONSTRAINT ck_parties_role_known CHECK (role IN ('complainant', 'account_holder', 'addressee', 'representative')),
    CONSTRAINT ck_parties_basis_kind_known CHECK (basis_kind IN ('letter_of_authority', 'guardian', 'company_letter', 'other')),
    CONSTRAINT ck_parties_basis_seen_flag CHECK (basis_seen IN (0, 1)),
    CONSTRAINT ck_parties_basis_copied_flag CHECK (basis_copied IN (0, 1)),
    CONSTRAINT ck_parties_minor_flag CHECK (minor IN (0, 1)),
    CONSTRAINT uq_parties_id UNIQUE (id),
    CONSTRAINT fk_parties_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE points (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    matter TEXT NOT NULL,
    finding TEXT NOT NULL,
    basis TEXT NOT NULL,
    articles TEXT NOT NULL,
    conclusion TEXT,
    true_part TEXT NOT NULL,
    responsibility TEXT,
    cause TEXT,
    apology TEXT NOT NULL,
    remedy TEXT NOT NULL,
    remedy_owner TEXT NOT NULL,
    remedy_by TEXT NOT NULL,
    remedy_due TEXT,
    remedy_done_on TEXT,
    amount_fen INTEGER,
    payment TEXT NOT NULL,
    checks TEXT NOT NULL,
    answered_by TEXT,
    answered_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_points PRIMARY KEY (seq),
    CONSTRAINT uq_points_case_id_position UNIQUE (case_id, position),
    CONSTRAINT ck_points_kind_known CHECK (kind IN ('allegation', 'request', 'question')),
    CONSTRAINT ck_points_conclusion_known CHECK (conclusion IN ('substantiated', 'partly_substantiated', 'unsubstantiated', 'granted', 'partly_granted', 'not_granted', 'explained')),
    CONSTRAINT ck_points_responsibility_known CHECK (responsibility IN ('supplier', 'customer', 'third_party', 'force_majeure')),
    CONSTRAINT ck_points_cause_known CHECK (cause IN ('facility', 'staff', 'delivery', 'personal_need')),
    CONSTRAINT ck_points_remedy_by_known CHECK (remedy_by IN ('unit', 'customer')),
    CONSTRAINT uq_points_id UNIQUE (id),
    CONSTRAINT fk_points_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE referrals (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    entry_id TEXT NOT NULL,
    unit TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    hours TEXT NOT NULL,
    bring TEXT NOT NULL,
    called TEXT NOT NULL,
    said TEXT NOT NULL,
    why TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    result TEXT NOT NULL,
    result_at TEXT,
    result_by TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_referrals PRIMARY KEY (seq),
    CONSTRAINT uq_referrals_id UNIQUE (id),
    CONSTRAINT fk_referrals_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_referrals_made_by FOREIGN KEY(made_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_referrals_result_by FOREIGN KEY(result_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE restorations (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    incident_id TEXT,
    ground TEXT NOT NULL,
    asked_by TEXT NOT NULL,
    asked_at TEXT NOT NULL,
    restored_at TEXT,
    restored_by TEXT,
    told_by TEXT NOT NULL,
    dropped_at TEXT,
    dropped_by TEXT,
    dropped_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_restorations PRIMARY KEY (seq),
    CONSTRAINT uq_restorations_id UNIQUE (id),
    CONSTRAINT fk_restorations_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_restorations_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_restorations_asked_by FOREIGN KEY(asked_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_restorations_restored_by FOREIGN KEY(restored_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_restorations_dropped_by FOREIGN KEY(dropped_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE reveals (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    customer_id TEXT,
    case_id TEXT,
    reason TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_reveals PRIMARY KEY (seq),
    CONSTRAINT uq_reveals_id UNIQUE (id),
    CONSTRAINT fk_reveals_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reveals_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reveals_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE sealed_identities (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    customer_id TEXT,
    name TEXT NOT NULL,
    salutation TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    account_no TEXT NOT NULL,
    looked_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_sealed_identities PRIMARY KEY (seq),
    CONSTRAINT uq_sealed_identities_id UNIQUE (id),
    CONSTRAINT fk_sealed_identities_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_sealed_identities_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE signatories (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    salutation TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    account_no TEXT NOT NULL,
    representative INTEGER NOT NULL,
    joined_at TEXT NOT NULL,
    joined_late INTEGER NOT NULL,
    withdrew_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_signatories PRIMARY KEY (seq),
    CONSTRAINT uq_signatories_case_id_position UNIQUE (case_id, position),
    CONSTRAINT ck_signatories_representative_flag CHECK (representative IN (0, 1)),
    CONSTRAINT ck_signatories_joined_late_flag CHECK (joined_late IN (0, 1)),
    CONSTRAINT uq_signatories_id UNIQUE (id),
    CONSTRAINT fk_signatories_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE supplements (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    told_by TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_supplements PRIMARY KEY (seq),
    CONSTRAINT uq_supplements_case_id_position UNIQUE (case_id, position),
    CONSTRAINT uq_supplements_id UNIQUE (id),
    CONSTRAINT fk_supplements_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_supplements_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE terminations (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    ground TEXT NOT NULL,
    basis TEXT NOT NULL,
    beyond TEXT NOT NULL,
    told_way TEXT NOT NULL,
    told TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    reopened_at TEXT,
    reopened_by TEXT,
    facts TEXT NOT NULL,
    reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_terminations PRIMARY KEY (seq),
    CONSTRAINT ck_terminations_told_way_known CHECK (told_way IN ('in_person', 'phone', 'message', 'letter', 'site_visit')),
    CONSTRAINT uq_terminations_id UNIQUE (id),
    CONSTRAINT fk_terminations_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_terminations_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_terminations_reopened_by FOREIGN KEY(reopened_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE attachments (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    paper_id TEXT,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    added_at TEXT NOT NULL,
    added_by TEXT NOT NULL,
    note TEXT NOT NULL,
    CONSTRAINT pk_attachments PRIMARY KEY (seq),
    CONSTRAINT uq_attachments_id UNIQUE (id),
    CONSTRAINT fk_attachments_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attachments_paper_id FOREIGN KEY(paper_id) REFERENCES papers (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_attachments_added_by FOREIGN KEY(added_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE blank_forms (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    kind TEXT NOT NULL,
    number TEXT NOT NULL,
    printed_at TEXT NOT NULL,
    printed_by TEXT NOT NULL,
    state TEXT NOT NULL,
    used_on TEXT,
    case_id TEXT,
    notice_id TEXT,
    reason TEXT NOT NULL,
    settled_at TEXT,
    settled_by TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_blank_forms PRIMARY KEY (seq),
    CONSTRAINT ck_blank_forms_kind_known CHECK (kind IN ('registration', 'notice', 'receipt')),
    CONSTRAINT ck_blank_forms_state_known CHECK (state IN ('printed', 'used', 'spoiled')),
    CONSTRAINT uq_blank_forms_id UNIQUE (id),
    CONSTRAINT uq_blank_forms_number UNIQUE (number),
    CONSTRAINT fk_blank_forms_printed_by FOREIGN KEY(printed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_blank_forms_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_blank_forms_notice_id FOREIGN KEY(notice_id) REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_blank_forms_settled_by FOREIGN KEY(settled_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE clock_pauses (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    clock_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    at_most TEXT NOT NULL,
    reason_id TEXT NOT NULL,
    reason TEXT NOT NULL,
    "by" TEXT NOT NULL,
    ended_by TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_clock_pauses PRIMARY KEY (seq),
    CONSTRAINT uq_clock_pauses_id UNIQUE (id),
    CONSTRAINT fk_clock_pauses_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_clock_pauses_clock_id FOREIGN KEY(clock_id) REFERENCES clocks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_clock_pauses_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_clock_pauses_ended_by FOREIGN KEY(ended_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE commitments (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    point_id TEXT,
    text TEXT NOT NULL,
    owner TEXT NOT NULL,
    due_on TEXT NOT NULL,
    made_by TEXT NOT NULL,
    made_at TEXT NOT NULL,
    kept_on TEXT,
    evidence TEXT NOT NULL,
    broken_reason TEXT NOT NULL,
    source TEXT NOT NULL,
    letter_id TEXT,
    amount_fen INTEGER,
    owner_id TEXT,
    agreed_by TEXT,
    broken_at TEXT,
    broken_by TEXT,
    contact_id TEXT,
    asks_agreement INTEGER NOT NULL,
    declined_by TEXT,
    declined_reason TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_commitments PRIMARY KEY (seq),
    CONSTRAINT ck_commitments_asks_agreement_flag CHECK (asks_agreement IN (0, 1)),
    CONSTRAINT uq_commitments_id UNIQUE (id),
    CONSTRAINT fk_commitments_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_point_id FOREIGN KEY(point_id) REFERENCES points (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_owner_id FOREIGN KEY(owner_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_agreed_by FOREIGN KEY(agreed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_broken_by FOREIGN KEY(broken_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_contact_id FOREIGN KEY(contact_id) REFERENCES contacts (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_commitments_declined_by FOREIGN KEY(declined_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE custody (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    since TEXT NOT NULL,
    until TEXT,
    how TEXT NOT NULL,
    handover_id TEXT,
    CONSTRAINT pk_custody PRIMARY KEY (seq),
    CONSTRAINT ck_custody_how_known CHECK (how IN ('registered', 'handover', 'by_word', 'returned', 'taken_over', 'passed_up', 'handed_on')),
    CONSTRAINT uq_custody_id UNIQUE (id),
    CONSTRAINT fk_custody_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_custody_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_custody_handover_id FOREIGN KEY(handover_id) REFERENCES handovers (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE delivery_attempts (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    at TEXT NOT NULL,
    noted_at TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    way TEXT NOT NULL,
    result TEXT NOT NULL,
    receiver TEXT NOT NULL,
    entitled TEXT NOT NULL,
    tracking TEXT NOT NULL,
    witness_id TEXT,
    note TEXT NOT NULL,
    next_on TEXT,
    CONSTRAINT pk_delivery_attempts PRIMARY KEY (seq),
    CONSTRAINT ck_delivery_attempts_way_known CHECK (way IN ('by_hand', 'post', 'refused', 'not_found', 'nobody')),
    CONSTRAINT ck_delivery_attempts_result_known CHECK (result IN ('delivered', 'sent', 'not_met', 'refused', 'came_back')),
    CONSTRAINT uq_delivery_attempts_id UNIQUE (id),
    CONSTRAINT fk_delivery_attempts_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_delivery_attempts_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_delivery_attempts_witness_id FOREIGN KEY(witness_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE documents (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_documents PRIMARY KEY (seq),
    CONSTRAINT uq_documents_id UNIQUE (id),
    CONSTRAINT fk_documents_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE extensions (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    clock_id TEXT NOT NULL,
    new_clock_id TEXT,
    kind TEXT NOT NULL,
    round INTEGER NOT NULL,
    reason TEXT NOT NULL,
    old_due_at TEXT NOT NULL,
    new_due_at TEXT NOT NULL,
    letter_id TEXT,
    asked_by TEXT NOT NULL,
    at TEXT NOT NULL,
    agreed_by TEXT,
    agreed_at TEXT,
    holds_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_extensions PRIMARY KEY (seq),
    CONSTRAINT ck_extensions_kind_known CHECK (kind IN ('first_contact', 'reply', 'ceiling', 'promised_contact', 'follow_up', 'handover_offer', 'scope_decision', 'referral_result', 'materials_due', 'next_delivery', 'external', 'report_ahead', 'task', 'commitment', 'lead_sees', 'restore', 'escalation')),
    CONSTRAINT uq_extensions_case_id_kind_round UNIQUE (case_id, kind, round),
    CONSTRAINT uq_extensions_id UNIQUE (id),
    CONSTRAINT fk_extensions_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_extensions_clock_id FOREIGN KEY(clock_id) REFERENCES clocks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_extensions_new_clock_id FOREIGN KEY(new_clock_id) REFERENCES clocks (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_extensions_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_extensions_asked_by FOREIGN KEY(asked_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_extensions_agreed_by FOREIGN KEY(agreed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE follow_ups (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    reached INTEGER NOT NULL,
    satisfied INTEGER,
    attitude INTEGER,
    speed INTEGER,
    result INTEGER,
    clarity INTEGER,
    rating TEXT,
    volunteered INTEGER NOT NULL,
    part TEXT NOT NULL,
    came TEXT,
    received_on TEXT,
    card_id TEXT,
    seen_by TEXT,
    words TEXT NOT NULL,
    round INTEGER NOT NULL,
    CONSTRAINT pk_follow_ups PRIMARY KEY (seq),
    CONSTRAINT ck_follow_ups_reached_flag CHECK (reached IN (0, 1)),
    CONSTRAINT ck_follow_ups_satisfied_flag CHECK (satisfied IN (0, 1)),
    CONSTRAINT ck_follow_ups_volunteered_flag CHECK (volunteered IN (0, 1)),
    CONSTRAINT ck_follow_ups_rating_known CHECK (rating IN ('satisfied', 'mostly_satisfied', 'dissatisfied')),
    CONSTRAINT ck_follow_ups_came_known CHECK (came IN ('by_post', 'by_hand')),
    CONSTRAINT ck_follow_ups_attitude_range CHECK (attitude BETWEEN 1 AND 5),
    CONSTRAINT ck_follow_ups_speed_range CHECK (speed BETWEEN 1 AND 5),
    CONSTRAINT ck_follow_ups_result_range CHECK (result BETWEEN 1 AND 5),
    CONSTRAINT ck_follow_ups_clarity_range CHECK (clarity BETWEEN 1 AND 5),
    CONSTRAINT uq_follow_ups_id UNIQUE (id),
    CONSTRAINT fk_follow_ups_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_follow_ups_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_follow_ups_card_id FOREIGN KEY(card_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_follow_ups_seen_by FOREIGN KEY(seen_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE letter_returns (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    at TEXT NOT NULL,
    staff_id TEXT NOT NULL,
    comment TEXT NOT NULL,
    remarks TEXT NOT NULL,
    markdown TEXT NOT NULL,
    facts TEXT NOT NULL,
    version INTEGER NOT NULL,
    CONSTRAINT pk_letter_returns PRIMARY KEY (seq),
    CONSTRAINT uq_letter_returns_id UNIQUE (id),
    CONSTRAINT fk_letter_returns_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_letter_returns_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE notice_breaches (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    notice_id TEXT NOT NULL,
    first_notice_id TEXT NOT NULL,
    material_id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    agreed_by TEXT,
    at TEXT NOT NULL,
    CONSTRAINT pk_notice_breaches PRIMARY KEY (seq),
    CONSTRAINT ck_notice_breaches_kind_known CHECK (kind IN ('rule_changed', 'circumstances_changed', 'omission')),
    CONSTRAINT uq_notice_breaches_id UNIQUE (id),
    CONSTRAINT fk_notice_breaches_notice_id FOREIGN KEY(notice_id) REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_notice_breaches_first_notice_id FOREIGN KEY(first_notice_id) REFERENCES notices (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_notice_breaches_agreed_by FOREIGN KEY(agreed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE print_items (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    run_id TEXT NOT NULL,
    letter_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    number TEXT NOT NULL,
    pages INTEGER NOT NULL,
    as_copy INTEGER NOT NULL,
    state TEXT NOT NULL,
    job TEXT NOT NULL,
    wrong TEXT NOT NULL,
    taken_at TEXT,
    sent_at TEXT,
    settled_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_print_items PRIMARY KEY (seq),
    CONSTRAINT ck_print_items_state_known CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'confirmed', 'spoiled', 'dropped')),
    CONSTRAINT ck_print_items_as_copy_flag CHECK (as_copy IN (0, 1)),
    CONSTRAINT uq_print_items_id UNIQUE (id),
    CONSTRAINT fk_print_items_run_id FOREIGN KEY(run_id) REFERENCES print_runs (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_print_items_letter_id FOREIGN KEY(letter_id) REFERENCES letters (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE reports_ahead (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    case_id TEXT,
    event_id TEXT,
    incident_id TEXT,
    receiver TEXT NOT NULL,
    person TEXT NOT NULL,
    number TEXT NOT NULL,
    said TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    CONSTRAINT pk_reports_ahead PRIMARY KEY (seq),
    CONSTRAINT ck_reports_ahead_receiver_known CHECK (receiver IN ('hotline', 'superior', 'spokesperson', 'police', 'fire', 'ambulance', 'repair')),
    CONSTRAINT uq_reports_ahead_id UNIQUE (id),
    CONSTRAINT fk_reports_ahead_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reports_ahead_event_id FOREIGN KEY(event_id) REFERENCES hall_events (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reports_ahead_incident_id FOREIGN KEY(incident_id) REFERENCES incidents (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_reports_ahead_by FOREIGN KEY("by") REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE TABLE tasks (
    seq INTEGER NOT NULL,
    id TEXT NOT NULL,
    salt TEXT NOT NULL,
    number TEXT NOT NULL,
    case_id TEXT NOT NULL,
    point_id TEXT,
    department TEXT NOT NULL,
    receiver_id TEXT,
    receiver_name TEXT NOT NULL,
    receiver_phone TEXT NOT NULL,
    matter TEXT NOT NULL,
    due_at TEXT NOT NULL,
    beyond_agreed_by TEXT,
    state TEXT NOT NULL,
    given_by TEXT NOT NULL,
    given_at TEXT NOT NULL,
    answered_at TEXT,
    ground TEXT NOT NULL,
    result TEXT NOT NULL,
    evidence TEXT NOT NULL,
    done_at TEXT,
    by_word INTEGER NOT NULL,
    told_by TEXT NOT NULL,
    told_phone TEXT NOT NULL,
    told_words TEXT NOT NULL,
    confirmed_by TEXT,
    confirmed_at TEXT,
    version INTEGER NOT NULL,
    CONSTRAINT pk_tasks PRIMARY KEY (seq),
    CONSTRAINT ck_tasks_state_known CHECK (state IN ('given', 'accepted', 'returned', 'done', 'withdrawn')),
    CONSTRAINT ck_tasks_by_word_flag CHECK (by_word IN (0, 1)),
    CONSTRAINT uq_tasks_id UNIQUE (id),
    CONSTRAINT uq_tasks_number UNIQUE (number),
    CONSTRAINT fk_tasks_case_id FOREIGN KEY(case_id) REFERENCES cases (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_point_id FOREIGN KEY(point_id) REFERENCES points (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_receiver_id FOREIGN KEY(receiver_id) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_beyond_agreed_by FOREIGN KEY(beyond_agreed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_given_by FOREIGN KEY(given_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED,
    CONSTRAINT fk_tasks_confirmed_by FOREIGN KEY(confirmed_by) REFERENCES staff (id) DEFERRABLE INITIALLY DEFERRED
)

CREATE INDEX ix_absences_staff_id ON absences (staff_id)

CREATE INDEX ix_accounts_address ON accounts (address) WHERE address <> ''

CREATE INDEX ix_accounts_customer_id ON accounts (customer_id)

CREATE INDEX ix_accounts_meter_no ON accounts (meter_no) WHERE meter_no <> ''

CREATE INDEX ix_accounts_number ON accounts (number)

CREATE INDEX ix_accounts_place ON accounts (place) WHERE place <> ''

CREATE INDEX ix_accounts_supply_area ON accounts (supply_area) WHERE supply_area <> ''

CREATE INDEX ix_alarms_case_id ON alarms (case_id)

CREATE INDEX ix_alarms_unseen_role ON alarms (role) WHERE seen_at IS NULL

CREATE INDEX ix_alarms_unseen_staff_id ON alarms (staff_id) WHERE seen_at IS NULL

CREATE INDEX ix_amendments_case_id ON amendments (case_id)

CREATE INDEX ix_attachments_case_id ON attachments (case_id)

CREATE INDEX ix_attentions_customer_id ON attentions (customer_id)

CREATE INDEX ix_blank_forms_state_kind ON blank_forms (state, kind)

CREATE INDEX ix_cares_customer_id ON cares (customer_id)

CREATE INDEX ix_case_links_other_id ON case_links (other_id)

CREATE INDEX ix_cases_account_no ON cases (account_no, received_at) WHERE account_no <> ''

CREATE INDEX ix_cases_closed ON cases (coalesce(closed_at, '')) WHERE status <> 'open'

CREATE INDEX ix_cases_customer_id ON cases (customer_id) WHERE customer_id IS NOT NULL

CREATE INDEX ix_cases_open_due ON cases (coalesce(due_at, '~')) WHERE status = 'open'

CREATE INDEX ix_cases_open_first_due ON cases (first_responder_id, coalesce(due_at, '~')) WHERE status = 'open'

CREATE INDEX ix_cases_open_holder_due ON cases (holder_id, coalesce(due_at, '~')) WHERE status = 'open'

CREATE INDEX ix_cases_open_stage_due ON cases (stage, coalesce(due_at, '~')) WHERE status = 'open'

CREATE INDEX ix_cases_place ON cases (place, received_at) WHERE place <> ''

CREATE INDEX ix_cases_received_at ON cases (received_at)

CREATE INDEX ix_cases_unclear_due ON cases (coalesce(due_at, '~')) WHERE status = 'open' AND scope = 'unclear'

CREATE INDEX ix_clock_pauses_case_id ON clock_pauses (case_id)

CREATE INDEX ix_clock_pauses_clock_id ON clock_pauses (clock_id)

CREATE INDEX ix_clocks_case_id ON clocks (case_id)

CREATE INDEX ix_clocks_ended_kind_due ON clocks (kind, due_at) WHERE verdict <> ''

CREATE INDEX ix_clocks_running_kind_due ON clocks (kind, due_at) WHERE verdict = ''

CREATE INDEX ix_commitments_case_id ON commitments (case_id)

CREATE INDEX ix_commitments_open ON commitments (due_on) WHERE kept_on IS NULL AND broken_reason = ''

CREATE INDEX ix_concerns_staff_id ON concerns (staff_id)

CREATE INDEX ix_confirmations_case_id ON confirmations (case_id)

CREATE INDEX ix_contacts_case_id ON contacts (case_id)

CREATE INDEX ix_custody_case_id ON custody (case_id)

CREATE INDEX ix_customer_contacts_customer_id ON customer_contacts (customer_id)

CREATE INDEX ix_customer_contacts_phone ON customer_contacts (phone) WHERE phone <> ''

CREATE INDEX ix_customer_links_customer_id ON customer_links (customer_id)

CREATE INDEX ix_customer_links_other_id ON customer_links (other_id)

CREATE INDEX ix_customer_merges_kept_id ON customer_merges (kept_id)

CREATE INDEX ix_customer_merges_other_id ON customer_merges (other_id)

CREATE INDEX ix_customer_notes_customer_id ON customer_notes (customer_id)

CREATE INDEX ix_customers_address ON customers (address) WHERE address <> ''

CREATE INDEX ix_customers_initials ON customers (initials) WHERE initials <> ''

CREATE INDEX ix_customers_merged_into ON customers (merged_into) WHERE merged_into IS NOT NULL

CREATE INDEX ix_customers_name ON customers (name)

CREATE INDEX ix_customers_number ON customers (number) WHERE number <> ''

CREATE INDEX ix_customers_phone ON customers (phone) WHERE phone <> ''

CREATE INDEX ix_customers_pinyin ON customers (pinyin) WHERE pinyin <> ''

CREATE INDEX ix_customers_place ON customers (place) WHERE place <> ''

CREATE INDEX ix_customers_printed_name ON customers (printed_name) WHERE printed_name <> ''

CREATE INDEX ix_delegations_absent_id ON delegations (absent_id)

CREATE INDEX ix_delegations_deputy_id ON delegations (deputy_id)

CREATE INDEX ix_delivery_attempts_letter_id ON delivery_attempts (letter_id)

CREATE INDEX ix_documents_letter_id ON documents (letter_id)

CREATE INDEX ix_erasures_at ON erasures (at)

CREATE INDEX ix_erasures_customer_id ON erasures (customer_id)

CREATE INDEX ix_escalations_case_id ON escalations (case_id)

CREATE INDEX ix_escalations_open ON escalations (due_at) WHERE done_at IS NULL

CREATE INDEX ix_extensions_letter_id ON extensions (letter_id)

CREATE INDEX ix_external_refs_number ON external_refs (number)

CREATE INDEX ix_file_changes_customer_id ON file_changes (customer_id)

CREATE INDEX ix_follow_ups_case_id ON follow_ups (case_id)

CREATE INDEX ix_hall_events_unseen ON hall_events (at) WHERE seen_at IS NULL

CREATE INDEX ix_handovers_case_id ON handovers (case_id)

CREATE INDEX ix_handovers_state_receiver_id ON handovers (state, receiver_id)

CREATE INDEX ix_import_runs_content_hash ON import_runs (content_hash)

CREATE INDEX ix_incident_cases_case_id ON incident_cases (case_id)

CREATE INDEX ix_incident_estimates_incident_id ON incident_estimates (incident_id)

CREATE INDEX ix_incident_reads_incident_id ON incident_reads (incident_id, staff_id)

CREATE INDEX ix_incidents_open ON incidents (began_at) WHERE state = 'open'

CREATE INDEX ix_journal_case_id ON journal (case_id) WHERE case_id <> ''

CREATE INDEX ix_letter_returns_letter_id ON letter_returns (letter_id)

CREATE INDEX ix_letters_case_id ON letters (case_id)

CREATE INDEX ix_letters_register ON letters (issued_on) WHERE serial IS NOT NULL

CREATE INDEX ix_letters_state ON letters (state)

CREATE INDEX ix_notice_breaches_kind_at ON notice_breaches (kind, at)

CREATE INDEX ix_notice_breaches_notice_id ON notice_breaches (notice_id)

CREATE INDEX ix_notices_account_no ON notices (account_no) WHERE account_no <> ''

CREATE INDEX ix_notices_case_id ON notices (case_id) WHERE case_id IS NOT NULL

CREATE INDEX ix_notices_customer_name ON notices (customer_name) WHERE customer_name <> ''

CREATE INDEX ix_operations_case_id ON operations (case_id) WHERE case_id IS NOT NULL

CREATE INDEX ix_operations_customer_id ON operations (customer_id)

CREATE INDEX ix_papers_case_id ON papers (case_id)

CREATE INDEX ix_parties_case_id ON parties (case_id)

CREATE INDEX ix_print_items_letter_id ON print_items (letter_id)

CREATE INDEX ix_print_items_run_id ON print_items (run_id, state)

CREATE INDEX ix_print_runs_ended_at ON print_runs (ended_at)

CREATE INDEX ix_referrals_case_id ON referrals (case_id)

CREATE INDEX ix_reports_ahead_case_id ON reports_ahead (case_id) WHERE case_id IS NOT NULL

CREATE INDEX ix_restorations_case_id ON restorations (case_id)

CREATE INDEX ix_restorations_waiting ON restorations (case_id) WHERE restored_at IS NULL AND dropped_at IS NULL

CREATE INDEX ix_reveals_case_id ON reveals (case_id)

CREATE INDEX ix_reveals_customer_id ON reveals (customer_id)

CREATE INDEX ix_tasks_case_id ON tasks (case_id)

CREATE INDEX ix_tasks_department ON tasks (department, due_at)

CREATE INDEX ix_tasks_open ON tasks (department, due_at) WHERE state IN ('given', 'accepted')

CREATE INDEX ix_tasks_receiver_id ON tasks (receiver_id)

CREATE INDEX ix_terminations_at ON terminations (at)

CREATE INDEX ix_terminations_case_id ON terminations (case_id)

CREATE INDEX ix_visits_staff_id ON visits (staff_id)

CREATE UNIQUE INDEX ux_case_links_standing ON case_links (case_id, other_id, kind) WHERE ended_at IS NULL

CREATE UNIQUE INDEX ux_cases_paper_number ON cases (paper_number) WHERE paper_number <> ''

CREATE UNIQUE INDEX ux_cases_request_id ON cases (request_id) WHERE request_id <> ''

CREATE UNIQUE INDEX ux_custody_open ON custody (case_id) WHERE until IS NULL

CREATE UNIQUE INDEX ux_follow_ups_card_id ON follow_ups (card_id)

CREATE UNIQUE INDEX ux_handovers_open ON handovers (case_id) WHERE state = 'offered'

CREATE UNIQUE INDEX ux_letter_templates_name_hash ON letter_templates (name, hash)

CREATE UNIQUE INDEX ux_letters_number ON letters (number) WHERE number <> ''

CREATE UNIQUE INDEX ux_notices_number ON notices (number) WHERE number <> ''

CREATE UNIQUE INDEX ux_notices_request_id ON notices (request_id) WHERE request_id <> ''

CREATE UNIQUE INDEX ux_notices_supersedes ON notices (supersedes) WHERE supersedes IS NOT NULL

CREATE UNIQUE INDEX ux_template_adoptions_name_version ON template_adoptions (name, version)

CREATE TRIGGER journal_refuses_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END

CREATE TRIGGER journal_refuses_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END

CREATE VIRTUAL TABLE case_pairs USING fts5(pairs, content='', detail=none, columnsize=0, tokenize='unicode61')

CREATE VIRTUAL TABLE customer_pairs USING fts5(pairs, content='', detail=none, columnsize=0, tokenize='unicode61')

CREATE VIRTUAL TABLE letter_pairs USING fts5(pairs, content='', detail=none, columnsize=0, tokenize='unicode61')
