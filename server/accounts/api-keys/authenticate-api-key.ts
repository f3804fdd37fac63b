import { sql } from "drizzle-orm";
import { asyncCommit } from "@/db/client";
import { apiKeys } from "@/db/schema/events";
import { statement } from "@/db/statement";
import { DomainError } from "@/server/errors";
import { bearerToken } from "@/server/http/bearer-token";
import { noteRequest } from "@/server/log/request-scope";
import type { ApiScope } from "@/server/schemas/api-scopes";
import { hashToken } from "@/server/secrets/secret-box";
import { isKey } from "./generate-key";

/** The program that sends a request with an API key. */
export interface ApiCaller {
  workspaceId: string;
  keyId: string;
}

/**
 * Returns the owner of the API key in an `Authorization: Bearer` header, and stores that the key was used.
 * @throws DomainError unauthorized (no key, or one that is malformed, unknown, revoked or expired) or forbidden (without
 * the scope).
 */
export async function authenticateApiKey(authorization: string | null, scope: ApiScope): Promise<ApiCaller> {
  const token = bearerToken(authorization);
  if (token === null) throw refused("Send an API key in the header Authorization: Bearer <key>.");
  if (!isKey(token))
    throw refused("This is not an API key of Parley. A key begins with parley_ and has 47 characters.");
  const [key] = await selectByHash({ hash: hashToken(token) });
  if (!key) throw refused("This API key does not exist, or it was revoked.");
  noteRequest({ workspaceId: key.workspaceId, apiKeyId: key.id });
  if (key.isExpired) throw refused("This API key has expired.");
  if (!key.scopes.includes(scope)) {
    const message = `This API key does not have the scope ${scope}, which this request needs. Create a key that has it.`;
    throw new DomainError("forbidden", message);
  }
  if (key.isUseOld) await markUsed({ id: key.id });
  return { workspaceId: key.workspaceId, keyId: key.id };
}

type KeyRow = Record<"id" | "workspaceId", string> & { scopes: string[]; isExpired: boolean; isUseOld: boolean };

const selectByHash = statement<{ hash: string }, KeyRow>(
  ({ hash }) => sql`
    select id, workspace_id as "workspaceId", scopes,
      coalesce(expires_at <= now(), false) as "isExpired", ${isUseOld()} as "isUseOld"
    from ${apiKeys} where hash = ${hash}`,
);

/** Committed without waiting for the disk: losing the time of a use in a crash of the database does no harm. */
const markUsed = statement<{ id: string }, { id: string }>(
  ({ id }) => sql`
    update ${apiKeys} set last_used_at = now() where id = ${id} and ${isUseOld()}
    returning id, ${asyncCommit}`,
);

/** Whether the stored time of the last use is older than a minute, so that a busy key causes few writes. */
function isUseOld() {
  return sql`coalesce(last_used_at < now() - interval '1 minute', true)`;
}

function refused(reason: string): DomainError {
  const where = "Owners and admins create keys in Settings > API keys.";
  return new DomainError("unauthorized", `${reason} ${where}`);
}
