import { type SQL, sql } from "drizzle-orm";
import type { Slots } from "@/db/statement";
import type { TappedChoice } from "@/server/messages/interactive";
import { answerKey, tapKey } from "@/server/messages/options";
import { storableText } from "@/server/text/storable-text";

/** The parameters that the SQL fragments below take from a customer's message. */
export type ChoiceValues = ReturnType<typeof choiceValues>;

/** @param tapped The tapped option if the message is a tap; then `text` is the option's label. */
export function choiceValues(text: string, tapped: TappedChoice | null) {
  return {
    answerKey: storableText(answerKey(text)),
    tapKey: tapped && storableText(tapKey({ label: text, value: tapped.value })),
    tappedId: tapped && storableText(tapped.message_id),
  };
}

/**
 * Part of a WITH clause: `chosen`, the option that a customer's message chooses: among the newest options that were sent, or those that were
 * tapped.
 * They count only if the customer wrote nothing between them and the newest message of a bot or an employee. After a
 * question of an employee a typed number is its answer; a tap still chooses the option.
 * @param conversation A condition on `conversations c`.
 */
export function chosenOption(
  { answerKey: textKey, tapKey: tap, tappedId, byCustomer }: Slots<ChoiceValues & { byCustomer: boolean }>,
  conversation: SQL,
): SQL {
  return sql`
    chosen as materialized (
      select coalesce(offer.answers -> ${tap}::text, offer.answers -> ${textKey}::text) as option
      from conversations c
      cross join lateral (
        select m.id, m.seq, m.answers from messages m
        where m.conversation_id = c.id and m.answers is not null and m.answers <> '{}'
          and m.delivery in ('none', 'delivering', 'delivered') and m.id = coalesce(${tappedId}::text, m.id)
        order by m.seq desc limit 1
      ) offer
      cross join lateral (
        select m.seq from messages m
        where m.conversation_id = c.id and m.sender <> 'customer' order by m.seq desc limit 1
      ) newest
      where ${conversation} and ${byCustomer} and not exists (
        select from messages m where m.conversation_id = c.id and m.seq > offer.seq and (
          m.sender = 'customer' and m.seq < newest.seq or m.sender = 'employee' and ${tappedId}::text is null
        )
      )
    )`;
}

/** The value that the bot reads instead of the text; null if both are equal. */
export function chosenMeaning(text: SQL): SQL {
  return sql`(select nullif(option ->> 'value', ${text}) from chosen)`;
}

/** The phrases to compare with control phrases: the message's text, and the chosen option's label and value. */
export function chosenPhrases(textPhrase: SQL): SQL {
  return sql`array(
    select ${textPhrase}::text union all
    select phrase from chosen, jsonb_array_elements_text(option -> 'phrases') phrase
  )`;
}
