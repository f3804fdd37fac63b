/** Fills a workspace, so that none of its pages is empty. */
import { expect } from "@playwright/test";
import type { Customer } from "./customer-client";
import { type MadeBot, makeMenuBot, makeOrderBot } from "./make-bot";
import { postMessage } from "./post-message";

/** An address that has no page. */
export const MISSING = "/nothing-here";

/** A workspace with content, and the addresses of its pages. */
export interface FilledWorkspace {
  bot: MadeBot;
  actionId: string;
  pages: Record<"bot" | "channels" | "scenario" | "workspace" | "events" | "settings", string[]>;
}

/** Makes bots, conversations, a run of an action, sources of knowledge, a table, a raffle and a poll. */
export async function fillWorkspace(customer: Customer, url: string): Promise<FilledWorkspace> {
  const { trpc } = customer;
  const bot = await makeOrderBot(customer, (definition) => definition);
  await postMessage(url, bot.token, { chatId: "c-1", text: "Where is my order A-1042?" });
  const { id: tableId } = await trpc.tables.create.mutate({
    name: "Spare parts",
    description: "What the workshop has in stock.",
    columns: [
      { name: "Part", type: "text" },
      { name: "In stock", type: "boolean" },
    ],
  });
  const { columns } = await trpc.tables.get.query({ tableId });
  await trpc.tables.addRow.mutate({ tableId, values: { [columns[0]?.key ?? ""]: "Bell" } });
  const [action] = await trpc.actions.list.query({ botId: bot.botId });
  const channels = await trpc.channels.list.query({ botId: bot.botId });
  const web = channels.find(({ kind }) => kind === "web")?.id ?? "";
  await fillWidget(customer, web);
  const inbox = () => trpc.inbox.list.query({});
  await expect.poll(async () => (await inbox()).rows.length).toBeGreaterThan(0);
  const [conversation] = (await inbox()).rows;
  const ofBot = `/bots/${bot.botId}`;
  const endpointId = await addEndpoint(customer, `${url}/api/health`);
  const knowledge = await fillKnowledge(customer, tableId);
  const { scenario, prizes } = await fillScenario(customer, url);
  return {
    bot,
    actionId: action?.id ?? "",
    pages: {
      bot: [
        ofBot,
        ...["/settings", "/actions", `/actions/${action?.id}`, "/actions/new", "/actions/runs", "/channels"].map(
          (tab) => ofBot + tab,
        ),
      ],
      channels: [
        ...["", "?part=look", "?part=texts", "?part=before", "?part=proactive", "?part=features", "?part=access"].map(
          (part) => `${ofBot}/channels/${web}${part}`,
        ),
        `${ofBot}/channels/${bot.customChannel}`,
        `${ofBot}/channels/${bot.customChannel}/api`,
      ],
      scenario,
      workspace: [
        "/bots",
        "/inbox",
        `/inbox/${conversation?.id}`,
        ...knowledge,
        "/tables",
        `/tables/${tableId}`,
        "/tables/import",
        ...prizes,
        MISSING,
      ],
      events: [
        "",
        "/new",
        `/${endpointId}`,
        "/events",
        "/verify",
        "/deliveries",
        `/deliveries?endpoint=${endpointId}`,
      ].map((page) => `/settings/webhooks${page}`),
      settings: [
        "models",
        "secrets",
        "api-keys",
        "api-keys/events",
        "inbox",
        "replies",
        "notifications",
        "audit",
        "team",
        "account",
      ].map((page) => `/settings/${page}`),
    },
  };
}

/** Adds sources of the knowledge base; returns the addresses of their pages. */
async function fillKnowledge({ trpc }: Customer, tableId: string): Promise<string[]> {
  const text = "# Returns\n\n## Shoes\n\nYou can return shoes within 30 days.\n\n## Bells\n\nBells stay with you.";
  const { id } = await trpc.knowledge.create.mutate({ name: "Returns", settings: { kind: "text", text } });
  const { columns } = await trpc.tables.get.query({ tableId });
  const settings = { kind: "table" as const, tableId, columns: columns.map(({ key }) => key) };
  await trpc.knowledge.create.mutate({ name: "Spare parts", settings, schedule: "daily" });
  await expect.poll(async () => (await trpc.knowledge.get.query({ sourceId: id })).chunks).toBeGreaterThan(0);
  return ["/knowledge", `/knowledge/${id}`];
}

/** Gives the web channel own texts, a language that Parley does not bring, questions and a proactive message. */
async function fillWidget({ trpc }: Customer, channelId: string): Promise<void> {
  const texts = { de: { title: "Hilfe", consent: "Wir speichern das Gespräch." }, ar: { title: "مساعدة" } };
  const preChat = [
    { key: "name", label: "Name", labels: { de: "Ihr Name" } },
    { key: "topic", type: "choice" as const, label: "What is it about?", options: ["An order", "Something else"] },
  ];
  const proactive = [{ id: "prices", text: "Do you have a question about our prices?", page: "*/prices*" }];
  await trpc.channels.update.mutate({ channelId, web: { widget: { texts, preChat, proactive } } });
}

/** Adds an endpoint for events and sends it a sample. */
async function addEndpoint({ trpc }: Customer, url: string): Promise<string> {
  const everything = { botIds: null, channelIds: null, tags: null, headers: [], concurrency: 10, ratePerSecond: null };
  const { id: endpointId } = await trpc.eventEndpoints.create.mutate({
    ...everything,
    name: "CRM",
    url: `${url}?key=SECRET_KEY`,
    events: ["message_received", "message_sent"],
  });
  await trpc.eventReplays.sendTest.mutate({ endpointId, event: "message_received" });
  return endpointId;
}

/** Makes a scripted bot with conversations, a raffle and a poll; returns the addresses of their pages. */
async function fillScenario(customer: Customer, url: string): Promise<{ scenario: string[]; prizes: string[] }> {
  const { trpc } = customer;
  const { botId, token } = await makeMenuBot(customer, `${url}/api/health`);
  await trpc.bots.create.mutate({ name: "Prizes", templateId: "raffle" });
  await trpc.bots.create.mutate({ name: "Opinions", templateId: "poll" });
  const empty = await trpc.bots.create.mutate({ name: "Empty", templateId: null });
  for (const text of ["Hello", "1", "John Doe"]) await postMessage(url, token, { chatId: "c-2", text });
  const { interactions } = await trpc.scenario.get.query({ botId });
  const welcome = interactions.find(({ role }) => role === "welcome");
  const [webhook] = await trpc.scenarioWebhooks.list.query({ botId });
  const [raffle] = await trpc.raffles.list.query();
  const [poll] = await trpc.polls.list.query();
  const ofScenario = `/bots/${botId}/scenario`;
  const scenario = [
    `/bots/${empty.id}/scenario`,
    `/bots/${empty.id}/scenario?view=map`,
    `/bots/${empty.id}/scenario/webhooks`,
    ofScenario,
    `${ofScenario}?interaction=${welcome?.id}`,
    `${ofScenario}?view=map`,
    `${ofScenario}?view=results`,
    `${ofScenario}/webhooks`,
    `${ofScenario}/webhooks/new`,
    `${ofScenario}/webhooks/${webhook?.id}`,
  ];
  const prizes = ["/raffles", "/raffles/new", `/raffles/${raffle?.id}`, "/polls", "/polls/new", `/polls/${poll?.id}`];
  return { scenario, prizes };
}
