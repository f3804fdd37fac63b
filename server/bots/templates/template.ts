import type { ActionDefinition } from "@/server/schemas/action-definition";

/** A bot to start from. It works at once, on the offline model, against the product's own demo endpoints. */
export interface BotTemplate {
  id: string;
  name: string;
  description: string;
  /** Name of a lucide icon. */
  icon: string;
  /** What a person can ask it, for the card and the test chat. */
  highlights: string[];
  instruction: string;
  /** @param demoUrl Base address of the demo endpoints, without a slash at the end. */
  actions: (demoUrl: string) => ActionDefinition[];
}
