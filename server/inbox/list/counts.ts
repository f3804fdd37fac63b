import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { requireRole } from "@/server/accounts/require-role";
import type { ServiceContext } from "@/server/service-context";
import { viewCondition } from "./view-conditions";

/** The inbox shows larger counts as "999+". */
const MOST = 1000;

interface CountRow extends Record<string, unknown> {
  needsPerson: number;
  mine: number;
}

/** Counts the conversations that wait for a person, and those assigned to the caller; 1,000 at most. */
export async function inboxCounts(ctx: ServiceContext): Promise<CountRow> {
  requireRole(ctx, "viewer");
  const count = (view: "needs-person" | "mine") => sql`(
    select count(*)::int from (select from conversations c where ${viewCondition(ctx, view)} limit ${MOST}) counted)`;
  const [row] = await db.execute<CountRow>(
    sql`select ${count("needs-person")} as "needsPerson", ${count("mine")} as mine`,
  );
  if (!row) throw new Error("A query without a table gave no row.");
  return row;
}
