import { z } from "zod";
import { conversationKeys } from "./conversation-keys.ts";
import { described } from "./described.ts";

const runKeys = {
  run_id: described(z.string(), "The run of the action.", "run_01k5x8cb1n5m9q3w7e0r4t8yui"),
  action_id: described(z.string(), "The action.", "act_01k5x84f8g2h6j0k4l9z3x7cvb"),
  action_name: described(z.string(), "Its name.", "Find a parcel"),
  function_name: described(z.string(), "The name of its function.", "find_parcel"),
  arguments: described(z.record(z.string(), z.unknown()), "What it was called with; secrets are masked.", {
    order: "A-1042",
  }),
};

const timeKeys = {
  started_at: described(z.iso.datetime(), "When it was called.", "2026-03-02T09:15:04.300Z"),
  finished_at: described(z.iso.datetime(), "When it ended.", "2026-03-02T09:15:04.710Z"),
  duration_ms: described(z.int(), "The milliseconds between them.", 410),
};

/** A bot's action has succeeded. */
export const actionSucceeded = z.object({
  ...runKeys,
  result: described(z.string(), "What the bot got; secrets are masked.", '{"arrives":"2026-03-03"}'),
  ...timeKeys,
  ...conversationKeys,
});

/** A bot's action has failed. */
export const actionFailed = z.object({
  ...runKeys,
  error: described(z.string(), "Why; secrets are masked.", "The server answered 500 Internal Server Error."),
  ...timeKeys,
  ...conversationKeys,
});
