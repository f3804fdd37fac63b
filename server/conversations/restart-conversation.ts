import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { silenceTimers } from "@/db/schema/scenario";
import { turnSilenced } from "./answering/answerer-columns";
import { takeBackUnclaimed } from "./answering/take-back-unclaimed";
import { changeConversation } from "./change-conversation";
import { SITE_PREFIX } from "./site-variables";

interface Restart {
  workspaceId: string;
  conversationId: string;
  /** The names of variables to keep besides those of the site, such as answers to questions before the chat. */
  keptVariables: readonly string[];
}

/**
 * Starts a conversation again for its customer, in the same row: neither the customer nor the bot sees the messages so
 * far, and the channel's own bot begins as in a new conversation. A running turn is overtaken. Employees still see
 * everything. A conversation that a member has taken stays with people; if nobody has, the bot gets it back.
 * @returns Whether there were messages to leave behind.
 * @throws DomainError `not_found`.
 */
export async function restartConversation({ keptVariables, ...scope }: Restart): Promise<boolean> {
  return db.transaction(async (tx) => {
    // Before the restart, which lets the channel's own bot begin only if the bot has the conversation.
    await takeBackUnclaimed({ ...scope, by: { actor: "customer" }, reason: UNCLAIMED, where: hasBegun }, tx);
    const isRestarted = await changeConversation(
      {
        ...scope,
        // Like the seq of messages, these are taken under the row's lock, so they are between earlier and later ones.
        set: sql`visitor_from_seq = nextval('messages_seq_seq'), context_cleared_seq = nextval('messages_seq_seq'),
          scenario_state = null, variables = (
            select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(c.variables)
            where key = any(${sql.param(keptVariables)}::text[]) or starts_with(key, ${SITE_PREFIX})
          ),
          last_customer_message_id = null, answer_check_at = null, ${turnSilenced}, told_closed = null,
          bot_turn_id = null, bot_id = case when c.handled_by = 'bot'
            then (select h.bot_id from channels h where h.id = c.channel_id) else c.bot_id end`,
        where: hasBegun,
        event: { kind: "restarted", by: { actor: "customer" } },
      },
      tx,
    );
    if (isRestarted) await tx.delete(silenceTimers).where(eq(silenceTimers.conversationId, scope.conversationId));
    return isRestarted;
  });
}

/** A condition on `conversations c`: it has messages that a restart leaves behind. */
const hasBegun = sql`exists (select from messages m where m.conversation_id = c.id and m.seq > c.visitor_from_seq)`;

/** The reason in the thread, after who gave the conversation back. */
const UNCLAIMED = "They started again before anyone had taken it.";
