import { and, desc, eq, gte, ilike, inArray, lte, or, sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { actionRuns } from "@/db/schema/action-runs";
import { conversations } from "@/db/schema/conversations";
import { tellsContacts, withoutAddress } from "@/server/accounts/access/tells-contacts";
import { requireRole } from "@/server/accounts/require-role";
import { idText, moment } from "@/server/input-types";
import type { ServiceContext } from "@/server/service-context";
import { excerpt } from "@/server/text/excerpt";
import { containing } from "@/server/text/like-pattern";
import { cameFrom, runOrigins, selectRunHeads } from "./run-head";
import { toText } from "../templates/template";

const PAGE = 50;
/** Includes the "…" of a value that was cut. */
const MAX_VALUE = 81;

/** `under_way` means queued or running; `waiting` means suspended. */
const runStates = ["succeeded", "failed", "waiting", "under_way"] as const;

export const listRunsInput = z.object({
  botId: idText,
  actionId: idText.optional(),
  status: z.enum(runStates).optional(),
  origin: z.enum(runOrigins).optional(),
  /** Part of an argument's value, a conversation's name or its chat id, or the whole id of a run or conversation. */
  search: z.string().trim().max(200).optional(),
  /** ISO 8601. */
  since: moment.optional(),
  /** The `nextCursor` of the previous page. */
  cursor: z.object({ createdAt: moment, id: idText }).nullish(),
});

/** Lists the runs of a bot's actions, newest first, in pages of 50. */
export async function listRuns(ctx: ServiceContext, input: z.infer<typeof listRunsInput>) {
  requireRole(ctx, "viewer");
  const rows = await selectRunHeads({ arguments: actionRuns.arguments })
    .where(and(eq(actionRuns.workspaceId, ctx.workspaceId), ...conditionsOf(ctx, input)))
    .orderBy(desc(actionRuns.createdAt), desc(actionRuns.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  return {
    runs: page.map(({ createdExactly: _exactly, ...run }) => ({ ...run, arguments: inShort(run.arguments) })),
    nextCursor: last ? { createdAt: last.createdExactly, id: last.id } : null,
  };
}

/** Each argument as a text that fits on one line. */
function inShort(given: Record<string, unknown>): { name: string; value: string }[] {
  return Object.entries(given).map(([name, value]) => ({ name, value: excerpt(toText(value), MAX_VALUE) }));
}

function conditionsOf({ hidesContacts }: ServiceContext, input: z.infer<typeof listRunsInput>): (SQL | undefined)[] {
  const { botId, actionId, status, origin, search, since, cursor } = input;
  return [
    eq(actionRuns.botId, botId),
    actionId === undefined ? undefined : eq(actionRuns.actionId, actionId),
    status === undefined ? undefined : isInState(status),
    origin === undefined ? undefined : cameFrom(origin),
    search === undefined || search === "" ? undefined : mentions(search, hidesContacts),
    since === undefined ? undefined : gte(actionRuns.createdAt, new Date(since)),
    ...(cursor ? isAfter(cursor) : []),
  ];
}

function isInState(state: (typeof runStates)[number]): SQL {
  return state === "under_way" ? inArray(actionRuns.status, ["queued", "running"]) : eq(actionRuns.status, state);
}

function mentions(search: string, hidesContacts = false): SQL | undefined {
  const part = containing(search);
  const hasId = or(eq(actionRuns.id, search), eq(actionRuns.conversationId, search));
  const hasName = ilike(conversations.clientName, part);
  if (hidesContacts) {
    return tellsContacts(search) ? hasId : or(hasId, ilike(withoutAddress(conversations.clientName), part));
  }
  return or(
    hasId,
    hasName,
    ilike(conversations.externalChatId, part),
    sql`exists (select 1 from jsonb_each_text(${actionRuns.arguments}) given where given.value ilike ${part})`,
  );
}

/** The first condition lets the index seek to the position; the second is exact. */
function isAfter({ createdAt, id }: { createdAt: string; id: string }): SQL[] {
  const at = sql`${createdAt}::timestamptz`;
  return [lte(actionRuns.createdAt, at), sql`(${actionRuns.createdAt}, ${actionRuns.id}) < (${at}, ${id})`];
}
