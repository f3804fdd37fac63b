import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { messages } from "@/db/schema/conversations";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { makeConversation, makeCustomChannel } from "@/server/channels/custom/testing/fixtures";
import { DomainError } from "@/server/errors";
import { checkDefinition } from "../../definition/check-definition";
import type { ActionStep } from "@/server/schemas/action-definition";
import { getRun } from "../../history/get-run";
import { runStep } from "../../runs/run-action";
import { definitionOf, finish, queueRun, run } from "../../testing/fixtures";
import type { InteractiveTemplate } from "@/server/schemas/steps/interactive-template";

await startEventEndpoint();

let scope: { workspaceId: string; conversationId: string };
beforeEach(async () => {
  scope = await makeConversation(await makeCustomChannel());
});

function sends(interactive: InteractiveTemplate, text = "Which?"): ActionStep {
  return { kind: "send_message", name: "say", content: { type: "text", text, interactive } };
}

/** Runs the step in the conversation like a call by a turn. */
async function send(step: ActionStep, x: string) {
  const { ctx, ...key } = await queueRun(definitionOf([step]), { x }, { ...scope, turnId: "trn_1" });
  const outcome = await finish(key);
  return { outcome, key, output: (await getRun(ctx, key.runId)).steps[0]?.output };
}

function messagesSent() {
  return db.select().from(messages).where(eq(messages.conversationId, scope.conversationId)).orderBy(messages.seq);
}

function faultsOf(step: unknown, changes: object = {}) {
  try {
    checkDefinition({ ...definitionOf([], changes), steps: [step] });
  } catch (error) {
    if (error instanceof DomainError) return error.details.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw error;
  }
  return [];
}

describe("a step that sends options", () => {
  it("renders labels, values and addresses", async () => {
    const buttons: InteractiveTemplate["buttons"] = [
      { label: "Take {{args.x}}", type: "reply", value: "take:{{args.x}}" },
      { label: "See it", type: "url", value: "https://shop.example/items/{{args.x}}?from=bot" },
      { label: "All of it", type: "reply", value: "" },
    ];
    const { outcome, output } = await send(sends({ buttons }), "A 1/2");
    const inWords = "Which?\n\n1. Take A 1/2\nSee it: https://shop.example/items/A%201%2F2?from=bot\n2. All of it";
    expect(outcome).toMatchObject({ status: "succeeded", result: `Said to the customer: ${inWords}` });
    const interactive = {
      buttons: [
        { label: "Take A 1/2", type: "reply", value: "take:A 1/2" },
        { label: "See it", type: "url", value: "https://shop.example/items/A%201%2F2?from=bot" },
        { label: "All of it", type: "reply", value: "All of it" },
      ],
    };
    expect(output).toMatchObject({ summary: `Said: ${inWords}`, body: { text: "Which?", ...interactive } });
    expect(await messagesSent()).toMatchObject([{ text: "Which?", interactive, delivery: "pending" }]);
  });

  it("may have cards without a text, and omits fields that are empty", async () => {
    const cards = [
      { title: "{{args.x}}", subtitle: "{{variables.nobody}}", image_url: "{{variables.image}}", buttons: [] },
    ];
    const { outcome } = await send(sends({ cards }, ""), "Lamp 💡");
    expect(outcome.status).toBe("succeeded");
    expect(await messagesSent()).toMatchObject([
      { text: "", interactive: { cards: [{ title: "Lamp 💡", buttons: [] }] } },
    ]);
    expect((await messagesSent())[0]?.interactive?.cards?.[0]).not.toHaveProperty("image_url");
  });

  it("accepts one value as a whole address", async () => {
    const cards = [{ title: "Pay", buttons: [{ label: "Pay", type: "url" as const, value: "{{args.x}}" }] }];
    await send(sends({ cards }), "https://pay.example/?id=1&sum=2");
    const [message] = await messagesSent();
    expect(message?.interactive?.cards?.[0]?.buttons[0]?.value).toBe("https://pay.example/?id=1&sum=2");
  });

  it.each<[string, InteractiveTemplate, string, string]>([
    [
      "a label that came out too long",
      { quick_replies: [{ label: "A" }, { label: "{{args.x}}" }] },
      "x".repeat(41),
      "quick reply 2, label: A quick reply's label has at most 40 characters.",
    ],
    [
      "a label that came out empty",
      { cards: [{ title: "A", buttons: [{ label: "{{args.x}}", type: "reply" }] }] },
      " ",
      "card 1, button 1, label: A button's label is empty.",
    ],
    [
      "an address that came out as a script",
      { buttons: [{ label: "A", type: "url", value: "{{args.x}}" }] },
      "javascript:alert(1)",
      "button 1, value: Write an address that starts with https:// or http://.",
    ],
    [
      "words as a phone number",
      { buttons: [{ label: "A", type: "phone", value: "{{args.x}}" }] },
      "call me",
      "button 1, value: Write a phone number such as +44 20 7946 0958.",
    ],
  ])("fails with %s, names the option, and sends nothing", async (_, interactive, x, fault) => {
    const { outcome } = await send(sends(interactive), x);
    expect(outcome).toMatchObject({ status: "failed", result: `The options cannot be sent.\n${fault}` });
    expect(await messagesSent()).toEqual([]);
  });

  it("sends one message even if it is repeated", async () => {
    const { key } = await send(sends({ quick_replies: [{ label: "{{args.x}}" }] }), "Yes");
    await runStep(key, 1);
    expect(await messagesSent()).toHaveLength(1);
  });

  it("reports what it would send outside of a conversation", async () => {
    const { seen } = await run(definitionOf([sends({ quick_replies: [{ label: "{{args.x}}" }] })]), { x: "Yes" });
    expect(seen.steps[0]?.output.summary).toBe("Would say: Which?\n\n1. Yes");
  });
});

