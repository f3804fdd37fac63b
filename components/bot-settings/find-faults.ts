import { type BotBehaviour, botBehaviour } from "@/server/schemas/bot-behaviour";

/**
 * The faults that the server would report, by field path, such as "split.maxCharacters". A list item's fault also
 * counts for its list.
 */
export function findFaults(draft: BotBehaviour): Map<string, string> {
  const issues = botBehaviour.safeParse(draft).error?.issues ?? [];
  const faults = new Map<string, string>();
  for (const { path, message } of issues) {
    const last = path.at(-1);
    faults.set((typeof last === "number" ? path.slice(0, -1) : path).join("."), message);
  }
  return faults;
}
