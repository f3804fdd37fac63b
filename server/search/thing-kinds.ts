/** What the search for things finds; browsers use the list too. */
export const thingKinds = ["bot", "action", "table", "channel", "source", "raffle", "poll"] as const;
export type ThingKind = (typeof thingKinds)[number];

/** The parts of a bot that have a page of their own: found by the bot's name with the part's. */
export const botParts = [
  { path: "", label: "Build" },
  { path: "/scenario", label: "Scenario" },
  { path: "/scenario/webhooks", label: "Scenario webhooks" },
  { path: "/settings", label: "Behaviour" },
  { path: "/actions", label: "Actions" },
  { path: "/actions/runs", label: "Runs of actions" },
  { path: "/channels", label: "Channels" },
] as const;

/** What a search is compared with: a bot is also found by its parts, and everything else by the name of its bot. */
export function searchedText({
  kind,
  name,
  bot,
}: {
  kind: ThingKind;
  name: string;
  bot: { name: string } | null;
}): string {
  if (kind === "bot") return `${name} ${botParts.map(({ label }) => label).join(" ")}`;
  return bot ? `${name} ${bot.name}` : name;
}
