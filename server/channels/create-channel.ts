import { randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { db, type Executor } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import { requireRole } from "@/server/accounts/require-role";
import { DomainError } from "@/server/errors";
import { newId } from "@/server/ids";
import { idText, nameText } from "@/server/input-types";
import { hashToken, sealSecret } from "@/server/secrets/secret-box";
import type { ServiceContext } from "@/server/service-context";
import { adapterOf, columnsOf, creatableKinds } from "./registry";
import { testAdapter } from "./test/adapter";

export const createChannelInput = z.object({
  botId: idText,
  kind: z.enum(creatableKinds),
  name: nameText("Give the channel a name.", 80),
});

/** Creates a channel and connects it to a bot. */
export async function createChannel(
  ctx: ServiceContext,
  input: z.infer<typeof createChannelInput>,
): Promise<{ id: string }> {
  requireRole(ctx, "editor");
  const [bot] = await db
    .select({ name: bots.name })
    .from(bots)
    .where(and(eq(bots.workspaceId, ctx.workspaceId), eq(bots.id, input.botId)));
  if (!bot) throw new DomainError("not_found", "This bot does not exist in your workspace.");
  const { hasToken, startSettings } = adapterOf(input.kind);
  const id = newId("channel");
  await db.insert(channels).values({
    id,
    workspaceId: ctx.workspaceId,
    publicId: newPublicId(),
    ...input,
    ...columnsOf(input.kind),
    ...(hasToken && newToken()),
    settings: startSettings(bot.name),
  });
  return { id };
}

/** Creates a new bot's test channel, for the chat beside the editor. */
export async function createTestChannel(on: Executor, of: { workspaceId: string; botId: string }): Promise<void> {
  await on.insert(channels).values({
    id: newId("channel"),
    ...of,
    ...columnsOf(testAdapter.kind),
    name: "Test chat",
    publicId: newPublicId(),
    settings: testAdapter.startSettings(),
  });
}

/** Generates a token for an incoming API, in the form that the columns store. */
export function newToken(): { tokenHash: string; tokenSealed: string } {
  const token = `prl_${randomBytes(24).toString("base64url")}`;
  return { tokenHash: hashToken(token), tokenSealed: sealSecret(token) };
}

/** Random, not sortable: the address of a chat page must not be guessable from another one. */
function newPublicId(): string {
  return randomBytes(9).toString("base64url");
}
