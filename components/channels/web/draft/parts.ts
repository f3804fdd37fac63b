import type { WebDraft } from "./web-draft";

/** The parts of the screen, in order. The first one has no parameter in the address. */
export const parts = [
  { id: "install", label: "Install" },
  { id: "look", label: "Look" },
  { id: "texts", label: "Texts" },
  { id: "before", label: "Before the chat" },
  { id: "proactive", label: "Proactive" },
  { id: "features", label: "Features" },
  { id: "access", label: "Access & identity" },
  { id: "ratings", label: "Ratings" },
] as const;

export type PartId = (typeof parts)[number]["id"];

/** The part that shows a fault at a path such as "widget.texts.de.consent". */
export function partOfPath(path: string): PartId {
  if (/^widget\.texts\.[^.]+\.consent$/u.test(path)) return "before";
  const starts = Object.entries(PATHS).find(([start]) => path === start || path.startsWith(`${start}.`));
  return starts?.[1] ?? "texts";
}

const PATHS: Record<string, PartId> = {
  allowedOrigins: "access",
  "widget.appearance": "look",
  "widget.preChat": "before",
  "widget.proactive": "proactive",
  "widget.features": "features",
  "widget.imageHosts": "access",
};

/** The name of the part in which a section is edited. */
export function labelOfSection(section: keyof WebDraft): string {
  const id = SECTIONS[section];
  return parts.find((part) => part.id === id)?.label ?? "";
}

const SECTIONS: Record<keyof WebDraft, PartId> = {
  title: "texts",
  greeting: "texts",
  origins: "access",
  appearance: "look",
  language: "texts",
  texts: "texts",
  preChat: "before",
  proactive: "proactive",
  features: "features",
  imageHosts: "access",
};
