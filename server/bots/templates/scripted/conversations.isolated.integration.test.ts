import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dataTableRows } from "@/db/schema/tables";
import { startDurableFunctions } from "@/db/testing/durable-functions";
import { makeWorkspace } from "@/db/testing/factories";
import { publishBot } from "@/server/bots/publish-bot";
import { createBotWithTestChat } from "@/server/channels/create-bot-with-test-chat";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel, getChannel } from "@/server/channels/get-channel";
import { getPollResults, listPolls } from "@/server/polls/get-poll";
import { listRaffles } from "@/server/raffles/get-raffle";
import { listEntries } from "@/server/raffles/list-entries";
import { saidIn, Visitor } from "@/server/scenario/run/testing/scripted-bot";
import { startScenarioReceiver } from "@/server/scenario/webhooks/testing/scenario-receiver";
import { listTables } from "@/server/tables/list-tables";
import { type BehavingBot, conversationOf, writeIn } from "@/server/turn/testing/behaving-bot";

await startDurableFunctions(() => Promise.resolve(new Response("nothing here", { status: 404 })));
const receiver = await startScenarioReceiver();

/** Creates a bot from a template, publishes it, and gives it a chat page and a custom channel. */
async function makeBot(templateId: string, webhookUrl = ""): Promise<BehavingBot> {
  const { ctx, userId } = await makeWorkspace();
  const { id: botId } = await createBotWithTestChat(ctx, { name: "My bot", templateId, webhookUrl });
  await publishBot(ctx, botId);
  const { id: channelId } = await createChannel(ctx, { botId, kind: "web", name: "Website" });
  const { id: customChannelId } = await createChannel(ctx, { botId, kind: "custom", name: "Messenger" });
  const { publicId } = await findChannel(ctx, channelId);
  const token = (await getChannel(ctx, customChannelId)).token ?? "";
  return { ctx, userId, botId, channelId, publicId, customChannelId, token };
}

const MENU = "Welcome to EliPackage! Which membership would you like?\n\n1. One month\n2. Six months\n3. One year";

describe("The membership menu", () => {
  it("sends the payloads of both kinds of campaign webhook, and thanks", async () => {
    const bot = await makeBot("membership-menu", `${receiver.origin}/crm`);
    const chat = "+525500000000";
    const answers = async () => {
      const { id } = await conversationOf(bot, chat);
      return (await saidIn(bot, id)).map(({ text }) => text);
    };
    for (const [text, count] of [
      ["Hello", 1],
      ["1", 2],
      ["John Doe", 3],
    ] as const) {
      await writeIn(bot, text, { chat });
      await expect.poll(answers, { timeout: 20_000 }).toHaveLength(count);
    }
    expect((await answers()).slice(1)).toEqual([
      "One month, a good choice. What is your full name?",
      "Thank you! We have noted your membership and will contact you soon.",
    ]);
    const date = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const about = { campaignId: bot.botId, phoneNumber: chat, date };
    expect(receiver.calls.map(({ method, url, body }) => [method, url, JSON.parse(body)])).toEqual([
      ["POST", "/crm", { ...about, label: "Welcome Message", option: "One month", keyword: 1 }],
      ["POST", "/crm", { ...about, label: "One month", response: "John Doe" }],
    ]);
  });

  it("asks for the name and thanks without a webhook, too", async () => {
    const visitor = new Visitor(await makeBot("membership-menu"));
    expect(await visitor.say("Hi")).toEqual([MENU]);
    expect(await visitor.say("three")).toEqual([
      "Please choose one of these.\n\n1. One month\n2. Six months\n3. One year",
    ]);
    expect(await visitor.say("One year")).toEqual(["One year, a good choice. What is your full name?"]);
    expect(await visitor.say("Ana Diaz")).toEqual([
      "Thank you, Ana Diaz! We have noted your membership and will contact you soon.",
    ]);
    expect(await visitor.say("menu")).toEqual([MENU]);
  });
});

