-- Runs as it is on H2 and on PostgreSQL.

create table points (
    id varchar(64) primary key,
    name varchar not null,
    kecamatan varchar not null,
    latitude double precision not null,
    longitude double precision not null
);

create table partners (
    name varchar(64) primary key,
    title varchar(200) not null
);

create table partner_keys (
    hash varchar(64) primary key,
    partner varchar(64) not null references partners,
    created timestamp(3) with time zone not null
);

create table users (
    name varchar(64) primary key,
    role varchar(20) not null,
    password varchar(200) not null,
    version bigint not null
);

create table cameras (
    id varchar(12) primary key,
    name varchar not null,
    point varchar(64) not null references points,
    partner varchar(64) not null references partners,
    ref varchar not null,
    vendor varchar not null,
    endpoint varchar not null,
    channel varchar not null,
    scene varchar(40) not null,
    public_consent boolean not null,
    login varchar,
    constraint camera_ref unique (partner, ref)
);

create table publications (
    camera varchar(12) primary key references cameras on delete cascade,
    stand varchar(20) not null,
    reason varchar(40),
    detail_id varchar,
    detail_en varchar,
    since timestamp(3) with time zone not null
);

create table submissions (
    id varchar(24) primary key,
    partner varchar(64) not null references partners,
    name varchar(1000) not null,
    content_hash varchar(200) not null,
    received timestamp(3) with time zone not null,
    constraint submission_name unique (partner, name)
);

-- claim: partner and ref while the row may still become a camera without anybody repeating it, else null.
-- login: wiped as soon as the row is registered, rejected or a duplicate.
create table submission_rows (
    id varchar(8) primary key,
    submission varchar(24) not null references submissions,
    line integer not null,
    ref varchar not null,
    state varchar(20) not null,
    claim varchar,
    reason_id varchar,
    reason_en varchar,
    name varchar,
    endpoint varchar,
    latitude double precision,
    longitude double precision,
    scene varchar(40),
    public_consent boolean,
    login varchar,
    vendor varchar,
    channel varchar,
    pinned varchar,
    camera varchar(12),
    changed timestamp(3) with time zone not null,
    constraint submission_line unique (submission, line),
    constraint row_claim unique (claim)
);

create index row_state on submission_rows (state);

create table audit (
    seq bigint generated always as identity primary key,
    happened timestamp(3) with time zone not null,
    who varchar not null,
    action varchar not null,
    subject varchar not null,
    why varchar not null
);
