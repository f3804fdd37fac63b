import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { ScenarioSettings } from "@/server/schemas/scenario/scenario";
import type { FieldPath } from "../links/list-links";

/** Something in a scenario that is wrong, or that its author probably did not intend. */
export interface ScenarioProblem {
  /** An `error` breaks the bot and blocks Publish. */
  severity: "error" | "warning";
  /** What is wrong, and how to fix it. */
  message: string;
  /** Null for a problem of the scenario as a whole. */
  interactionId: string | null;
  /** The field within the interaction; empty for the interaction as a whole. */
  path: FieldPath;
}

/** What the checks need to know besides the scenario itself. */
export interface Surroundings {
  botId: string;
  /** Names of values that something outside of the scenario sets: built-in ones, actions, channels, webhooks. */
  names: string[];
  actions: KnownAction[];
  /** The workspace's other bots. */
  campaigns: KnownCampaign[];
  /** The bot's own webhooks, by name. */
  webhooks: KnownWebhook[];
}

export interface KnownAction {
  id: string;
  name: string;
  enabled: boolean;
  arguments: { name: string; required: boolean }[];
}

export interface KnownCampaign {
  id: string;
  name: string;
  isPublished: boolean;
  /** Whether its published version has a scenario with a Welcome. */
  hasScenario: boolean;
  /** The bot that its Welcome leads to without waiting for the customer; null if it waits or ends. */
  leadsTo: string | null;
}

export interface KnownWebhook {
  id: string;
  name: string;
  kind: "fulfilment" | "campaign";
  isVerified: boolean;
  /** Why the last verification failed. */
  verificationError: string | null;
}

/** A scenario with its interactions by their ids. */
export interface CheckedScenario {
  interactions: readonly Interaction[];
  settings: ScenarioSettings;
  byId: ReadonlyMap<string, Interaction>;
  surroundings: Surroundings;
}

/** A problem of one interaction. */
export function problemOf(
  interaction: Interaction,
  severity: ScenarioProblem["severity"],
  path: FieldPath,
  message: string,
): ScenarioProblem {
  return { severity, message, interactionId: interaction.id, path };
}

/** "“A”, “B” and 3 more". */
export function quoteNames(names: readonly string[], most = 4): string {
  const quoted = names.slice(0, most).map((name) => `“${name}”`);
  if (names.length > most) return `${quoted.join(", ")} and ${names.length - most} more`;
  const last = quoted.pop();
  return quoted.length === 0 ? (last ?? "") : `${quoted.join(", ")} and ${last}`;
}
