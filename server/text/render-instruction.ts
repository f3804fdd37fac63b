import { MAX_ANSWER } from "./cut-answer";
import { zonedIso } from "./zoned-iso";

/** The most characters that values may add: a value may be long and be used many times. */
const MAX_FILLED = 1_000_000;

/**
 * Replaces `{name}` in an instruction. An unknown name is unchanged, so that the author can see the mistake in the
 * trace; the same applies when a value exceeds the limit.
 * @param room The most characters that all values may add together.
 */
export function renderInstruction(instruction: string, values: Record<string, string>, room = MAX_FILLED): string {
  let left = room;
  return instruction.replaceAll(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (written, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? written) : written;
    if (value.length > left) return written;
    left -= value.length;
    return value;
  });
}

/** Replaces `{name}` in a text for customers. */
export function renderForCustomer(text: string, values: Record<string, string>): string {
  return renderInstruction(text, values, MAX_ANSWER);
}

interface Known {
  botName: string;
  channelName: string;
  source: string | null;
  clientName: string | null;
  clientPhone: string | null;
  placeholders: Record<string, string>;
  variables: Record<string, unknown>;
  now: Date;
  /** The IANA name of the bot's time zone; UTC by default. */
  timeZone?: string | undefined;
}

/** Names that every instruction can use, as listed in the editor. */
export const builtInVariables = {
  bot_name: "The bot's name",
  channel_name: "The channel's name",
  source: "Where the customer comes from, as the channel says",
  client_name: "The customer's name, if the channel knows it",
  client_phone: "The customer's phone number, if the channel knows it",
  current_datetime: "Now, in the bot's time zone (ISO 8601)",
  current_date: "Today, in the bot's time zone",
} as const;

/** The values of a conversation. Placeholders of the channel override variables, and both override built-in names. */
export function instructionValues(known: Known): Record<string, string> {
  const now = zonedIso(known.now, known.timeZone);
  const builtIn: Record<keyof typeof builtInVariables, string> = {
    bot_name: known.botName,
    channel_name: known.channelName,
    source: known.source ?? "",
    client_name: known.clientName ?? "",
    client_phone: known.clientPhone ?? "",
    current_datetime: now,
    current_date: now.slice(0, 10),
  };
  const variables = Object.entries(known.variables).map(([k, v]) => [k, typeof v === "string" ? v : JSON.stringify(v)]);
  return { ...builtIn, ...Object.fromEntries(variables), ...known.placeholders };
}