describe("The raffle", () => {
  it("draws once for each phone, tells the result and logs the draw", async () => {
    const bot = await makeBot("raffle");
    const visitor = new Visitor(bot);
    expect(await visitor.say("Hello")).toEqual([
      "Welcome to our raffle! You can win a voucher or a mug.\n\n1. Take part\n2. Rules",
    ]);
    const [question] = await visitor.say("1");
    expect(question).toContain("phone number");
    expect(await visitor.say("12345")).toEqual([expect.stringContaining("country code")]);
    await visitor.say("menu");
    await visitor.say("Take part");
    const [result] = await visitor.say("+52 55 0000 0000");
    expect(result).toMatch(/^(Congratulations! You have won: (€50 voucher|Coffee mug)\.|No luck this time\..*)$/);
    const friend = new Visitor(bot);
    await friend.say("I want to win");
    expect(await friend.say("00525500000000")).toEqual([
      "This phone number has already taken part. Each number has one entry.",
    ]);
    const [raffle] = await listRaffles(bot.ctx);
    const { entries } = await listEntries(bot.ctx, { raffleId: raffle?.id ?? "" });
    const conversationId = (await visitor.conversation()).id;
    expect(entries).toMatchObject([{ entrant: "+525500000000", isTest: false, conversationId }]);
    expect(raffle?.won).toBe(result?.startsWith("Congratulations") ? 1 : 0);
  });
});

describe("The poll", () => {
  it("counts each customer once and tells how many said the same", async () => {
    const bot = await makeBot("poll");
    const [one, two] = [new Visitor(bot), new Visitor(bot)];
    expect(await one.say("Hello")).toEqual([
      "How would you like to hear from us?\n\n1. By e-mail\n2. By phone\n3. In this chat\n4. Not at all",
    ]);
    expect(await one.say("3")).toEqual(["Thank you! 100 % said “In this chat”."]);
    await two.say("Hello");
    expect(await two.say("by phone")).toEqual(["Thank you! 50 % said “By phone”."]);
    await one.say("menu");
    expect(await one.say("1")).toEqual(["You have already voted for “In this chat”. 50 % said the same."]);
    const [poll] = await listPolls(bot.ctx);
    const { options } = await getPollResults(bot.ctx, poll?.id ?? "");
    expect(options.map(({ votes }) => votes)).toEqual([0, 1, 1, 0]);
  });
});

describe("The lead form", () => {
  it("checks each answer, stores a row and hands over to a person", async () => {
    const bot = await makeBot("lead-form");
    const visitor = new Visitor(bot);
    await visitor.say("Hello");
    expect(await visitor.say("Get an offer")).toEqual(["What is your name?"]);
    expect(await visitor.say("Ana Diaz")).toEqual(["What is your e-mail address?"]);
    expect(await visitor.say("ana.example.com")).toEqual(["Please write an e-mail address such as ana@example.com."]);
    expect(await visitor.say("ana@example.com")).toEqual(["What is your phone number?"]);
    expect(await visitor.say("+52 55 0000 0000")).toEqual([
      "What are you interested in?\n\n1. An offer\n2. A demonstration\n3. Something else",
    ]);
    await visitor.say("2");
    const [thanks] = await visitor.say("31 March 2027");
    expect(thanks).toContain("Thank you, Ana Diaz! We will call you on 2027-03-31.");
    const [table] = await listTables(bot.ctx);
    const rows = await db
      .select()
      .from(dataTableRows)
      .where(eq(dataTableRows.tableId, table?.id ?? ""));
    expect(rows.map(({ values }) => values)).toEqual([
      {
        name: "Ana Diaz",
        email: "ana@example.com",
        phone: "+525500000000",
        interest: "A demonstration",
        call_on: "2027-03-31",
      },
    ]);
    await visitor.say("1");
    expect((await visitor.conversation()).handledBy).toBe("person");
  });
});

describe("The FAQ menu", () => {
  it("answers topics that are chosen or asked in other words, and leads back", async () => {
    const visitor = new Visitor(await makeBot("faq-menu"));
    const [welcome] = await visitor.say("Hello");
    expect(welcome).toContain("1. Delivery");
    expect((await visitor.say("1"))[0]).toContain("What about delivery?");
    expect(await visitor.say("back")).toEqual([welcome]);
    expect((await visitor.say("delivery"))[0]).toContain("1. How long it takes");
    expect((await visitor.say("2"))[0]).toContain("4.90 euros");
    expect((await visitor.say("can i pay by card?"))[0]).toContain("You can pay by card");
    expect(await visitor.say("menu")).toEqual([welcome]);
  });
});
