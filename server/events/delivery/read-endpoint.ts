import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { eventEndpoints } from "@/db/schema/events";
import { DomainError } from "@/server/errors";
import type { SealedEndpoint } from "./open-endpoint";

export interface StoredEndpoint extends SealedEndpoint {
  enabled: boolean;
}

/**
 * Reads an endpoint of a workspace. The previous secret is there only while it still signs.
 * @throws DomainError not_found.
 */
export async function readEndpoint(workspaceId: string, endpointId: string): Promise<StoredEndpoint> {
  const [endpoint] = await db.execute<StoredEndpoint & Record<string, unknown>>(sql`
    select id, url_sealed as "urlSealed", url_shown as "urlShown", headers, secret_sealed as "secretSealed", enabled,
      case when previous_secret_until > now() then previous_secret_sealed end as "previousSecretSealed"
    from ${eventEndpoints} where workspace_id = ${workspaceId} and id = ${endpointId}`);
  if (!endpoint) throw new DomainError("not_found", "This endpoint does not exist. Someone may have deleted it.");
  return endpoint;
}
