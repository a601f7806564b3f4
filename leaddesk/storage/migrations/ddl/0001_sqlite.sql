CREATE TABLE base (
	one INTEGER NOT NULL,
	base_id BLOB NOT NULL,
	projected_at INTEGER NOT NULL,
	defined_v INTEGER NOT NULL,
	CONSTRAINT pk_base PRIMARY KEY (one)
);
--
CREATE TABLE head (
	one INTEGER NOT NULL,
	hlc_ms INTEGER NOT NULL,
	hlc_c INTEGER NOT NULL,
	server_seq INTEGER NOT NULL,
	CONSTRAINT pk_head PRIMARY KEY (one)
);
--
CREATE TABLE site (
	site_no INTEGER NOT NULL,
	site_key TEXT NOT NULL,
	next_seq INTEGER NOT NULL,
	CONSTRAINT pk_site PRIMARY KEY (site_no),
	CONSTRAINT uq_site_site_key UNIQUE (site_key)
);
--
CREATE TABLE op (
	site_no INTEGER NOT NULL,
	site_seq INTEGER NOT NULL,
	hlc_ms INTEGER NOT NULL,
	hlc_c INTEGER NOT NULL,
	made_at INTEGER NOT NULL,
	made_zone TEXT NOT NULL,
	occurred_at INTEGER NOT NULL,
	entity TEXT NOT NULL,
	row_id BLOB NOT NULL,
	field TEXT NOT NULL,
	value TEXT NOT NULL,
	parents TEXT NOT NULL,
	actor BLOB NOT NULL,
	tx_id BLOB NOT NULL,
	undoes BLOB,
	schema_v INTEGER NOT NULL,
	server_seq INTEGER,
	CONSTRAINT pk_op PRIMARY KEY (site_no, site_seq)
);
--
CREATE TABLE tx (
	tx_id BLOB NOT NULL,
	site_no INTEGER NOT NULL,
	seq INTEGER NOT NULL,
	action TEXT NOT NULL,
	actor BLOB NOT NULL,
	at INTEGER NOT NULL,
	state TEXT NOT NULL,
	undo TEXT NOT NULL,
	about TEXT NOT NULL,
	rows INTEGER NOT NULL,
	lead_id BLOB,
	undoes BLOB,
	undone_by BLOB,
	CONSTRAINT pk_tx PRIMARY KEY (tx_id)
);
--
CREATE TABLE tx_kept (
	tx_id BLOB NOT NULL,
	row_id BLOB NOT NULL,
	CONSTRAINT pk_tx_kept PRIMARY KEY (tx_id, row_id)
)
 WITHOUT ROWID;
--
CREATE TABLE lead (
	n INTEGER NOT NULL,
	id BLOB NOT NULL,
	person_id BLOB,
	company_id BLOB,
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
	owner BLOB,
	amount_minor INTEGER,
	currency TEXT NOT NULL,
	score INTEGER,
	temperature TEXT NOT NULL,
	level TEXT,
	priority TEXT NOT NULL,
	starred BOOLEAN NOT NULL,
	read BOOLEAN NOT NULL,
	replied BOOLEAN NOT NULL,
	labels TEXT NOT NULL,
	received INTEGER NOT NULL,
	stage_since INTEGER NOT NULL,
	decided_at INTEGER,
	taken_at INTEGER,
	qualified_at INTEGER,
	ready_at INTEGER,
	handed_at INTEGER,
	accepted_at INTEGER,
	won_at INTEGER,
	lost_at INTEGER,
	outcome TEXT,
	first_contact_at INTEGER,
	last_signal_at INTEGER,
	last_touch_at INTEGER,
	norm_since INTEGER,
	cool_since INTEGER,
	half_life_h INTEGER NOT NULL,
	stake INTEGER NOT NULL,
	in_norm BOOLEAN,
	contacted_by BLOB,
	decided_by BLOB,
	wait INTEGER,
	attempts INTEGER NOT NULL,
	next_due INTEGER,
	next_step TEXT NOT NULL,
	snoozed_until INTEGER,
	wake_at INTEGER,
	nurture_rounds INTEGER NOT NULL,
	answers_known INTEGER NOT NULL,
	before_n INTEGER NOT NULL,
	before_at INTEGER,
	before_what TEXT NOT NULL,
	external_id TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	import_id BLOB,
	next_change_at INTEGER,
	calls INTEGER NOT NULL,
	airtime INTEGER NOT NULL,
	touches INTEGER NOT NULL,
	bant INTEGER,
	champ INTEGER,
	consent TEXT,
	ready BOOLEAN NOT NULL,
	has_note BOOLEAN NOT NULL,
	has_evidence BOOLEAN NOT NULL,
	merged BOOLEAN NOT NULL,
	"conflict" BOOLEAN NOT NULL,
	closed_at INTEGER,
	refusal TEXT,
	lost_reason TEXT,
	salesperson BLOB,
	given_at INTEGER,
	buys_by INTEGER,
	stuck_at INTEGER,
	pile SMALLINT NOT NULL,
	search TEXT NOT NULL,
	CONSTRAINT pk_lead PRIMARY KEY (n),
	CONSTRAINT uq_lead_id UNIQUE (id)
);
--
CREATE TABLE lead_member (
	id BLOB NOT NULL,
	lead_id BLOB NOT NULL,
	CONSTRAINT pk_lead_member PRIMARY KEY (id)
)
 WITHOUT ROWID;
