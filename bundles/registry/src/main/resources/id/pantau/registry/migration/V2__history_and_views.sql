-- ${picture} is what the database has for up to 4 MB of bytes; everything else runs as it is on H2 and on PostgreSQL.

create table status_history (
    seq bigint generated always as identity primary key,
    camera varchar(12) not null references cameras on delete cascade,
    happened timestamp(3) with time zone not null,
    status varchar(20) not null,
    reason varchar(40),
    detail varchar not null
);

create index history_of_camera on status_history (camera, happened desc, seq desc);
create index history_by_time on status_history (happened);

-- Periods in which the platform ran: from started to the last time it said so.
create table observed (
    seq bigint generated always as identity primary key,
    started timestamp(3) with time zone not null,
    seen timestamp(3) with time zone not null
);

create table views (
    camera varchar(12) primary key references cameras on delete cascade,
    approved timestamp(3) with time zone not null,
    approved_by varchar not null,
    reference ${picture} not null,
    reference_taken timestamp(3) with time zone not null,
    changed timestamp(3) with time zone,
    detail varchar not null,
    evidence ${picture},
    evidence_taken timestamp(3) with time zone
);

create table sponsorships (
    camera varchar(12) not null references cameras on delete cascade,
    season integer not null,
    sponsor varchar(200) not null,
    source varchar(100) not null,
    primary key (camera, season)
);
