import { z } from "zod";

/** The kinds of sources (CONTRACTS §10). */
export const sourceKinds = ["text", "question", "file", "page", "site", "table", "api"] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourceStatuses = ["queued", "reading", "ready", "warnings", "failed", "stale"] as const;
export type SourceStatus = (typeof sourceStatuses)[number];

export const readingSchedules = ["off", "daily", "weekly"] as const;
export type ReadingSchedule = (typeof readingSchedules)[number];

const MAX_SOURCE_TEXT = 500_000;
const MAX_ANSWER = 4000;
/** The most pages that one site may have. */
const MAX_SITE_PAGES = 5000;

const address = z
  .url({ protocol: /^https?$/, error: "Write an address that begins with https:// or http://." })
  .max(2000, "The address has at most 2,000 letters.");

const question = z.string().trim().min(1, "Write a question.").max(500, "A question has at most 500 letters.");

/** A pattern of paths such as `/help/*`, in which `*` stands for any letters. */
const pathPattern = z
  .string()
  .trim()
  .regex(/^\//, "Begin the pattern with a slash, such as /help/*.")
  .max(500, "A pattern has at most 500 letters.");
const pathPatterns = z.array(pathPattern).max(50, "Keep at most 50 patterns.").default([]);

export const textSettings = z.object({
  kind: z.literal("text"),
  /** Markdown or plain text. */
  text: z
    .string()
    .trim()
    .min(1, "Write the text.")
    .max(MAX_SOURCE_TEXT, `The text has at most ${MAX_SOURCE_TEXT.toLocaleString("en")} letters.`),
});

/** A question that is answered as written, without a model. */
export const questionSettings = z.object({
  kind: z.literal("question"),
  question,
  /** Other ways to ask it. */
  variants: z.array(question).max(100, "Keep at most 100 variants.").default([]),
  answer: z
    .string()
    .trim()
    .min(1, "Write the answer.")
    .max(MAX_ANSWER, `The answer has at most ${MAX_ANSWER.toLocaleString("en")} letters.`),
});

const fileSettings = z.object({
  kind: z.literal("file"),
  /** A row of `files`. */
  fileId: z.string(),
  fileName: z.string(),
  sizeBytes: z.int(),
});

export const pageSettings = z.object({ kind: z.literal("page"), url: address });

export const siteSettings = z.object({
  kind: z.literal("site"),
  url: address,
  /** `sitemap`: the pages of its sitemap; `crawl`: the pages that links lead to. */
  find: z.enum(["sitemap", "crawl"]).default("sitemap"),
  /** How many links away from the first page a crawl goes. */
  depth: z.int("Choose a whole number.").min(0).max(20, "Choose a depth of at most 20.").default(5),
  /** Only pages whose path fits one of these; empty for all. */
  include: pathPatterns,
  exclude: pathPatterns,
  maxPages: z
    .int("Choose a whole number.")
    .min(1, "Choose at least 1 page.")
    .max(MAX_SITE_PAGES, `A site has at most ${MAX_SITE_PAGES.toLocaleString("en")} pages.`)
    .default(500),
});

export const tableSettings = z.object({
  kind: z.literal("table"),
  tableId: z.string(),
  /** The keys of the columns that customers may read. */
  columns: z.array(z.string()).min(1, "Choose at least one column.").max(100),
});

/** Sent by the customer's system with `PUT /api/v1/knowledge/sources/<id>`. */
export const apiSettings = z.object({
  kind: z.literal("api"),
  format: z.enum(["text", "markdown", "html"]),
  text: z.string().max(MAX_SOURCE_TEXT),
  /** Where people can read it. */
  url: address.nullable().default(null),
});

/** What a source of a kind is read from. */
export const sourceSettings = z.discriminatedUnion("kind", [
  textSettings,
  questionSettings,
  fileSettings,
  pageSettings,
  siteSettings,
  tableSettings,
  apiSettings,
]);
export type SourceSettings = z.infer<typeof sourceSettings>;
export type SettingsOf<K extends SourceKind> = Extract<SourceSettings, { kind: K }>;

/** How far a reading is, in what people count for the kind: pages or rows. */
export interface SourceProgress {
  /** What is being done, such as "Reading pages". */
  label: string;
  done: number;
  /** Null while it is not known. */
  total: number | null;
}

/** The edits of parts of a source that ended because their text changed at the source. */
export interface EndedEdits {
  count: number;
  /** Some of the parts, as they are named to people. */
  parts: string[];
}
