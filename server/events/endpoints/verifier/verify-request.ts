import { and, eq, isNotNull } from "drizzle-orm";
import { z } from "zod";
import { db } from "@/db/client";
import { eventEndpoints, events } from "@/db/schema/events";
import { requireRole } from "@/server/accounts/require-role";
import { eventBody } from "@/server/events/publish/event-body";
import { idText } from "@/server/input-types";
import { logFailure } from "@/server/log/log-failure";
import { openSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { type EndpointRow, findEndpoint } from "../find-endpoint";
import { checkSignature, type SecretToTry } from "./check-signature";
import { readSignedHeaders } from "./read-signed-headers";
import type { Verdict } from "./verdict";

export const verifyRequestInput = z.object({
  endpointId: idText,
  headers: z.array(z.object({ name: z.string().max(1000), value: z.string().max(10_000) })).max(200),
  /** A body has at most 256 kB; more is accepted so that an indented one can be recognised. */
  body: z.string().max(1_000_000, "The body is too long. Parley sends at most 256 kB."),
});

/**
 * Says whether the signature of a received request holds for an endpoint, and if not, why. Secrets stay on the server.
 * @throws DomainError `not_found`.
 */
export async function verifyRequest(
  ctx: ServiceContext,
  { endpointId, headers, body }: z.output<typeof verifyRequestInput>,
): Promise<Verdict> {
  requireRole(ctx, "editor");
  const endpoint = await findEndpoint(ctx.workspaceId, endpointId);
  const others = await db
    .select()
    .from(eventEndpoints)
    .where(eq(eventEndpoints.workspaceId, ctx.workspaceId))
    .limit(50);
  const now = Date.now();
  const own = secretsOf(endpoint, now);
  const foreign = others
    .filter(({ id }) => id !== endpoint.id)
    .flatMap((other) => secretsOf(other, now).filter(({ kind }) => kind !== "expired"))
    .map((secret): SecretToTry => ({ ...secret, kind: "other_endpoint" }));
  const read = readSignedHeaders(headers);
  const sent = read.ok ? await sentBody(ctx.workspaceId, read.id) : null;
  return checkSignature({ headers, body }, [...own, ...foreign], sent, now);
}

function secretsOf(row: EndpointRow, now: number): SecretToTry[] {
  const { name: endpointName, previousSecretUntil: until } = row;
  const isExpired = until !== null && until.getTime() <= now;
  const sealed = [
    { kind: "current" as const, text: row.secretSealed, until: null },
    { kind: isExpired ? ("expired" as const) : ("previous" as const), text: row.previousSecretSealed, until },
  ];
  return sealed.flatMap(({ kind, text, until: end }) => {
    const secret = text === null ? null : opened(row.id, text);
    return secret === null ? [] : [{ kind, secret, until: end?.toISOString() ?? null, endpointName }];
  });
}

/** Returns null for a secret that was sealed under another PARLEY_SECRET. */
function opened(endpointId: string, sealed: string): string | null {
  try {
    return openSecret(sealed);
  } catch (error) {
    logFailure(endpointId, "the endpoint's secret cannot be opened", error);
    return null;
  }
}

async function sentBody(workspaceId: string, eventId: string): Promise<string | null> {
  const [event] = await db
    .select({ id: events.id, name: events.name, payload: events.payload, position: events.position })
    .from(events)
    .where(and(eq(events.workspaceId, workspaceId), eq(events.id, eventId), isNotNull(events.position)));
  // The position of a test event is negative.
  return event && event.position !== null ? eventBody({ ...event, position: Math.abs(event.position) }) : null;
}
