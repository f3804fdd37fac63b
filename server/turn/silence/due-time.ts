import type { BotBehaviour } from "@/server/schemas/bot-behaviour";
import type { SilenceRule } from "@/server/schemas/scenario/interaction";
import { openFrom } from "../context/working-hours";

/** When a business is open, from a bot's snapshot. */
interface OpeningTimes {
  workingHours: BotBehaviour["workingHours"];
  timeZone: string | undefined;
}

/**
 * Returns when a rule for a silent customer is carried out. A rule that keeps to working hours waits for the next opening.
 * @param since When the silence began: the interaction's messages, or the rule before.
 * @returns null if the business never opens.
 */
export function dueTime(rule: SilenceRule, since: Date, opening: OpeningTimes): Date | null {
  return openTime(rule, new Date(since.getTime() + rule.afterMinutes * 60_000), opening);
}

/** The first time from `at` on at which a rule may be carried out; null if it never may. */
export function openTime(rule: SilenceRule, at: Date, { workingHours, timeZone }: OpeningTimes): Date | null {
  if (!rule.onlyInWorkingHours || workingHours === null) return at;
  return openFrom(workingHours, timeZone, at);
}
