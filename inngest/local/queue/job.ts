/** A claimed unit of work with the state of its run. */
import type { Queryable } from "../database.ts";
import type { Functions } from "../runs/functions.ts";
import type { Group } from "./slots.ts";

export interface Job {
  id: string;
  kind: "call" | "settle" | "debounce" | "cron";
  runId: string | null;
  stepId: string | null;
  payload: string | null;
  attempt: number;
  broken: number;
  run: RunState | undefined;
}

export interface RunState {
  id: string;
  functionId: string;
  /** The event that started the run, as canonical JSON. */
  event: string;
  groups: string[];
  hasParent: boolean;
  /** Settled steps and their values, in the order in which they were settled. */
  steps: Map<string, string>;
  /** Whether other steps of the run are in progress. */
  isParallel: boolean;
}

interface JobRow extends Omit<Job, "run"> {
  functionId: string | null;
  event: string | null;
  groups: string[] | null;
  status: string | null;
  hasParent: boolean;
  steps: [string, string][] | null;
  isParallel: boolean;
}

/** Claims due jobs, oldest first, for the process with number `owner`. */
export async function claimJobs(session: Queryable, owner: string, limit: number): Promise<Job[]> {
  const rows = await session<JobRow[]>`
    with due as (
      select id from executor.job where owner is null and run_at <= now()
      order by run_at, id limit ${limit} for update skip locked
    ), claimed as (
      update executor.job set owner = ${owner} from due where job.id = due.id returning job.*
    )
    select ${columns(session)} from claimed as job left join executor.run on run.id = job.run_id
    order by job.run_at, job.id`;
  return rows.map(readRow);
}

/** Releases the jobs of the process with number `owner`, except those in `inHand`. */
export async function freeJobs(session: Queryable, owner: string, inHand: string[]): Promise<void> {
  await session`
    update executor.job set owner = null
    where owner = ${owner} and id not in (select value::bigint from json_array_elements_text(${JSON.stringify(inHand)}::text::json))`;
}

/** Reads a claimed job again with the current state of its run; undefined if another process owns it by now. */
export async function reloadJob(sql: Queryable, owner: string, id: string): Promise<Job | undefined> {
  const [row] = await sql<JobRow[]>`
    select ${columns(sql)} from executor.job as job left join executor.run on run.id = job.run_id
    where job.id = ${id} and job.owner = ${owner}`;
  return row && readRow(row);
}

/**
 * The concurrency groups that limit a job: those of its function, and one that runs a run's calls one after another.
 */
export function groupsOf(job: Job, functions: Functions): Group[] {
  if (job.kind !== "call" || !job.run) return [];
  const limits = functions.get(job.run.functionId)?.limits ?? [];
  const groups = job.run.groups.map((key, index) => ({ key, limit: limits[index]?.limit ?? Infinity }));
  return job.stepId === null ? [...groups, { key: `run:${job.run.id}`, limit: 1 }] : groups;
}

function columns(sql: Queryable) {
  return sql`
    job.id, job.kind, job.run_id as "runId", job.step_id as "stepId", job.payload, job.attempt, job.broken,
    run.function_id as "functionId", run.event, to_json(run.groups) as groups, run.status, run.parent_run_id is not null as "hasParent",
    (select json_agg(json_build_array(step.id, step.value) order by step.settled_number)
      from executor.step where step.run_id = job.run_id and step.value is not null) as steps,
    exists (select 1 from executor.step where step.run_id = job.run_id and step.value is null) as "isParallel"`;
}

function readRow({ functionId, event, groups, status, hasParent, steps, isParallel, ...job }: JobRow): Job {
  if (job.runId === null || functionId === null || event === null || status !== "running")
    return { ...job, run: undefined };
  return {
    ...job,
    run: {
      id: job.runId,
      functionId,
      event,
      groups: groups ?? [],
      hasParent,
      steps: new Map(steps),
      isParallel,
    },
  };
}
