import { z } from "zod";
import { idText } from "../../input-types.ts";

export const counterSpans = ["24h", "7d", "30d", "all"] as const;
export type CounterSpan = (typeof counterSpans)[number];

/** Which conversations the counters of a scenario count. */
export const countersInput = z.object({
  botId: idText,
  /** `all`: every published version; `draft`: the test chat; otherwise a version's id. */
  version: z.union([z.enum(["all", "draft"]), idText]).default("all"),
  span: z.enum(counterSpans).default("7d"),
});

export const removedInput = z.object({
  botId: idText,
  /** Ids of interactions and of rows of menus. */
  ids: z.array(idText).max(2000),
});
