import type { ActionDefinition } from "@/server/schemas/action-definition";
import type { StandardFunctions } from "@/server/schemas/standard-functions";
import type { PollSettings } from "@/server/schemas/poll";
import type { RaffleSettings } from "@/server/schemas/raffle";
import type { Interaction } from "@/server/schemas/scenario/interaction";
import type { TableColumn } from "@/server/schemas/table-column";

/** A bot to start from. It works without any setup, with the offline model and the product's own demo endpoints. */
export interface BotTemplate {
  id: string;
  name: string;
  description: string;
  /** The name of a lucide icon. */
  icon: string;
  /** Examples of what a customer can ask, for the card and the test chat. */
  highlights: string[];
  /** The start of an example conversation. */
  dialogue: DialogueLine[];
  instruction: string;
  /** @param demoUrl The base URL of the demo endpoints, without a trailing slash. */
  actions: (demoUrl: string) => ActionDefinition[];
  /** What its model can do without an action. Left out for scripted bots, which have no model. */
  standardFunctions?: StandardFunctions;
  /** What makes the bot a scripted one, which needs no model; null for one that a model drives. */
  scripted: ScriptedTemplate | null;
}

export interface DialogueLine {
  by: "customer" | "bot";
  text: string;
}

export interface ScriptedTemplate {
  /** Whether it can tell a system of the company what customers choose: it is asked for the address. */
  hasWebhook: boolean;
  /** Makes the parts of a new bot, with new ids. @param webhookUrl Null: no webhook is called. */
  makeParts: (webhookUrl: string | null) => ScriptedParts;
}

/** What a scripted bot consists of. All parts have ids, by which they refer to one another. */
export interface ScriptedParts {
  interactions: Interaction[];
  actions?: { id: string; definition: ActionDefinition }[];
  /** Campaign webhooks (CONTRACTS §5). */
  webhooks?: { id: string; name: string; url: string; thanksText: string }[];
  tables?: { id: string; name: string; description: string; columns: TableColumn[] }[];
  raffles?: { id: string; settings: RaffleSettings }[];
  polls?: { id: string; settings: PollSettings }[];
}
