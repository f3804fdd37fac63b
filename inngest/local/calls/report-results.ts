/** Stores the usual outcomes of calls: a step's result, or the end of a run that no other run waits for. */
import type { Queryable } from "../database.ts";

/** The outcome of a job's call. Without a step, the run has returned `value`. */
export interface Report {
  jobId: string;
  runId: string;
  stepId: string | null;
  value: string;
}

/**
 * Writes the reports in one statement. A step's job stays claimed, so that the run can continue immediately.
 * @returns for each report whether the run continues: false if it has ended or another process owns its job by now.
 */
export async function reportResults(sql: Queryable, owner: string, reports: Report[]): Promise<boolean[]> {
  const going = await sql<{ id: string }[]>`
    with reports as materialized (
      select * from json_to_recordset(${JSON.stringify(reports)}::text::json)
        as report ("jobId" bigint, "runId" text, "stepId" text, value text)
    ), going as (
      -- A subquery, since for a join the planner would read all runs in progress for each report.
      update executor.job set attempt = 0, broken = 0 from reports
      where job.id = reports."jobId" and job.owner = ${owner} and reports."stepId" is not null
        and (select status from executor.run where id = reports."runId") = 'running'
      returning job.id, reports."runId", reports."stepId", reports.value
    ), steps as (
      insert into executor.step (run_id, id, value, settled_number)
      select "runId", "stepId", value, nextval('executor.settled_number') from going
      on conflict (run_id, id) do nothing
    ), returned as (
      delete from executor.job using reports
      where job.id = reports."jobId" and job.owner = ${owner} and reports."stepId" is null
      returning job.id, reports."runId", reports.value
    ), ended as (
      update executor.run set status = 'completed', output = returned.value, ended_at = now()
      from returned where run.id = returned."runId" and run.status = 'running' returning run.id
    ), waits as (
      delete from executor.wait using ended where wait.run_id = ended.id
    ), left_over as (
      select job.id from executor.job join ended on job.run_id = ended.id
      where job.id not in (select id from returned) for update of job skip locked
    ), jobs as (
      delete from executor.job using left_over where job.id = left_over.id
    )
    select id from going`;
  const ids = new Set(going.map(({ id }) => id));
  return reports.map(({ jobId }) => ids.has(jobId));
}
