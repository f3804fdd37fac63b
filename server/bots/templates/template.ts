import type { ActionDefinition } from "@/server/schemas/action-definition";

/** A bot to start from. It works without any setup, with the offline model and the product's own demo endpoints. */
export interface BotTemplate {
  id: string;
  name: string;
  description: string;
  /** The name of a lucide icon. */
  icon: string;
  /** Examples of what a customer can ask, for the card and the test chat. */
  highlights: string[];
  instruction: string;
  /** @param demoUrl The base URL of the demo endpoints, without a trailing slash. */
  actions: (demoUrl: string) => ActionDefinition[];
}
