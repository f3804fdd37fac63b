import { type SQL, sql, type SQLWrapper } from "drizzle-orm";
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

/** The columns of `memberships m`. */
const m: MemberColumns = { role: sql`m.role`, botIds: sql`m.bot_ids`, channelIds: sql`m.channel_ids` };

/** A condition: the member of a row sees what belongs to this bot or channel. */
export function isShownToMember({ botId, channelId }: Required<Place>, member = m): SQL {
  return sql`(
    ${member.role} not in ('operator', 'viewer') or (${member.botIds} is null and ${member.channelIds} is null)
    or coalesce(${botId} = any(${member.botIds}), false) or coalesce(${channelId} = any(${member.channelIds}), false)
  )`;
}

/** Returns the limits of a member; only operators and viewers have any. */
export function limitsOf(member: {
  role: string;
  botIds: string[] | null;
  channelIds: string[] | null;
}): MemberLimits | null {
  const { role, botIds, channelIds } = member;
  if ((role !== "operator" && role !== "viewer") || (botIds === null && channelIds === null)) return null;
  return { botIds: botIds ?? [], channelIds: channelIds ?? [] };
}

function textArray(ids: string[]): SQL {
  return sql`${sql.param(ids)}::text[]`;
}
