import { and, eq, type SQL } from "drizzle-orm";
import { hash } from "node:crypto";
import { db, type Executor, type Transaction } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { DomainError } from "@/server/errors";

export type EndpointRow = typeof eventEndpoints.$inferSelect;

/** A condition: the row is this endpoint of this workspace. */
export function isEndpoint(workspaceId: string, endpointId: string): SQL | undefined {
  return and(eq(eventEndpoints.workspaceId, workspaceId), eq(eventEndpoints.id, endpointId));
}

/** Returns an endpoint with its sealed secrets. @throws DomainError `not_found`. */
export async function findEndpoint(workspaceId: string, endpointId: string, on: Executor = db): Promise<EndpointRow> {
  const [row] = await on.select().from(eventEndpoints).where(isEndpoint(workspaceId, endpointId));
  return row ?? endpointGone();
}

/** Returns an endpoint and locks it until the end of the transaction. @throws DomainError `not_found`. */
export async function lockEndpoint(tx: Transaction, workspaceId: string, endpointId: string): Promise<EndpointRow> {
  const [row] = await tx.select().from(eventEndpoints).where(isEndpoint(workspaceId, endpointId)).for("update");
  return row ?? endpointGone();
}

/** Until when an endpoint's previous secret also signs; null if it does not. */
export function endOfPrevious({ previousSecretUntil: until }: Pick<EndpointRow, "previousSecretUntil">): Date | null {
  return until !== null && until > new Date() ? until : null;
}

/** Identifies the settings that a form edits, so that a form with older ones cannot overwrite them. */
export function versionOf(row: EndpointRow): string {
  const { name, urlSealed, events, botIds, channelIds, tags, headers, concurrency, ratePerSecond } = row;
  const settings = [name, urlSealed, events, botIds, channelIds, tags, headers, concurrency, ratePerSecond];
  return hash("sha256", JSON.stringify(settings)).slice(0, 32);
}

/** Refuses with `not_found`. */
export function endpointGone(): never {
  throw new DomainError("not_found", "This endpoint does not exist in your workspace. It may have been deleted.");
}
