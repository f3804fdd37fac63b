import { type BotBehaviour, behaviourOf } from "@/server/schemas/bot-behaviour";
import type { BotSnapshot } from "@/server/schemas/bot-snapshot";

/** The parsed behaviours of snapshots in use. Snapshots never change. */
const behaviours = new WeakMap<BotSnapshot, BotBehaviour>();

/** The behaviour of a bot's version. */
export function knownBehaviour(snapshot: BotSnapshot): BotBehaviour {
  const known = behaviours.get(snapshot) ?? behaviourOf(snapshot);
  behaviours.set(snapshot, known);
  return known;
}
