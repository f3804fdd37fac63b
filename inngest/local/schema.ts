/** The executor's own tables: PostgreSQL schema `executor`, migrated at each start. */
import type { Sql } from "./database.ts";

/** Serialises executors that start concurrently. */
const MIGRATION_LOCK = 7_120_412;

/**
 * Applied once each, in order. Add a new entry for a change: databases with data have run the old ones.
 * JSON is stored as text in canonical form: it is sent to the app unchanged, and unlike jsonb it may contain \u0000.
 */
const MIGRATIONS = [
  `
  -- A number for each process, stored as the owner of the jobs that it claims.
  create sequence executor.owner_number;
  -- The order in which steps were settled, which the SDK replays.
  create sequence executor.settled_number;

  -- Event ids are kept for a day to ignore duplicates.
  create table executor.event (
    id text primary key,
    name text not null,
    received_at timestamptz not null default now()
  );
  create index event_received on executor.event (received_at);

  create table executor.run (
    id text primary key,
    function_id text not null,
    event text not null,
    -- The concurrency groups the run belongs to, one for each limit of its function.
    groups text[] not null default '{}',
    status text not null default 'running' check (status in ('running', 'completed', 'failed', 'cancelled')),
    parent_run_id text,
    parent_step_id text,
    output text,
    started_at timestamptz not null default now(),
    ended_at timestamptz
  );
  create index run_ended on executor.run (ended_at) where ended_at is not null;

  -- A step without a value is in progress; with one ({"data": …} or {"error": …}) it is settled permanently.
  create table executor.step (
    run_id text not null,
    id text not null,
    -- The function continues only after all gathering steps are settled.
    gathers boolean not null default false,
    value text,
    settled_number bigint,
    primary key (run_id, id)
  );

  -- Pending work and when it is due. 'call': call the app; 'settle': end a sleep or wait;
  -- 'debounce', 'cron': start a run of a function.
  create table executor.job (
    id bigint generated always as identity primary key,
    kind text not null check (kind in ('call', 'settle', 'debounce', 'cron')),
    run_id text,
    step_id text,
    unique_key text,
    payload text,
    run_at timestamptz not null default now(),
    attempt integer not null default 0,
    -- How often the app broke off the call, which does not count as a failure of the function.
    broken integer not null default 0,
    owner bigint,
    created_at timestamptz not null default now()
  ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000);
  create index job_due on executor.job (run_at, id) where owner is null;
  create index job_run on executor.job (run_id) where run_id is not null;
  create unique index job_unique_key on executor.job (unique_key) where unique_key is not null;

  -- The events that settle a run's step or, without a step, cancel the run.
  create table executor.wait (
    id bigint generated always as identity primary key,
    run_id text not null,
    step_id text,
    event_name text not null,
    expression text,
    expires_at timestamptz
  );
  create index wait_event on executor.wait (event_name);
  create index wait_run on executor.wait (run_id);

  -- The idempotency keys of functions.
  create table executor.once (key text primary key, until timestamptz not null);
  create index once_until on executor.once (until);
  `,
];

/** Creates what is missing; safe to call concurrently from several processes. */
export async function prepareSchema(sql: Sql): Promise<void> {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${MIGRATION_LOCK})`;
    await tx`create schema if not exists executor`;
    await tx`create table if not exists executor.migration (number integer primary key, at timestamptz default now())`;
    const [latest] = await tx<{ number: number }[]>`select coalesce(max(number), 0) as number from executor.migration`;
    for (const [index, ddl] of MIGRATIONS.entries()) {
      if (index < (latest?.number ?? 0)) continue;
      await tx.unsafe(ddl);
      await tx`insert into executor.migration (number) values (${index + 1})`;
    }
  });
}
