import { type SQL, sql, type SQLWrapper } from "drizzle-orm";
import { canBeLimited, limitedRoles, type Role } from "@/server/roles";
import type { MemberLimits, ServiceContext } from "@/server/service-context";

/** Columns of something that belongs to a bot, and to a channel if it belongs to a conversation. */
interface Place {
  botId: SQLWrapper;
  channelId?: SQLWrapper;
}

/** A condition: the caller sees what belongs to this bot or channel. */
export function isShown({ limits }: Pick<ServiceContext, "limits">, { botId, channelId }: Place): SQL {
  if (!limits) return sql`true`;
  const ofBot = sql`${botId} = any(${textArray(limits.botIds)})`;
  return channelId ? sql`(${ofBot} or ${channelId} = any(${textArray(limits.channelIds)}))` : ofBot;
}

type MemberColumns = Record<"role" | "botIds" | "channelIds", SQLWrapper>;

const limited = sql.join(
  limitedRoles.map((role) => sql`${role}`),
  sql`, `,
);

/** The columns of `memberships m`. */
const m: MemberColumns = { role: sql`m.role`, botIds: sql`m.bot_ids`, channelIds: sql`m.channel_ids` };

/** A condition: the member of a row sees what belongs to this bot or channel. */
export function isShownToMember({ botId, channelId }: Required<Place>, member = m): SQL {
  return sql`(
    ${member.role} not in (${limited}) or (${member.botIds} is null and ${member.channelIds} is null)
    or coalesce(${botId} = any(${member.botIds}), false) or coalesce(${channelId} = any(${member.channelIds}), false)
  )`;
}

/** Returns the limits of a member; only operators and viewers have any. */
export function limitsOf(member: {
  role: Role;
  botIds: string[] | null;
  channelIds: string[] | null;
}): MemberLimits | null {
  const { role, botIds, channelIds } = member;
  if (!canBeLimited(role) || (botIds === null && channelIds === null)) return null;
  return { botIds: botIds ?? [], channelIds: channelIds ?? [] };
}

function textArray(ids: string[]): SQL {
  return sql`${sql.param(ids)}::text[]`;
}
