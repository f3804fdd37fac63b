import type { TextGroup } from "@/server/languages/texts/fixed-text";

export const groupLabels: Record<TextGroup, string> = {
  fallback: "When the bot has no answer",
  greeting: "Greeting",
  menus: "Menus",
  options: "Quick replies, buttons and cards",
  interactions: "Interactions",
  actions: "Actions and webhooks",
  answers: "Direct answers",
  reminders: "Reminders, working hours and limits",
};
