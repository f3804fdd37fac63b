import { z } from "zod";
import { interactive } from "@/server/messages/interactive";
import type { ShowOptionsCall } from "./standard-calls";

const label = { type: "string" };
const value = { type: "string", description: "What you read when the customer chooses it. Left out: the label." };
const button = {
  type: "object",
  properties: {
    label: { type: "string" },
    type: { type: "string", enum: ["reply", "url", "phone"] },
    value: { type: "string", description: "reply: what you read. url: an address. phone: a phone number." },
  },
  required: ["label", "type"],
};

/** The parameters of `show_options`, for the model. */
export const showOptionsParameters = {
  text: { type: "string", description: "Your reply, if you have not written it beside this call." },
  quick_replies: {
    type: "array",
    description: "Short answers to tap: 1 to 13, with labels of at most 40 characters.",
    items: { type: "object", properties: { label, value }, required: ["label"] },
  },
  buttons: { type: "array", description: "1 to 10 buttons: answers, links or phone numbers.", items: button },
  cards: {
    type: "array",
    description: "1 to 10 things to show.",
    items: {
      type: "object",
      properties: {
        title: { type: "string" },
        subtitle: { type: "string" },
        buttons: { type: "array", description: "At most 3.", items: button },
      },
      required: ["title"],
    },
  },
};

/**
 * Parses a model's call: a text, and one of quick_replies, buttons and cards. Images are dropped: the browser would load them
 * without a click, so an address that a model was talked into could carry data to a stranger.
 */
export const showOptionsCall = z
  .preprocess(withoutUnused, z.looseObject({ text: z.string().max(20_000).default("") }))
  .transform(({ text, ...options }, issues): ShowOptionsCall => {
    const checked = interactive.safeParse(options);
    if (checked.success) return { type: "show_options", text: text.trim(), interactive: checked.data };
    for (const { path, message } of checked.error.issues) issues.addIssue({ code: "custom", path, message });
    return z.NEVER;
  });

/** Removes images, and the nulls and empty lists that some models send for parameters that they leave out. */
function withoutUnused(given: unknown): unknown {
  if (Array.isArray(given)) return given.map(withoutUnused);
  if (typeof given !== "object" || given === null) return given;
  const kept = Object.entries(given).filter(([key, item]) => key !== "image_url" && !isAbsent(item));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutUnused(item)]));
}

function isAbsent(item: unknown): boolean {
  return item === null || (Array.isArray(item) && item.length === 0);
}
