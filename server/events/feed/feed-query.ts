import { z } from "zod";
import { idText } from "@/server/input-types";
import { eventNames } from "@/server/schemas/events/event-names";

const MAX_PAGE = 1000;
/** Shorter than the time after which proxies usually end a request without an answer. */
const MAX_WAIT_SECONDS = 25;

/** What a reader of the feed asks for (CONTRACTS §6). */
export const feedQuery = z.strictObject({
  after: idText.optional().meta({
    description: "The id of an event: the list starts behind it. Without it, the list starts with the oldest event.",
    example: "evt_01k5x8ch7j1k5l9z3x6c0v4bnm",
  }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_PAGE)
    .default(100)
    .meta({ description: "The largest number of events. A page of large events may have fewer." }),
  event: z
    .array(z.enum(eventNames))
    .max(eventNames.length)
    .optional()
    .meta({ description: "Lists only events with this name. Repeat the parameter for several names." }),
  wait: z.coerce.number().int().min(0).max(MAX_WAIT_SECONDS).default(0).meta({
    description: "How many seconds to wait for an event if there is none yet. The answer comes with the first one.",
  }),
});

export type FeedQuery = z.output<typeof feedQuery>;
