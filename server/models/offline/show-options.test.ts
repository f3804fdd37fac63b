import { expect, it } from "vitest";
import { standardTools } from "@/server/turn/replies/standard-tools";
import { callModel } from "../requests/call-model";
import type { ModelMessage } from "../prompts/model-messages";
import { createOfflineModel } from "./offline-model";

async function ask(messages: ModelMessage[], { instruction = "Be kind.", canShow = true } = {}) {
  const target = { label: "offline", model: createOfflineModel(), host: "offline", secrets: [] };
  const tools = standardTools(canShow ? { showOptions: { description: "" } } : { callPerson: { description: "" } });
  const { text, toolCalls } = await callModel(target, { instruction, messages, tools });
  return { text, inputs: toolCalls.map(({ name, input }) => ({ name, input })) };
}

const user = (text: string): ModelMessage => ({ role: "user", text });
const bot = (text: string): ModelMessage => ({ role: "assistant", text, toolCalls: [] });

it("The offline model shows the options that a customer lists", async () => {
  const { inputs } = await ask([user("Please show options: Red, White wine; Rosé.")]);
  const quick_replies = [{ label: "Red" }, { label: "White wine" }, { label: "Rosé" }];
  expect(inputs).toEqual([{ name: "show_options", input: { text: "Please choose.", quick_replies } }]);
});

it("The offline model shows buttons and cards with links for addresses and phone numbers", async () => {
  const listed = "Shop https://shop.example/a, Call us +44 20 7946 0958, Yes";
  const buttons = [
    { label: "Shop", type: "url", value: "https://shop.example/a" },
    { label: "Call us", type: "phone", value: "+44 20 7946 0958" },
    { label: "Yes", type: "reply" },
  ];
  expect((await ask([user(`Show buttons: ${listed}`)])).inputs[0]?.input).toMatchObject({ buttons });
  expect((await ask([user("Show me cards: Lamp")])).inputs[0]?.input).toMatchObject({
    cards: [{ title: "Lamp", buttons: [{ label: "Choose Lamp", type: "reply", value: "Lamp" }] }],
  });
});

it("The offline model shows the options of its instruction only with its first message", async () => {
  const instruction = "You sell wine. Offer customers choices: Red, White.";
  const first = await ask([user("Hello")], { instruction });
  expect(first.inputs).toMatchObject([{ input: { text: "Hello! How can I help you?", quick_replies: [{}, {}] } }]);
  expect((await ask([user("Hello"), bot("Hello!"), user("Hi")], { instruction })).inputs).toEqual([]);
});

it("The offline model confirms the option that the customer chose", async () => {
  const offered = [user("Hello"), bot("Which one?\n\n1. Red\n2. White wine (w)")];
  expect((await ask([...offered, user("w")])).text).toBe("You chose: w");
  expect((await ask([...offered, user("Red")])).text).toBe("You chose: Red");
  expect((await ask([...offered, user("Green")])).text).not.toContain("You chose");
});

it("The offline model shows no options if the bot may not show them", async () => {
  expect((await ask([user("Show options: Red, White")], { canShow: false })).inputs).toEqual([]);
});
