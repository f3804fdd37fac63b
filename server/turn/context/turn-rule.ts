import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import { passedLimit } from "./anti-spam";
import { renderForCustomer } from "@/server/text/render-instruction";
import { closedSince } from "./working-hours";

/** A rule of the bot's settings that applies before its model is called (server/schemas/bot-behaviour.ts). */
export interface TurnRule {
  kind: "away" | "limit";
  /** Sent to the customer; empty to send nothing. */
  text: string;
  /** For the trace and for the people who get the conversation. */
  reason: string;
  /** The model answers too, after the text. */
  modelAnswers: boolean;
  /** The closed period that the text is about (server/turn/context/working-hours.ts). */
  closed?: string;
}

/** The turn that rules are checked for. */
export interface RuledTurn {
  conversationId: string;
  messageId: string;
  startedAt: Date;
  /** The bot's time zone. */
  timeZone: string | undefined;
  /** The closed period that the customer was last informed about. */
  toldClosed: string | null;
  /** Values for `{name}` in texts. */
  values: Record<string, string>;
}

/** Finds the rule that applies to a turn. Limits come before working hours, because they apply at night too. */
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
  const isInformed = turn.toldClosed === closed || awayText === "";
  if (isInformed && modelAnswers) return null;
  const text = isInformed ? "" : renderForCustomer(awayText, turn.values);
  const reason = `It is outside of the working hours: closed since ${closed.replace("T", " ")}.`;
  return { kind: "away", text, reason, modelAnswers, closed };
}
