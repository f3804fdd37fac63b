/** A bot with an action for each kind of step, made by the product's own API. */
import type { ActionStep } from "../../server/schemas/action-definition.ts";
import type { DefinitionInput } from "../../server/actions/definition/definition-input.ts";
import type { Customer } from "../support/customer-client.ts";
import { addModel } from "../support/make-bot.ts";

/** Kinds of steps that end in a moment, so that only the steps around them can be delayed. */
export const FAST_KINDS = ["table", "set_variables", "send_message", "hand_over", "switch_bot"] as const;
export const KINDS = ["webhook", "sub_bot", "wait", "callback", ...FAST_KINDS] as const;
export type Kind = (typeof KINDS)[number];

export interface StepKindsBot {
  botId: string;
  /** The token of its custom channel. */
  token: string;
  /** Table steps add rows to this table. */
  tableId: string;
}

interface Parts {
  systemsUrl: string;
  tableId: string;
  helperId: string;
  otherId: string;
}

/** Longer than it takes to see that the run waits, shorter than the restart. */
const WAIT_SECONDS = 12;

/** Makes and publishes the bot on a custom channel, with the model and all systems behind `systemsUrl`. */
export async function makeStepKindsBot(customer: Customer, systemsUrl: string): Promise<StepKindsBot> {
  const { trpc } = customer;
  const model = await addModel(customer, `${systemsUrl}/v1`, "scripted");
  const makeBot = async (name: string, instruction: string) => {
    const { id: botId } = await trpc.bots.create.mutate({ name, templateId: null });
    await trpc.bots.update.mutate({ botId, instruction, model });
    return botId;
  };
  const helperId = await makeBot("Helper", "I heard …");
  const otherId = await makeBot("Other", "The other one heard …");
  const botId = await makeBot("Shop", "You have every kind of step.");
  const columns = [{ name: "round", type: "text" as const }];
  const { id: tableId } = await trpc.tables.create.mutate({ name: "Rounds", columns });
  for (const kind of KINDS) {
    await trpc.actions.create.mutate({ botId, definition: actionOf(kind, { systemsUrl, tableId, helperId, otherId }) });
  }
  for (const published of [helperId, otherId, botId]) await trpc.bots.publish.mutate({ botId: published });
  const channel = await trpc.channels.create.mutate({ botId, kind: "custom", name: "Messenger" });
  await trpc.channels.update.mutate({ channelId: channel.id, custom: { webhookUrl: `${systemsUrl}/hook` } });
  const { token } = await trpc.channels.get.query({ channelId: channel.id });
  return { botId, token: token ?? "", tableId };
}

function actionOf(kind: Kind, parts: Parts): DefinitionInput {
  return {
    name: `With ${kind}`,
    functionName: kind,
    description: "",
    arguments: [{ name: "round", description: "", type: "string", required: true }],
    constants: [],
    steps: [
      webhook("before", kind, parts, kind === "callback" ? "{{callback.url}}" : ""),
      stepOf(kind, parts),
      webhook("after", kind, parts, used[kind] ?? ""),
    ],
    returnMode: "last",
    errorMessage: "",
  };
}

/** What the webhook after a step sends of that step's result. */
const used: Partial<Record<Kind, string>> = {
  sub_bot: "{{steps.during.body}}",
  callback: "{{steps.during.body.word}}",
  table: "{{steps.during.body.row.round}}",
  set_variables: "{{variables.color}}",
};

function stepOf(kind: Kind, parts: Parts): ActionStep {
  const name = "during";
  const round = "{{args.round}}";
  switch (kind) {
    case "webhook":
      return webhook(name, kind, parts, "");
    case "sub_bot":
      return { kind, name, botId: parts.helperId, input: round };
    case "wait":
      return { kind, name, seconds: WAIT_SECONDS };
    case "callback":
      return { kind, name, timeoutSeconds: 600 };
    case "table":
      return {
        kind,
        name,
        tableId: parts.tableId,
        operation: { type: "add", values: [{ column: "round", value: round }] },
      };
    case "set_variables":
      return { kind, name, values: [{ name: "color", value: `blue ${round}` }] };
    case "send_message":
      return { kind, name, content: { type: "text", text: `Please hold on, ${round}` } };
    case "hand_over":
      return { kind, name, reason: `Needs a person in ${round}` };
    case "switch_bot":
      return { kind, name, botId: parts.otherId };
  }
}

function webhook(part: string, kind: Kind, { systemsUrl }: Parts, value: string): ActionStep {
  return {
    kind: "webhook",
    name: part,
    method: "GET",
    url: `${systemsUrl}/${part}/${kind}/{{args.round}}`,
    query: value === "" ? [] : [{ name: "used", value }],
    headers: [],
    body: { type: "none" },
    acceptedStatusCodes: [200],
    timeoutSeconds: 60,
  };
}