describe("a step with options, when it is saved,", () => {
  const secret = { constants: [{ secret: true, name: "key", value: "hush-hush-123" }] };
  const at = "steps.0.content";

  it.each<[string, object, string]>([
    ["no text and no options", { text: "" }, `${at}.text: Write what is sent.`],
    [
      "fourteen quick replies",
      { quick_replies: Array.from({ length: 14 }, () => ({ label: "A" })) },
      `${at}.interactive.quick_replies: A message has at most 13 quick replies.`,
    ],
    [
      "two kinds of options",
      { quick_replies: [{ label: "A" }], buttons: [{ label: "A", type: "reply" }] },
      `${at}.interactive: Give one of quick_replies, buttons and cards.`,
    ],
    ["an empty label", { quick_replies: [{ label: " " }] }, `${at}.interactive.quick_replies.0.label: Write a label.`],
    [
      "a secret in a label",
      { quick_replies: [{ label: "{{constants.key}}" }] },
      `${at}.interactive.quick_replies.0.label: The constant "key" is a secret, and this text can be seen. Take {{constants.key}} out.`,
    ],
    [
      "a secret in an address",
      { cards: [{ title: "A", image_url: "https://a.example/{{constants.key}}", buttons: [] }] },
      `${at}.interactive.cards.0.image_url: The constant "key" is a secret, and this text can be seen. Take {{constants.key}} out.`,
    ],
    [
      "a server that a value names",
      { buttons: [{ label: "A", type: "url", value: "https://{{args.x}}/pay" }] },
      `${at}.interactive.buttons.0.value: Start the address with https://, or give one value that is the whole address.`,
    ],
  ])("is rejected with %s", (_, { text = "Which?", ...interactive }: { text?: string }, fault) => {
    const options = Object.keys(interactive).length > 0 ? { interactive } : {};
    const step = { kind: "send_message", name: "say", content: { type: "text", text, ...options } };
    expect(faultsOf(step, secret)).toEqual([fault]);
  });

  it("is accepted without a text", () => {
    expect(faultsOf(sends({ quick_replies: [{ label: "{{args.x}}", value: "{{args.x}}" }] }, ""))).toEqual([]);
  });
});
