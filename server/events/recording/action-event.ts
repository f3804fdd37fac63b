import { type SQL, sql } from "drizzle-orm";
import { conversationValues } from "./conversation-sql";
import { insertEvents } from "./insert-events";
import { isoTime, type PayloadSql } from "./payload-sql";

export interface EndedRuns {
  id: SQL;
  workspaceId: SQL;
  /** A FROM list with the run `r` as it is after its end and its conversation `c`. */
  from: SQL;
}

/** Part of a WITH clause: records that an action has succeeded. */
export function actionSucceededEvent(rows: EndedRuns): SQL {
  return insertEvents({
    name: "action_succeeded",
    ...rows,
    where: sql`r.status = 'succeeded'`,
    sourceKey: sql`'run-' || r.id`,
    payload: { ...runValues(), result: sql`r.result`, ...conversationValues(), bot_id: sql`r.bot_id` },
  });
}

/** Part of a WITH clause: records that an action has failed. */
export function actionFailedEvent(rows: EndedRuns): SQL {
  return insertEvents({
    name: "action_failed",
    ...rows,
    where: sql`r.status = 'failed'`,
    sourceKey: sql`'run-' || r.id`,
    payload: { ...runValues(), error: sql`r.error`, ...conversationValues(), bot_id: sql`r.bot_id` },
  });
}

type RunKey =
  | "run_id"
  | "action_id"
  | "action_name"
  | "function_name"
  | "arguments"
  | "started_at"
  | "finished_at"
  | "duration_ms";

function runValues(): Pick<PayloadSql<"action_succeeded">, RunKey> {
  const started = sql`coalesce(r.started_at, r.created_at)`;
  return {
    run_id: sql`r.id`,
    action_id: sql`r.action_id`,
    action_name: sql`r.definition ->> 'name'`,
    function_name: sql`r.definition ->> 'functionName'`,
    arguments: sql`r.arguments`,
    started_at: isoTime(started),
    finished_at: isoTime(sql`r.finished_at`),
    duration_ms: sql`greatest(0, round(extract(epoch from r.finished_at - ${started}) * 1000))::int`,
  };
}
