import { z } from "zod";
import { idText, nameText } from "@/server/input-types";
import { eventNames } from "@/server/schemas/events/event-names";

export const MAX_HEADERS = 30;
export const MAX_CONCURRENCY = 50;
export const MAX_RATE = 1000;

/** A header as a form gives it. */
const header = z.object({
  name: z.string().trim().min(1, "Name the header.").max(200, "A header's name has at most 200 characters."),
  /** Null keeps the stored value of the secret header with this name. */
  value: z.string().max(4000, "A value has at most 4,000 characters.").nullable(),
  /** A secret value is encrypted and never shown again. */
  isSecret: z.boolean(),
});
export type HeaderInput = z.infer<typeof header>;

const concurrencyFault = `Enter a whole number from 1 to ${MAX_CONCURRENCY}.`;
const rateFault = `Enter a whole number from 1 to ${MAX_RATE.toLocaleString("en")}, or choose no limit.`;

/** What a form changes of an endpoint (CONTRACTS §6). */
export const endpointFields = z.object({
  name: nameText("Name the endpoint.", 100, "A name has at most 100 characters."),
  url: z
    .string()
    .trim()
    .min(1, "Enter the address that receives the events.")
    .max(2000, "An address has at most 2,000 characters."),
  events: z
    .array(z.enum(eventNames))
    .min(1, "Choose at least one event.")
    .max(100, "Choose each event once.")
    .refine(isWithoutDuplicates, "Choose each event once."),
  /** Only events of these bots; null for all. */
  botIds: filterOf(idText, "Choose at least one bot, or send the events of all bots."),
  /** Only events of these channels; null for all. */
  channelIds: filterOf(idText, "Choose at least one channel, or send the events of all channels."),
  /** Only events of conversations with one of these tags; null for all. */
  tags: filterOf(
    z.string().trim().min(1, "A tag has at least one character.").max(50, "A tag has at most 50 characters."),
    "Enter at least one tag, or send the events of all conversations.",
  ),
  headers: z.array(header).max(MAX_HEADERS, `An endpoint has at most ${MAX_HEADERS} headers.`),
  concurrency: z.int(concurrencyFault).min(1, concurrencyFault).max(MAX_CONCURRENCY, concurrencyFault),
  ratePerSecond: z.int(rateFault).min(1, rateFault).max(MAX_RATE, rateFault).nullable(),
});
export type EndpointInput = z.infer<typeof endpointFields>;

export const endpointIdInput = z.object({ endpointId: idText });
export const updateEndpointInput = z.object({
  endpointId: idText,
  endpoint: endpointFields,
  /** The `version` that the form was filled with. */
  basedOn: z.string().max(100),
});
export const setEnabledInput = z.object({ endpointId: idText, enabled: z.boolean() });
export const rotateSecretInput = z.object({
  endpointId: idText,
  /** Whether the previous secret signs for another 24 hours. */
  keepPrevious: z.boolean(),
  /** Rotates even if an earlier secret is still in its 24 hours; that one then stops. */
  force: z.boolean().default(false),
});

function filterOf(item: z.ZodString, whenEmpty: string) {
  return z
    .array(item)
    .min(1, whenEmpty)
    .max(100, "A filter has at most 100 entries.")
    .refine(isWithoutDuplicates, "Choose each entry once.")
    .nullable();
}

function isWithoutDuplicates(items: readonly string[]): boolean {
  return new Set(items).size === items.length;
}
