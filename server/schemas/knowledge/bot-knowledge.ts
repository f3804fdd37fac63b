import { z } from "zod";

/** A host name without scheme and path, such as `docs.example.com`. */
const host = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9.-]+\.[a-z0-9-]+$/, "Write a host name such as docs.example.com.")
  .max(253);

/** How a bot uses the workspace's knowledge base. Part of its behaviour. */
export const botKnowledge = z.object({
  isOn: z.boolean().default(true),
  /** Null: all enabled sources of the workspace, also future ones. */
  sourceIds: z.array(z.string()).max(6000, "Choose at most 6,000 sources.").nullable().default(null),
  /** If sources are chosen: all enabled direct questions besides them, also future ones. */
  allQuestions: z.boolean().default(false),
  /** From 0 to 1: how alike a direct question must be so that its answer is sent as written. */
  directThreshold: z
    .number("Choose a likeness from 30 to 100 percent.")
    .min(0.3, "Choose a likeness from 30 to 100 percent.")
    .max(1, "Choose a likeness from 30 to 100 percent.")
    .default(0.75),
  /** What the bot does if nothing fits a question. */
  whenNothing: z.enum(["say_so", "ask_back", "hand_over"]).default("say_so"),
  /** Customers see the names and addresses of the sources below an answer. */
  showsSources: z.boolean().default(false),
  /** Whether the bot reads the addresses that customers send. */
  readsUrls: z.enum(["off", "listed", "any"]).default("off"),
  readableHosts: z.array(host).max(100, "List at most 100 hosts.").default([]),
});
export type BotKnowledge = z.infer<typeof botKnowledge>;