--
CREATE TABLE person (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	company_id BLOB,
	language TEXT NOT NULL,
	zone TEXT,
	city TEXT NOT NULL,
	country TEXT NOT NULL,
	born_site INTEGER NOT NULL,
	born_seq INTEGER NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id)
)
 WITHOUT ROWID;
--
CREATE TABLE company (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	skeleton TEXT NOT NULL,
	website TEXT NOT NULL,
	city TEXT NOT NULL,
	country TEXT NOT NULL,
	born_site INTEGER NOT NULL,
	born_seq INTEGER NOT NULL,
	CONSTRAINT pk_company PRIMARY KEY (id)
)
 WITHOUT ROWID;
--
CREATE TABLE contact (
	person_id BLOB NOT NULL,
	id BLOB NOT NULL,
	kind TEXT NOT NULL,
	value TEXT NOT NULL,
	normal TEXT,
	reason TEXT,
	label TEXT NOT NULL,
	mark TEXT,
	shared BOOLEAN NOT NULL,
	CONSTRAINT pk_contact PRIMARY KEY (person_id, id)
)
 WITHOUT ROWID;
--
CREATE TABLE deal (
	id BLOB NOT NULL,
	lead_id BLOB,
	person_id BLOB,
	company_id BLOB,
	round INTEGER NOT NULL,
	stage TEXT NOT NULL,
	"to" BLOB,
	"by" BLOB NOT NULL,
	at INTEGER NOT NULL,
	amount_minor INTEGER,
	currency TEXT NOT NULL,
	reason TEXT NOT NULL,
	satisfied TEXT NOT NULL,
	accepted_at INTEGER,
	closed_at INTEGER,
	handed_at INTEGER NOT NULL,
	cause TEXT NOT NULL,
	repeat BOOLEAN NOT NULL,
	useful BOOLEAN,
	proposals INTEGER NOT NULL,
	invoices INTEGER NOT NULL,
	CONSTRAINT pk_deal PRIMARY KEY (id)
);
--
CREATE TABLE answer (
	lead_id BLOB NOT NULL,
	question TEXT NOT NULL,
	level INTEGER,
	text TEXT NOT NULL,
	at INTEGER NOT NULL,
	"by" BLOB NOT NULL,
	CONSTRAINT pk_answer PRIMARY KEY (lead_id, question)
)
 WITHOUT ROWID;
--
CREATE TABLE touch (
	lead_id BLOB NOT NULL,
	id BLOB NOT NULL,
	kind TEXT NOT NULL,
	way TEXT NOT NULL,
	at INTEGER NOT NULL,
	"by" BLOB,
	seconds INTEGER NOT NULL,
	outcome TEXT NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT pk_touch PRIMARY KEY (lead_id, id)
)
 WITHOUT ROWID;
