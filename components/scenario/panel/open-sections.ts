"use client";

import { useSyncExternalStore } from "react";
import type { Interaction } from "@/server/schemas/scenario/interaction";

/** The sections of the side panel, with the parts of an interaction that each edits. */
export const sections = {
  name: { title: "Name and folder", parts: ["name", "folder"] },
  says: { title: "What the customer says", parts: ["phrases", "triggers", "keywords"] },
  responses: { title: "Responses", parts: ["responses"] },
  attributes: { title: "Ask for", parts: ["attributes"] },
  menu: { title: "Menu", parts: ["menu"] },
  redirect: { title: "Redirect", parts: ["redirect"] },
  webhook: { title: "Webhook", parts: ["fulfilmentId"] },
  silence: { title: "When the customer is silent", parts: ["silence"] },
} as const satisfies Record<string, { title: string; parts: readonly (keyof Interaction)[] }>;
export type SectionId = keyof typeof sections;

export const sectionIds: readonly SectionId[] = [
  "name",
  "says",
  "responses",
  "attributes",
  "menu",
  "redirect",
  "webhook",
  "silence",
];

/** Which sections were folded or unfolded; it stays so from one interaction to the next. */
let chosen: Partial<Record<SectionId, boolean>> = {};
const listeners = new Set<() => void>();

export function setOpen(id: SectionId, isOpen: boolean): void {
  chosen = { ...chosen, [id]: isOpen };
  for (const listener of listeners) listener();
}

/** Unfolds the section that edits a part of an interaction. */
export function openPart(part: string): void {
  const id = sectionIds.find((id) => sections[id].parts.some((known) => known === part));
  if (id) setOpen(id, true);
}

/** Whether a section is open: as it was left, or else if most interactions need it or it has something in it. */
export function useOpenSections(draft: Interaction): (id: SectionId) => boolean {
  const now = useSyncExternalStore(
    subscribe,
    () => chosen,
    () => chosen,
  );
  return (id) => now[id] ?? isOpenAtFirst(id, draft);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isOpenAtFirst(id: SectionId, { role, menu, attributes }: Interaction): boolean {
  if (id === "name" || id === "responses") return true;
  if (id === "says") return role === "regular";
  if (id === "menu") return menu !== null || role === "welcome";
  return id === "attributes" && attributes.length > 0;
}
