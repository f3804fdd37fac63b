import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { announcement } from "@/db/live";
import type { VisitorFields } from "@/server/conversations/receive-message";

/** Stores in a conversation what a session says about its visitor. Writes only if something differs. */
export async function storeVisitorFields(
  workspaceId: string,
  conversationId: string,
  { clientName, clientPhone, clientEmail, language, pageUrl, variables }: VisitorFields,
): Promise<void> {
  const kept = JSON.stringify(variables);
  const columns = {
    client_name: clientName,
    client_phone: clientPhone,
    client_email: clientEmail,
    language,
    page_url: pageUrl,
  };
  const given = Object.entries(columns).filter(([, value]) => value !== null);
  const changes = [
    ...given.map(([name, value]) => sql`${sql.identifier(name)} = ${value}`),
    sql`variables = variables || ${kept}::jsonb`,
  ];
  const differs = [
    ...given.map(([name, value]) => sql`${sql.identifier(name)} is distinct from ${value}`),
    sql`not variables @> ${kept}::jsonb`,
  ];
  await db.execute(sql`
    with changed as (
      update conversations set ${sql.join(changes, sql`, `)}
      where id = ${conversationId} and workspace_id = ${workspaceId} and (${sql.join(differs, sql` or `)})
      returning id
    )
    select ${announcement("conversation", sql`id`, workspaceId)} from changed`);
}
