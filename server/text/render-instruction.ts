import { MAX_ANSWER } from "./cut-answer";
import { zonedIso } from "./zoned-iso";

/** Characters that values may add to an instruction: one value may be long, and be named very often. */
const MAX_FILLED = 1_000_000;

/**
 * Fills `{name}` in an instruction. A name that nothing is known of stays as it was written, so that its author sees
 * the slip in the trace; so does a placeholder whose value has no room left.
 * @param room Characters that the values may have together.
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

/** Fills `{name}` in a text that a customer reads. */
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
  /** IANA name of the bot's time zone; absent: UTC. */
  timeZone?: string | undefined;
}

/** Names that an instruction may use without setting anything up, as the editor lists them. */
export const builtInVariables = {
  bot_name: "The bot's name",
  channel_name: "The channel's name",
  source: "Where the customer comes from, as the channel says",
  client_name: "The customer's name, if the channel knows it",
  client_phone: "The customer's phone number, if the channel knows it",
  current_datetime: "Now, in the bot's time zone (ISO 8601)",
  current_date: "Today, in the bot's time zone",
} as const;

/** The values of one conversation; the channel's placeholders win over variables, and both over the built-in names. */
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
