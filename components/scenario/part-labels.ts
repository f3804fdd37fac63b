import type { Interaction } from "@/server/schemas/scenario/interaction";

/** What the parts of an interaction are called on the screen. */
export const partLabels: Record<keyof Interaction, string> = {
  id: "Id",
  role: "Role",
  name: "Name",
  folder: "Folder",
  phrases: "Phrases",
  triggers: "Exact triggers",
  keywords: "Keywords",
  responses: "Responses",
  attributes: "Ask for",
  menu: "Menu",
  redirect: "Redirect",
  fulfilmentId: "Webhook",
  silence: "When the customer is silent",
  place: "Place on the map",
};
