CREATE TABLE base (
	one SERIAL NOT NULL,
	base_id UUID NOT NULL,
	projected_at BIGINT NOT NULL,
	defined_v BIGINT NOT NULL,
	CONSTRAINT pk_base PRIMARY KEY (one)
);
--
CREATE TABLE head (
	one SERIAL NOT NULL,
	hlc_ms BIGINT NOT NULL,
	hlc_c BIGINT NOT NULL,
	server_seq BIGINT NOT NULL,
	CONSTRAINT pk_head PRIMARY KEY (one)
);
--
CREATE TABLE site (
	site_no BIGSERIAL NOT NULL,
	site_key TEXT NOT NULL,
	next_seq BIGINT NOT NULL,
	CONSTRAINT pk_site PRIMARY KEY (site_no),
	CONSTRAINT uq_site_site_key UNIQUE (site_key)
);
--
CREATE TABLE op (
	site_no BIGINT NOT NULL,
	site_seq BIGINT NOT NULL,
	hlc_ms BIGINT NOT NULL,
	hlc_c BIGINT NOT NULL,
	made_at BIGINT NOT NULL,
	made_zone TEXT NOT NULL,
	occurred_at BIGINT NOT NULL,
	entity TEXT NOT NULL,
	row_id UUID NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	parents TEXT NOT NULL,
	actor UUID NOT NULL,
	tx_id UUID NOT NULL,
	undoes UUID,
	schema_v INTEGER NOT NULL,
	server_seq BIGINT,
	CONSTRAINT pk_op PRIMARY KEY (site_no, site_seq)
);
--
CREATE TABLE tx (
	tx_id UUID NOT NULL,
	site_no BIGINT NOT NULL,
	seq BIGINT NOT NULL,
	action TEXT NOT NULL,
	actor UUID NOT NULL,
	at BIGINT NOT NULL,
	state TEXT NOT NULL,
	undo TEXT NOT NULL,
	about TEXT NOT NULL,
	rows INTEGER NOT NULL,
	lead_id UUID,
	undoes UUID,
	undone_by UUID,
	CONSTRAINT pk_tx PRIMARY KEY (tx_id)
);
--
CREATE TABLE tx_kept (
	tx_id UUID NOT NULL,
	row_id UUID NOT NULL,
	CONSTRAINT pk_tx_kept PRIMARY KEY (tx_id, row_id)
);
--
CREATE TABLE lead (
	n BIGSERIAL NOT NULL,
	id UUID NOT NULL,
	person_id UUID,
	company_id UUID,
	kind TEXT NOT NULL,
	stage TEXT NOT NULL,
	place TEXT,
	place_reason TEXT NOT NULL,
	reachable BOOLEAN NOT NULL,
	name TEXT NOT NULL,
	company TEXT NOT NULL,
	title TEXT NOT NULL,
	need TEXT NOT NULL,
	need_type TEXT NOT NULL,
	product TEXT NOT NULL,
	channel TEXT NOT NULL,
	source TEXT NOT NULL,
	campaign TEXT NOT NULL,
	event TEXT NOT NULL,
	language TEXT NOT NULL,
	city TEXT NOT NULL,
	country TEXT NOT NULL,
	zone TEXT,
	phone TEXT NOT NULL,
	email TEXT NOT NULL,
	owner UUID,
	amount_minor BIGINT,
	currency TEXT NOT NULL,
	score BIGINT,
	temperature TEXT NOT NULL,
	level TEXT,
	priority TEXT NOT NULL,
	starred BOOLEAN NOT NULL,
	read BOOLEAN NOT NULL,
	replied BOOLEAN NOT NULL,
	labels TEXT NOT NULL,
	received BIGINT NOT NULL,
	stage_since BIGINT NOT NULL,
	decided_at BIGINT,
	taken_at BIGINT,
	qualified_at BIGINT,
	ready_at BIGINT,
	handed_at BIGINT,
	accepted_at BIGINT,
	won_at BIGINT,
	lost_at BIGINT,
	outcome TEXT,
	first_contact_at BIGINT,
	last_signal_at BIGINT,
	last_touch_at BIGINT,
	norm_since BIGINT,
	cool_since BIGINT,
	half_life_h BIGINT NOT NULL,
	stake BIGINT NOT NULL,
	in_norm BOOLEAN,
	contacted_by UUID,
	decided_by UUID,
	wait BIGINT,
	attempts BIGINT NOT NULL,
	next_due BIGINT,
	next_step TEXT NOT NULL,
	snoozed_until BIGINT,
	wake_at BIGINT,
	nurture_rounds BIGINT NOT NULL,
	answers_known BIGINT NOT NULL,
	before_n BIGINT NOT NULL,
	before_at BIGINT,
	before_what TEXT NOT NULL,
	external_id TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	import_id UUID,
	next_change_at BIGINT,
	calls BIGINT NOT NULL,
	airtime BIGINT NOT NULL,
	touches BIGINT NOT NULL,
	bant BIGINT,
	champ BIGINT,
	consent TEXT,
	ready BOOLEAN NOT NULL,
	has_note BOOLEAN NOT NULL,
	has_evidence BOOLEAN NOT NULL,
	merged BOOLEAN NOT NULL,
	conflict BOOLEAN NOT NULL,
	closed_at BIGINT,
	refusal TEXT,
	lost_reason TEXT,
	salesperson UUID,
	given_at BIGINT,
	buys_by BIGINT,
	stuck_at BIGINT,
	pile SMALLINT NOT NULL,
	search TEXT NOT NULL,
	CONSTRAINT pk_lead PRIMARY KEY (n),
	CONSTRAINT uq_lead_id UNIQUE (id)
);
--
CREATE TABLE lead_member (
	id UUID NOT NULL,
	lead_id UUID NOT NULL,
	CONSTRAINT pk_lead_member PRIMARY KEY (id)
);
--
CREATE TABLE person (
	id UUID NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	company_id UUID,
	language TEXT NOT NULL,
	zone TEXT,
	city TEXT NOT NULL,
	country TEXT NOT NULL,
	born_site BIGINT NOT NULL,
	born_seq BIGINT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id)
);
--
CREATE TABLE company (
	id UUID NOT NULL,
	name TEXT NOT NULL,
	skeleton TEXT NOT NULL,
	website TEXT NOT NULL,
	city TEXT NOT NULL,
	country TEXT NOT NULL,
	born_site BIGINT NOT NULL,
	born_seq BIGINT NOT NULL,
	CONSTRAINT pk_company PRIMARY KEY (id)
);
--
CREATE TABLE contact (
	person_id UUID NOT NULL,
	id UUID NOT NULL,
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	normal TEXT,
	reason TEXT,
	label TEXT NOT NULL,
	mark TEXT,
	shared BOOLEAN NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (person_id, id)
);
--
CREATE TABLE deal (
	id UUID NOT NULL,
	lead_id UUID,
	person_id UUID,
	company_id UUID,
	round INTEGER NOT NULL,
	stage TEXT NOT NULL,
	"to" UUID,
	by UUID NOT NULL,
	at BIGINT NOT NULL,
	amount_minor BIGINT,
	currency TEXT NOT NULL,
	reason TEXT NOT NULL,
	satisfied TEXT NOT NULL,
	accepted_at BIGINT,
	closed_at BIGINT,
	handed_at BIGINT NOT NULL,
	cause TEXT NOT NULL,
	repeat BOOLEAN NOT NULL,
	useful BOOLEAN,
	proposals INTEGER NOT NULL,
	invoices INTEGER NOT NULL,
	CONSTRAINT pk_deal PRIMARY KEY (id)
);
--
CREATE TABLE answer (
	lead_id UUID NOT NULL,
	question TEXT NOT NULL,
	level INTEGER,
	text TEXT NOT NULL,
	at BIGINT NOT NULL,
	by UUID NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (lead_id, question)
);
--
CREATE TABLE touch (
	lead_id UUID NOT NULL,
	id UUID NOT NULL,
	kind TEXT NOT NULL,
	way TEXT NOT NULL,
	at BIGINT NOT NULL,
	by UUID,
	seconds INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT pk_touch PRIMARY KEY (lead_id, id)
);
--
CREATE TABLE task (
	lead_id UUID NOT NULL,
	id UUID NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	due BIGINT NOT NULL,
	first_due BIGINT NOT NULL,
	by UUID NOT NULL,
	"to" UUID,
	done BIGINT,
	result TEXT NOT NULL,
	CONSTRAINT pk_task PRIMARY KEY (lead_id, id)
);
--
CREATE TABLE nursed (
	lead_id UUID NOT NULL,
	programme TEXT NOT NULL,
	stage TEXT NOT NULL,
	owner UUID,
	since BIGINT NOT NULL,
	next_at BIGINT,
	next_step BIGINT,
	last_at BIGINT NOT NULL,
	wake_at BIGINT,
	CONSTRAINT pk_nursed PRIMARY KEY (lead_id)
);
--
CREATE TABLE definition (
	row_id UUID NOT NULL,
	entity TEXT NOT NULL,
	key TEXT NOT NULL,
	ord INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_definition PRIMARY KEY (row_id)
);
--
CREATE TABLE person_user (
	id UUID NOT NULL,
	name TEXT NOT NULL,
	roles TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_person_user PRIMARY KEY (id)
);
--
CREATE TABLE rollup (
	key TEXT COLLATE "C" NOT NULL,
	n BIGINT NOT NULL,
	total BIGINT NOT NULL,
	CONSTRAINT pk_rollup PRIMARY KEY (key)
);
--
CREATE TABLE file_part (
	sha256 TEXT NOT NULL,
	part INTEGER NOT NULL,
	data BYTEA NOT NULL,
	CONSTRAINT pk_file_part PRIMARY KEY (sha256, part)
);
--
CREATE TABLE match_key (
	hash BIGINT NOT NULL,
	person_id UUID NOT NULL,
	CONSTRAINT pk_match_key PRIMARY KEY (hash, person_id)
);
--
CREATE TABLE match_traits (
	person_id UUID NOT NULL,
	packed TEXT NOT NULL,
	CONSTRAINT pk_match_traits PRIMARY KEY (person_id)
);
--
CREATE TABLE match_count (
	what TEXT NOT NULL,
	n BIGINT NOT NULL,
	CONSTRAINT pk_match_count PRIMARY KEY (what)
);
--
CREATE TABLE match_mark (
	site_no BIGINT NOT NULL,
	site_seq BIGINT NOT NULL,
	CONSTRAINT pk_match_mark PRIMARY KEY (site_no)
);
--
CREATE TABLE match_pair (
	one UUID NOT NULL,
	other UUID NOT NULL,
	permille BIGINT NOT NULL,
	CONSTRAINT pk_match_pair PRIMARY KEY (one, other)
);
--
CREATE INDEX ix_company_skeleton ON company (skeleton);
--
CREATE INDEX ix_contact_normal ON contact (normal);
--
CREATE INDEX ix_deal_lead_id ON deal (lead_id);
--
CREATE INDEX ix_deal_stage ON deal (stage, handed_at, id);
--
CREATE INDEX ix_lead_by_amount ON lead (pile, coalesce(amount_minor, -1), id);
--
CREATE INDEX ix_lead_by_call ON lead (pile, half_life_h, (stake + (65536 * cool_since) / (3600000 * half_life_h)), id) WHERE cool_since IS NOT NULL;
--
CREATE INDEX ix_lead_by_cooling ON lead (pile, coalesce(cool_since, 4503599627370496), id);
--
CREATE INDEX ix_lead_by_due ON lead (pile, coalesce(next_due, 4503599627370496), id);
--
CREATE INDEX ix_lead_by_received ON lead (pile, received, id);
--
CREATE INDEX ix_lead_by_score ON lead (pile, coalesce(score, -1), id);
--
CREATE INDEX ix_lead_by_stage_age ON lead (pile, stage_since, id);
--
CREATE INDEX ix_lead_change ON lead (next_change_at) WHERE next_change_at IS NOT NULL;
--
CREATE INDEX ix_lead_company_id ON lead (company_id) WHERE company_id IS NOT NULL;
--
CREATE INDEX ix_lead_fingerprint ON lead (fingerprint);
--
CREATE INDEX ix_lead_lost ON lead (pile, owner) WHERE owner IS NOT NULL AND next_due IS NULL;
--
CREATE INDEX ix_lead_norm ON lead (pile, norm_since, channel) WHERE norm_since IS NOT NULL;
--
CREATE INDEX ix_lead_owner ON lead (pile, owner, coalesce(score, -1), id);
--
CREATE INDEX ix_lead_person_id ON lead (person_id);
--
CREATE INDEX ix_lead_reason ON lead (pile, place_reason, coalesce(score, -1), id) WHERE place_reason <> '';
--
CREATE INDEX ix_lead_replied ON lead (pile, coalesce(score, -1), id) WHERE replied;
--
CREATE INDEX ix_lead_snoozed ON lead (snoozed_until, pile, stage, temperature, owner, reachable) WHERE snoozed_until IS NOT NULL;
--
CREATE INDEX ix_lead_stage ON lead (pile, stage, coalesce(score, -1), id);
--
CREATE INDEX ix_lead_starred ON lead (pile, coalesce(score, -1), id) WHERE starred;
--
CREATE INDEX ix_lead_temperature ON lead (pile, temperature, coalesce(score, -1), id);
--
CREATE INDEX ix_lead_unreachable ON lead (pile) WHERE pile = 0 AND NOT reachable;
--
CREATE INDEX ix_lead_wake ON lead (wake_at) WHERE wake_at IS NOT NULL;
--
CREATE INDEX ix_match_pair_other ON match_pair (other);
--
CREATE INDEX ix_nursed_last_at ON nursed (last_at);
--
CREATE INDEX ix_nursed_next_at ON nursed (next_at);
--
CREATE INDEX ix_nursed_wake_at ON nursed (wake_at);
--
CREATE INDEX ix_op_row_id ON op (row_id);
--
CREATE INDEX ix_op_tx_id ON op (tx_id, site_no, site_seq);
--
CREATE INDEX ix_task_due ON task (due);
--
CREATE INDEX ix_touch_at ON touch (at);
--
CREATE INDEX ix_tx_seq ON tx (seq);
--
CREATE INDEX ix_tx_unfinished ON tx (state) WHERE state <> 'closed'
