import { z } from "zod";
import { optionalName } from "@/server/input-types";
import {
  pageSettings,
  questionSettings,
  readingSchedules,
  type SourceKind,
  siteSettings,
  tableSettings,
  textSettings,
} from "@/server/schemas/knowledge/source-settings";
import { excerpt } from "@/server/text/excerpt";

const LONGEST_NAME = 200;

export const sourceName = optionalName(LONGEST_NAME, `A name has at most ${LONGEST_NAME} letters.`);

/** The settings that members write. Files are uploaded, and API sources are sent by the customer's system. */
export const writtenSettings = z.discriminatedUnion("kind", [
  textSettings,
  questionSettings,
  pageSettings,
  siteSettings,
  tableSettings,
]);
export type WrittenSettings = z.infer<typeof writtenSettings>;

export const readingSchedule = z.enum(readingSchedules);

/** Kinds whose content changes elsewhere, so that they can be read on a schedule. */
const SCHEDULED = new Set<SourceKind>(["page", "site", "table"]);

/** Whether sources of a kind can be read on a schedule. */
export function hasSchedule(kind: SourceKind): boolean {
  return SCHEDULED.has(kind);
}

/** The name of a source: the given one, or one from its settings. */
export function nameOf(given: string, settings: WrittenSettings): string {
  if (given !== "") return given;
  switch (settings.kind) {
    case "question":
      return excerpt(settings.question, LONGEST_NAME);
    case "text":
      return excerpt(firstLine(settings.text), LONGEST_NAME);
    case "page":
    case "site":
      return excerpt(withoutScheme(settings.url), LONGEST_NAME);
    case "table":
      return "Table";
  }
}

function firstLine(text: string): string {
  const line = text.split("\n").find((one) => /[\p{L}\p{N}]/u.test(one)) ?? text;
  return line.replace(/^[#>*\s-]+/, "").trim() || "Text";
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
