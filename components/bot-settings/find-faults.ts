import { type BotBehaviour, botBehaviour } from "@/server/schemas/bot-behaviour";

/** What the server would refuse, by the path of its field, such as "split.maxCharacters"; an item's is its list's too. */
export function findFaults(draft: BotBehaviour): Map<string, string> {
  const issues = botBehaviour.safeParse(draft).error?.issues ?? [];
  const faults = new Map<string, string>();
  for (const { path, message } of issues) {
    const last = path.at(-1);
    faults.set((typeof last === "number" ? path.slice(0, -1) : path).join("."), message);
  }
  return faults;
}
