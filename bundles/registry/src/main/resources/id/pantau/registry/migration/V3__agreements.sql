-- Runs as it is on H2 and on PostgreSQL. Days are ISO 8601 dates in the container's time zone.

create table partner_contacts (
    partner varchar(64) primary key references partners,
    contact varchar(200) not null
);

-- Keys that open something else than all that is for the partner's own cameras.
create table key_scopes (
    hash varchar(64) primary key references partner_keys on delete cascade,
    scope varchar(20) not null
);

-- shared: uses of id.pantau.model.Use, separated by spaces.
create table agreements (
    number varchar(64) primary key,
    partner varchar(64) not null references partners,
    parties varchar(500) not null,
    begins varchar(10) not null,
    ends varchar(10) not null,
    shared varchar(100) not null,
    hours varchar(20),
    incident_only boolean not null,
    revoked timestamp(3) with time zone
);

create table withheld (
    camera varchar(12) primary key references cameras on delete cascade,
    since timestamp(3) with time zone not null
);

-- place: a camera's or a point's id, of which either may be gone.
create table incidents (
    id varchar(8) primary key,
    place varchar(64) not null,
    opened timestamp(3) with time zone not null,
    ends timestamp(3) with time zone not null,
    who varchar not null,
    why varchar not null
);

create index incident_end on incidents (ends);

create table premises (
    partner varchar(64) not null references partners,
    name varchar(100) not null,
    latitude double precision not null,
    longitude double precision not null,
    radius integer not null,
    primary key (partner, name)
);

create table permit_duties (
    permit varchar(64) primary key,
    partner varchar(64) not null references partners,
    cameras integer not null,
    issued varchar(10) not null,
    due varchar(10) not null
);

create table looks (
    camera varchar(12) not null references cameras on delete cascade,
    who varchar(64) not null,
    seen_on varchar(10) not null,
    first_seen timestamp(3) with time zone not null,
    last_seen timestamp(3) with time zone not null,
    primary key (camera, who, seen_on)
);

create index look_day on looks (seen_on);
