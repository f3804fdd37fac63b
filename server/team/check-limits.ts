import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { bots } from "@/db/schema/bots";
import { channels } from "@/db/schema/conversations";
import { DomainError } from "@/server/errors";
import { canBeLimited, type Role } from "@/server/roles";
import type { MemberLimits } from "@/server/service-context";

/** The columns of a membership or an invitation. */
interface LimitColumns {
  botIds: string[] | null;
  channelIds: string[] | null;
}

/**
 * Checks the bots and channels to which a member is to be limited, and returns them as they are stored.
 * @throws DomainError invalid at `limits` for a role that sees all bots, or for a bot or channel of another workspace.
 */
export async function checkLimits(
  tx: Transaction,
  { workspaceId, role, limits }: { workspaceId: string; role: Role; limits: MemberLimits | null },
): Promise<LimitColumns> {
  if (limits === null) return { botIds: null, channelIds: null };
  if (!canBeLimited(role)) {
    throw invalid("Only operators and viewers can be limited to some bots. Editors and admins see all of them.");
  }
  const botIds = [...new Set(limits.botIds)];
  const channelIds = [...new Set(limits.channelIds)];
  const foundBots = await tx.$count(bots, and(eq(bots.workspaceId, workspaceId), inArray(bots.id, botIds)));
  const foundChannels = await tx.$count(
    channels,
    and(eq(channels.workspaceId, workspaceId), inArray(channels.id, channelIds)),
  );
  if (foundBots < botIds.length || foundChannels < channelIds.length) {
    throw invalid("One of the chosen bots or channels no longer exists. Choose again.");
  }
  return { botIds, channelIds };
}

function invalid(message: string): DomainError {
  return new DomainError("invalid", message, { details: [{ path: ["limits"], message }] });
}
