import { z } from "zod";
import { readingSchedule, sourceName, writtenSettings } from "@/server/knowledge/sources/source-input";
import type { SourceSettings } from "@/server/schemas/knowledge/source-settings";

/** The kinds that have a form. Files are uploaded, and API sources are sent by the customer's system. */
export const writtenKinds = ["text", "question", "page", "site", "table"] as const;
export type WrittenKind = (typeof writtenKinds)[number];

const number = z.number().or(z.nan());
const texts = z.array(z.string());

/** The fields of all kinds; a form shows those of its kind. */
const fields = z.object({
  kind: z.enum(writtenKinds),
  text: z.string(),
  question: z.string(),
  variants: texts,
  answer: z.string(),
  url: z.string(),
  find: z.enum(["sitemap", "crawl"]),
  depth: number,
  include: texts,
  exclude: texts,
  maxPages: number,
  tableId: z.string(),
  columns: texts,
});

/** A request may have 1 MB, which is fewer letters in some scripts. */
const MAX_TEXT_BYTES = 900_000;

export const sourceForm = z
  .object({
    name: sourceName,
    schedule: readingSchedule,
    settings: fields,
    /** The state of the source that the form shows; absent for a new one. */
    basedOn: z.string().optional(),
  })
  .superRefine(({ settings }, context) => {
    const { kind, text } = settings;
    const issues = writtenSettings.safeParse(settings).error?.issues ?? [];
    for (const { path, message } of issues) {
      context.addIssue({ code: "custom", path: ["settings", ...path], message });
    }
    if (kind === "table" && settings.tableId === "") {
      context.addIssue({ code: "custom", path: ["settings", "tableId"], message: "Choose a table." });
    }
    if (kind === "text" && issues.length === 0 && new TextEncoder().encode(text).length > MAX_TEXT_BYTES) {
      const message = "The text is too large for this box. Save it as a TXT file, and add that file.";
      context.addIssue({ code: "custom", path: ["settings", "text"], message });
    }
  });
export type SourceForm = z.infer<typeof sourceForm>;

const empty: Omit<SourceForm["settings"], "kind"> = {
  text: "",
  question: "",
  variants: [],
  answer: "",
  url: "",
  find: "sitemap",
  depth: 5,
  include: [],
  exclude: [],
  maxPages: 500,
  tableId: "",
  columns: [],
};

interface StoredSource {
  basedOn: string;
  name: string;
  schedule: SourceForm["schedule"];
  settings: SourceSettings;
}

/** What the form of a new source begins with, as far as it is known. */
export interface Beginning {
  name?: string;
  settings?: Partial<Omit<SourceForm["settings"], "kind">>;
}

/** What the form shows of a source; null for a new one. */
export function formOf(kind: WrittenKind, source: StoredSource | null, beginning: Beginning = {}): SourceForm {
  if (source === null) {
    return { name: beginning.name ?? "", schedule: "off", settings: { ...empty, ...beginning.settings, kind } };
  }
  const { name, schedule, settings, basedOn } = source;
  // Files and API sources have no form.
  const own = settings.kind === "file" || settings.kind === "api" ? {} : settings;
  return { name, schedule, settings: { ...empty, ...own, kind }, basedOn };
}

/** Where a fault can be shown. */
export const formFields = [
  "name",
  "schedule",
  "settings.text",
  "settings.question",
  "settings.variants",
  "settings.answer",
  "settings.url",
  "settings.depth",
  "settings.include",
  "settings.exclude",
  "settings.maxPages",
  "settings.tableId",
  "settings.columns",
] as const;
