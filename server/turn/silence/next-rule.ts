import type { Interaction, SilenceRule } from "@/server/schemas/scenario/interaction";

/** A rule for a silent customer, with the interaction that it belongs to. */
export interface RuleOf {
  interaction: Interaction;
  rule: SilenceRule;
}

/** The rule that a turn carries out, instead of answering a message. */
export interface CarriedOut extends RuleOf {
  /** The ids of the rules that were carried out since the customer's newest message, including this one. */
  done: string[];
}

/**
 * Returns the rule that a silence waits for after a turn: the first one of the interaction that the turn came to, otherwise
 * the one that follows the rule that the turn carried out.
 * @param cameTo The interaction at which the conversation is now; null if the turn came to none.
 * @param carriedOut The rule that the turn carried out; null for a turn that answers a message. No rule is repeated, so
 * that interactions that lead to each other don't write forever.
 */
export function nextRule(cameTo: Interaction | null, carriedOut: CarriedOut | null): RuleOf | null {
  const following = carriedOut ? rulesAfter(carriedOut) : [];
  return (
    [...(cameTo ? rulesOf(cameTo) : []), ...following].find(({ rule }) => !carriedOut?.done.includes(rule.id)) ?? null
  );
}

function rulesOf(interaction: Interaction): RuleOf[] {
  return interaction.silence.map((rule) => ({ interaction, rule }));
}

function rulesAfter({ interaction, rule }: RuleOf): RuleOf[] {
  const place = interaction.silence.findIndex(({ id }) => id === rule.id);
  return place === -1 ? [] : rulesOf(interaction).slice(place + 1);
}