--
CREATE TABLE task (
	lead_id BLOB NOT NULL,
	id BLOB NOT NULL,
	title TEXT NOT NULL,
	kind TEXT NOT NULL,
	due INTEGER NOT NULL,
	first_due INTEGER NOT NULL,
	"by" BLOB NOT NULL,
	"to" BLOB,
	done INTEGER,
	result TEXT NOT NULL,
	CONSTRAINT pk_task PRIMARY KEY (lead_id, id)
)
 WITHOUT ROWID;
--
CREATE TABLE nursed (
	lead_id BLOB NOT NULL,
	programme TEXT NOT NULL,
	stage TEXT NOT NULL,
	owner BLOB,
	since INTEGER NOT NULL,
	next_at INTEGER,
	next_step INTEGER,
	last_at INTEGER NOT NULL,
	wake_at INTEGER,
	CONSTRAINT pk_nursed PRIMARY KEY (lead_id)
)
 WITHOUT ROWID;
--
CREATE TABLE definition (
	row_id BLOB NOT NULL,
	entity TEXT NOT NULL,
	"key" TEXT NOT NULL,
	ord INTEGER NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_definition PRIMARY KEY (row_id)
);
--
CREATE TABLE person_user (
	id BLOB NOT NULL,
	name TEXT NOT NULL,
	roles TEXT NOT NULL,
	active BOOLEAN NOT NULL,
	CONSTRAINT pk_person_user PRIMARY KEY (id)
);
--
CREATE TABLE rollup (
	"key" TEXT NOT NULL,
	n INTEGER NOT NULL,
	total INTEGER NOT NULL,
	CONSTRAINT pk_rollup PRIMARY KEY ("key")
)
 WITHOUT ROWID;
--
CREATE TABLE file_part (
	sha256 TEXT NOT NULL,
	part INTEGER NOT NULL,
	data BLOB NOT NULL,
	CONSTRAINT pk_file_part PRIMARY KEY (sha256, part)
);
--
CREATE TABLE match_key (
	hash INTEGER NOT NULL,
	person_id BLOB NOT NULL,
	CONSTRAINT pk_match_key PRIMARY KEY (hash, person_id)
)
 WITHOUT ROWID;
--
CREATE TABLE match_traits (
	person_id BLOB NOT NULL,
	packed TEXT NOT NULL,
	CONSTRAINT pk_match_traits PRIMARY KEY (person_id)
)
 WITHOUT ROWID;
--
CREATE TABLE match_count (
	what TEXT NOT NULL,
	n INTEGER NOT NULL,
	CONSTRAINT pk_match_count PRIMARY KEY (what)
)
 WITHOUT ROWID;
--
CREATE TABLE match_mark (
	site_no INTEGER NOT NULL,
	site_seq INTEGER NOT NULL,
	CONSTRAINT pk_match_mark PRIMARY KEY (site_no)
);
--
CREATE TABLE match_pair (
	one BLOB NOT NULL,
	other BLOB NOT NULL,
	permille INTEGER NOT NULL,
	CONSTRAINT pk_match_pair PRIMARY KEY (one, other)
)
 WITHOUT ROWID;
--
CREATE INDEX ix_company_skeleton ON company (skeleton);
--
CREATE INDEX ix_contact_normal ON contact (normal) WHERE normal IS NOT NULL;
--
CREATE INDEX ix_deal_lead_id ON deal (lead_id);
--
CREATE INDEX ix_deal_stage ON deal (stage, handed_at, id);
--
CREATE INDEX ix_lead_by_amount ON lead (pile, coalesce(amount_minor, -1), id);
--
CREATE INDEX ix_lead_by_call ON lead (pile, half_life_h, stake + (65536 * cool_since) / (3600000 * half_life_h), id) WHERE cool_since IS NOT NULL;
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
CREATE INDEX ix_tx_unfinished ON tx (state) WHERE state <> 'closed';
--
CREATE VIRTUAL TABLE lead_fts USING fts5(words, content='', contentless_delete=1, tokenize='trigram', detail='none');
--
CREATE TRIGGER lead_fts_delete AFTER DELETE ON lead BEGIN DELETE FROM lead_fts WHERE rowid = old.n; END;
--
CREATE TRIGGER lead_fts_update AFTER UPDATE OF search ON lead WHEN new.search IS NOT old.search BEGIN DELETE FROM lead_fts WHERE rowid = old.n; INSERT INTO lead_fts(rowid, words) VALUES (new.n, new.search); END
