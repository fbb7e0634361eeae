-- Pantau's registry, version 4: for H2 2 and PostgreSQL alike.

-- what the device itself says; null when it was probed before this version, or says nothing
alter table submission_rows add column serial varchar(100);
