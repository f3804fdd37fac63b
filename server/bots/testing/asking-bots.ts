import type { ActionStep } from "@/server/schemas/action-definition";
import type { DefinitionInput } from "@/server/actions/definition/definition-input";
import { createAction } from "@/server/actions/definition/draft-actions";
import { createBot } from "@/server/bots/create-bot";
import type { ServiceContext } from "@/server/service-context";

/** Creates an empty bot without actions. Returns its id. */
export async function makeBot(ctx: ServiceContext, name: string): Promise<string> {
  return (await createBot(ctx, { name, templateId: null })).id;
}

/** Adds an action with the given steps that takes an order number. Returns its id. */
export async function addAction(
  ctx: ServiceContext,
  botId: string,
  steps: ActionStep[],
  changes: Partial<DefinitionInput> = {},
): Promise<string> {
  const definition: DefinitionInput = {
    name: "Ask around",
    functionName: "ask_around",
    description: "Finds out where an order or parcel is.",
    arguments: [{ name: "order", description: "Order number, like A-1042", type: "string", required: true }],
    constants: [],
    steps,
    returnMode: "last",
    errorMessage: "",
    ...changes,
  };
  return (await createAction(ctx, { botId, definition })).id;
}

/** Returns a step that asks a bot where an order is. */
export function askStep(botId: string, changes: { name?: string; input?: string } = {}): ActionStep {
  return { kind: "sub_bot", name: "ask", botId, input: "Where is order {{args.order}}?", ...changes };
}
