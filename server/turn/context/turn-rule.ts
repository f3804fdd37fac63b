import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import { passedLimit } from "./anti-spam";
import { renderForCustomer } from "@/server/text/render-instruction";
import { closedSince } from "./working-hours";

/** What a bot's own rules say before its model is asked (server/schemas/bot-behaviour.ts). */
export interface TurnRule {
  kind: "away" | "limit";
  /** Said to the customer; empty: nothing. */
  text: string;
  /** For the trace and, where people get the conversation, for them. */
  reason: string;
  /** The model answers too, after the text. */
  modelAnswers: boolean;
  /** The closed time that the customer is told of (server/turn/context/working-hours.ts). */
  closed?: string;
}

/** The turn that rules are asked about. */
export interface RuledTurn {
  conversationId: string;
  messageId: string;
  startedAt: Date;
  /** The bot's own. */
  timeZone: string | undefined;
  /** The closed time that the customer was told of last. */
  toldClosed: string | null;
  /** Values for `{name}` in texts. */
  values: Record<string, string>;
}

/** The rule that a turn obeys, if one does. Too many messages come before the hours: those count at night too. */
export async function findRule(turn: RuledTurn, behaviour: BotBehaviour): Promise<TurnRule | null> {
  return (await limitRule(turn, behaviour)) ?? awayRule(turn, behaviour);
}

async function limitRule(turn: RuledTurn, { antiSpam }: BotBehaviour): Promise<TurnRule | null> {
  const reason = antiSpam && (await passedLimit(turn, antiSpam));
  if (!antiSpam || reason === null) return null;
  return { kind: "limit", text: renderForCustomer(antiSpam.text, turn.values), reason, modelAnswers: false };
}

function awayRule(turn: RuledTurn, { workingHours }: BotBehaviour): TurnRule | null {
  if (workingHours === null) return null;
  const closed = closedSince(workingHours, turn.timeZone, turn.startedAt);
  if (closed === null) return null;
  const { awayText, answerOutside: modelAnswers } = workingHours;
  const isTold = turn.toldClosed === closed || awayText === "";
  if (isTold && modelAnswers) return null;
  const text = isTold ? "" : renderForCustomer(awayText, turn.values);
  const reason = `It is outside of the working hours: closed since ${closed.replace("T", " ")}.`;
  return { kind: "away", text, reason, modelAnswers, closed };
}
