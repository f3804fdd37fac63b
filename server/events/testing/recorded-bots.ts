import { makeScriptedBot } from "@/server/scenario/run/testing/scripted-bot";
import { row, says } from "@/server/scenario/run/testing/talk";
import type { InteractionInput } from "@/server/schemas/scenario/interaction";
import { makeBehavingBot, type BehavingBot } from "@/server/turn/testing/behaving-bot";
import { recordEvents } from "./recorded-events";

/** Ids are unique over all bots, so each bot gets its own. */
let count = 0;

/** A menu of a price, the hours and a person. */
export function menu(): InteractionInput[] {
  count += 1;
  const id = (name: string) => `int_${count}_${name}`;
  return [
    {
      id: id("welcome"),
      role: "welcome",
      name: "Welcome",
      responses: [says("What would you like?")],
      menu: { rows: [row("r1", "Price", id("price")), row("r2", "Hours", id("hours"))] },
    },
    {
      id: id("price"),
      name: "Price List",
      triggers: ["price"],
      responses: [says("It costs 30 €."), says("Anything else?")],
    },
    { id: id("hours"), name: "Hours", keywords: ["hours"], responses: [says("From 9 to 5.")] },
    {
      id: id("person"),
      name: "Person",
      triggers: ["person"],
      responses: [{ kind: "person", id: id("p"), reason: "Wants a person." }],
    },
    { id: id("fallback"), role: "fallback", name: "Fallback", responses: [says("Sorry, I did not get that.")] },
  ];
}

/** A scripted bot in a workspace that records events. */
export async function recordedScriptedBot(behaviour = {}): Promise<BehavingBot> {
  const bot = await makeScriptedBot(menu(), {}, behaviour);
  await recordEvents(bot.ctx.workspaceId);
  return bot;
}

/** A bot with a model in a workspace that records events. */
export async function recordedModelBot(baseUrl: string, behaviour = {}): Promise<BehavingBot> {
  const bot = await makeBehavingBot(behaviour, baseUrl);
  await recordEvents(bot.ctx.workspaceId);
  return bot;
}
