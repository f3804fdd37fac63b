import { type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { DomainError } from "@/server/errors";
import type { ServiceContext } from "@/server/service-context";
import { isShown } from "./limits-sql";

/** Where the bot and channel of a thing are found: rows of `id`, `bot_id` and `channel_id`, by the prefix of its id. */
const PLACES: Record<string, SQL> = {
  bot: sql`select id, id as bot_id, null::text as channel_id from bots`,
  chn: sql`select id, bot_id, id as channel_id from channels`,
  cnv: sql`select id, bot_id, channel_id from conversations`,
  msg: ofConversation(sql`messages`),
  trn: ofConversation(sql`turns`),
  dlv: ofConversation(sql`deliveries`),
  cev: ofConversation(sql`conversation_events`),
  fbk: ofConversation(sql`feedback`),
  act: ofBot(sql`actions`),
  run: ofBot(sql`action_runs`),
  int: ofBot(sql`interactions`),
  whk: ofBot(sql`scenario_webhooks`),
  whc: ofBot(sql`scenario_webhook_calls`),
};

/** Fields of inputs that may name hidden bots, because the scenario of a shown bot does. Their verbs check them. */
const MAY_NAME_HIDDEN: Record<string, string> = { "scenario.surroundings": "targets" };

const ID = /^([a-z]{3})_[0-9a-z]{26}$/;

/**
 * The guard of a limited member: refuses an input that names a bot, or something of a bot or channel, that the member
 * does not see. What does not exist is left to the verb, which answers in the same way.
 * @param path The procedure, such as `inbox.get`.
 * @throws DomainError not_found.
 */
export async function assertShown(ctx: ServiceContext, path: string, input: unknown): Promise<void> {
  if (!ctx.limits) return;
  const byKind = Map.groupBy(idsIn(input, MAY_NAME_HIDDEN[path]), (id) => id.slice(0, 3));
  const hidden = [...byKind].flatMap(([kind, ids]) => {
    const place = PLACES[kind];
    return place ? [hiddenAmong(ctx, place, ids)] : [];
  });
  if (hidden.length === 0) return;
  const [found] = await db.execute(sql`${sql.join(hidden, sql` union all `)} limit 1`);
  if (found) throw new DomainError("not_found", "This does not exist among the bots and channels that you see.");
}

function hiddenAmong(ctx: ServiceContext, place: SQL, ids: string[]): SQL {
  const shown = isShown(ctx, { botId: sql`p.bot_id`, channelId: sql`p.channel_id` });
  return sql`(select p.id from (${place}) p where p.id = any(${sql.param(ids)}::text[]) and (${shown}) is not true)`;
}

/** The ids of things anywhere in an input, each once. The id of a note contains that of its conversation. */
function idsIn(input: unknown, ignored: string | undefined): string[] {
  const found = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === "string") {
      const id = value.startsWith("nte_") ? value.slice(4, 34) : value;
      if (ID.test(id)) found.add(id);
    } else if (typeof value === "object" && value !== null) {
      for (const [field, inner] of Object.entries(value)) if (field !== ignored) visit(inner);
    }
  };
  visit(input);
  return [...found];
}

function ofConversation(table: SQL): SQL {
  return sql`select t.id, c.bot_id, c.channel_id from ${table} t join conversations c on c.id = t.conversation_id`;
}

function ofBot(table: SQL): SQL {
  return sql`select id, bot_id, null::text as channel_id from ${table}`;
}
