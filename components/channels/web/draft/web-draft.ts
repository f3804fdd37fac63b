import type { z } from "zod";
import type { SettingsOf } from "@/components/channels/channel-types";
import { webChanges } from "@/server/channels/web/web-changes";
import { linesOf } from "./lines";

type Widget = SettingsOf<"web">["widget"];

/** What the forms of a web channel hold until it is saved, a key for each section that is saved on its own. */
export interface WebDraft {
  title: string;
  greeting: string;
  /** Origins as typed, one per line. */
  origins: string;
  appearance: Omit<Widget["appearance"], "avatarFileId">;
  language: Widget["language"];
  texts: Widget["texts"];
  preChat: Widget["preChat"];
  proactive: Widget["proactive"];
  features: Widget["features"];
  /** Hosts as typed, one per line. */
  imageHosts: string;
}

type WebForm = Omit<z.input<typeof webChanges>, "identitySecret">;

export function draftOf({ title, greeting, allowedOrigins, widget }: SettingsOf<"web">): WebDraft {
  const { appearance, language, texts, preChat, proactive, features, imageHosts } = widget;
  const { avatarFileId: _, ...look } = appearance;
  return {
    title,
    greeting,
    origins: allowedOrigins.join("\n"),
    appearance: look,
    language,
    texts,
    preChat,
    proactive,
    features,
    imageHosts: imageHosts.join("\n"),
  };
}

/** The sections that differ from what is saved. */
export function changedSections(saved: WebDraft, draft: WebDraft): (keyof WebDraft)[] {
  return sectionsOf(draft).filter((key) => JSON.stringify(saved[key]) !== JSON.stringify(draft[key]));
}

function sectionsOf(draft: WebDraft): (keyof WebDraft)[] {
  return Object.keys(draft) as (keyof WebDraft)[];
}

/** The changes that save some sections of a draft. */
export function changesOf(draft: WebDraft, sections: readonly (keyof WebDraft)[]): WebForm {
  const has = (key: keyof WebDraft) => sections.includes(key);
  const { title, greeting, appearance, language, texts, preChat, proactive, features } = draft;
  return {
    ...(has("title") && { title }),
    ...(has("greeting") && { greeting }),
    ...(has("origins") && { allowedOrigins: linesOf(draft.origins) }),
    widget: {
      ...(has("appearance") && { appearance }),
      ...(has("language") && { language }),
      ...(has("texts") && { texts }),
      ...(has("preChat") && { preChat }),
      ...(has("proactive") && { proactive }),
      ...(has("features") && { features }),
      ...(has("imageHosts") && { imageHosts: linesOf(draft.imageHosts).map((host) => host.toLowerCase()) }),
    },
  };
}

/** The faults that the server would report, by path, such as "widget.texts.de.send". */
export function findFaults(draft: WebDraft): Map<string, string> {
  const issues = webChanges.safeParse(changesOf(draft, sectionsOf(draft))).error?.issues ?? [];
  return faultsByPath(issues);
}

/** Faults by path. Those of list items, which are lines of one field, also count for their list. */
export function faultsByPath(faults: readonly { path: PropertyKey[]; message: string }[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const { path, message } of faults.toReversed()) {
    const last = path.at(-1);
    found.set(path.join("."), message);
    if (typeof last === "number") found.set(path.slice(0, -1).join("."), message);
  }
  return found;
}
