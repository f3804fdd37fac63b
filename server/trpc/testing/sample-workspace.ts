import { refuse, startModelServer } from "@/db/testing/model-server";
import { createSecret } from "@/server/actions/secrets/workspace-secrets";
import { definitionOf, webhookStep } from "@/server/actions/testing/fixtures";
import { createApiKey } from "@/server/accounts/api-keys/api-keys";
import { addAction } from "@/server/bots/testing/asking-bots";
import { createChannel } from "@/server/channels/create-channel";
import { findChannel } from "@/server/channels/get-channel";
import { makeWebBot, type WebBot } from "@/server/channels/web/testing/web-bot";
import { receiveMessage } from "@/server/conversations/receive-message";
import { makeDeliveries, makeEndpoint } from "@/server/events/testing/make-deliveries";
import { createSource } from "@/server/knowledge/sources/create-source";
import { listTexts } from "@/server/languages/list-texts";
import { setLanguages } from "@/server/languages/set-languages";
import { createProvider } from "@/server/models/catalogue/model-providers";
import { uploadImport } from "@/server/tables/imports/upload-import";
import { makeOrders } from "@/server/tables/testing/make-table";
import { mapStrings } from "@/server/text/map-strings";
import { type Procedure } from "./list-procedures";
import { optionsOfMessages, rightInputs, UNIQUE, type Known } from "./hostile-inputs";

export interface SampleWorkspace extends WebBot {
  /** Ids of existing rows, keyed by the field's name. */
  known: Known;
  /** Returns valid inputs of a procedure, in one list for each of its kinds of input. */
  inputsOf: (procedure: Procedure) => unknown[][];
}

/** Creates a workspace with a row of each kind that inputs refer to. Requires `startEventEndpoint` to have run. */
export async function makeSampleWorkspace(): Promise<SampleWorkspace> {
  const bot = await makeWebBot();
  const model = await startModelServer();
  // A refused request is not sent again, while one to a server that is down is, after a wait.
  model.answer((response) => refuse(response, 401, "Unknown key"));
  const known = await makeRows(bot, model.baseUrl);
  const common = { ...known, ...optionsOfMessages, timeZone: ["Europe/Kyiv"] };
  const special = specialInputs(bot, known);
  const inputsOf = ({ path, schema }: Procedure) =>
    (special[path] ?? [{}]).map((own) => rightInputs(schema, { ...common, ...own }));
  return { ...bot, known, inputsOf };
}

let texts = 0;

/** Replaces the placeholder of texts that may occur once, by a new text in each call. */
export function withNewTexts(input: unknown): unknown {
  texts += 1;
  const fill = (text: string) => text.replaceAll(UNIQUE, `${UNIQUE}${texts}`);
  const filled = mapStrings(input, fill);
  // A date is not JSON, and would become an empty object.
  const dates = Object.entries(Object(input)).filter(([, value]) => value instanceof Date);
  return dates.length > 0 ? { ...Object(filled), ...Object.fromEntries(dates) } : filled;
}

/** Creates a row of each kind that inputs refer to. */
async function makeRows({ ctx, userId, botId }: WebBot, baseUrl: string) {
  const { id: channelId } = await createChannel(ctx, { botId, kind: "custom", name: "Messenger" });
  const message = { externalId: "m1", chatId: "c1", sender: "customer" as const, text: "Hi" };
  const heard = await receiveMessage(await findChannel(ctx, channelId), message, "durable");
  const workspace = { ctx, workspaceId: ctx.workspaceId, userId };
  const { tableId } = await makeOrders([{ number: "A-1", price: 1 }], workspace);
  const { importId } = await uploadImport(ctx, { bytes: Buffer.from("n\n1\n"), fileName: "n.csv", tableId: null });
  const access = { kind: "openai_compatible" as const, baseUrl, apiKey: "sk-0123456789" };
  const { id: providerId } = await createProvider(ctx, { name: "Acme AI", models: ["m-1"], ...access });
  const { id: secretId } = await createSecret(ctx, { name: "shop_key", value: "k-0123456789", note: "" });
  const { id: keyId } = await createApiKey(ctx, { name: "Warehouse", scopes: ["events:read"], expiresInDays: null });
  const actionId = await addAction(ctx, botId, [webhookStep("https://shop.invalid/")]);
  // Nothing listens there, so a test event fails immediately.
  const endpoint = await makeEndpoint(ctx.workspaceId, "http://127.0.0.1:9");
  const [sent] = await makeDeliveries(endpoint, 1, { status: "undelivered" });
  await setLanguages(ctx, { botId, languages: ["en", "de"] });
  const { texts } = await listTexts(ctx, { botId, language: "de", show: "all" });
  const settings = { kind: "text" as const, text: "You can return shoes within 30 days." };
  const { id: sourceId } = await createSource(ctx, { name: "", settings, schedule: "off" });
  return {
    baseUrl: [baseUrl],
    botId: [botId],
    channelId: [channelId],
    conversationId: [heard.conversationId],
    messageId: [heard.messageId],
    tableId: [tableId],
    importId: [importId],
    providerId: [providerId],
    actionId: [actionId],
    secretId: [secretId],
    keyId: [keyId],
    endpointId: [endpoint.id],
    deliveryId: [sent?.deliveryId],
    replayId: ["erp_1"],
    sourceId: [sourceId],
    textHash: texts.slice(0, 1).map(({ hash }) => hash),
  };
}

/** Returns the fields that some verbs also need, so that a hostile value is not refused because of another field. */
function specialInputs({ botId, channelId: webId }: WebBot, { actionId, textHash }: Known): Record<string, Known[]> {
  const column = ["number", "price", "paid", "day", "at"];
  const values = [{ number: "A-2", price: 1, paid: true, day: "2026-01-01", at: "2026-01-01T00:00:00Z" }];
  const definition = [definitionOf([webhookStep("https://shop.invalid/")])];
  const moment = "2026-01-01T00:00:00Z";
  const headers = [[], [{ name: "X-Tenant", value: "acme", isSecret: false }]];
  const endpointLists = { botIds: [null, [botId]], channelIds: [null, [webId]], tags: [null, ["vip"]], headers };
  return {
    "languages.save": [{ hash: textHash ?? [], language: ["de"] }],
    "languages.draft": [{ hashes: [textHash], language: ["de"] }],
    "actions.update": [{ definition }],
    "actions.reorder": [{ actionIds: [actionId] }],
    "accounts.signUp": [{ email: ["ada@example.com"], password: ["correct horse battery"] }],
    "accounts.requestPasswordReset": [{ email: ["ada@example.com"] }],
    "accounts.changeEmail": [{ email: ["ada@example.com"] }],
    "accounts.confirmTwoFactor": [{ code: ["123456"] }],
    "accounts.updateProfile": [{ language: [null, "de"], timeZone: [null, "Europe/Kyiv"] }],
    "actions.create": [{ definition }],
    "actions.try": [{ arguments: [{ order: "A-1" }] }],
    "actions.tryStep": [{ stepName: ["call"], arguments: [{ order: "A-1" }], fromRunId: [undefined, "run_1"] }],
    "bots.update": [{ to: ["18:00"], basedOn: [undefined, moment], readableHosts: [[], ["docs.example.com"]] }],
    "bots.create": [{ templateId: [null, "order-status"] }],
    "channels.update": [
      { web: [undefined], webhookUrl: ["https://shop.invalid/"] },
      { channelId: [webId], custom: [undefined], allowedOrigins: [["https://shop.invalid"]] },
    ],
    "conversations.list": [{ cursor: [moment] }],
    "actions.runs": [{ createdAt: [moment], since: [moment] }],
    "audit.list": [{ since: [moment], until: [moment] }],
    "deliveries.list": [{ createdAt: [moment], since: [moment], until: [moment] }],
    "eventReplays.count": [{ since: [moment] }],
    "eventReplays.start": [{ since: [moment] }],
    "inbox.list": [{ cursor: [null, `${moment}|cnv_1`] }],
    "inbox.snooze": [{ until: [new Date(Date.now() + 86_400_000)] }],
    "inbox.write": [{ fileIds: [[], ["fil_1"]] }],
    "tables.rows": [{ column, value: ["1", 1, true, "2026-01-01"] }],
    "tables.addRow": [{ values }],
    "tables.updateCells": [{ values }],
    "tables.editRows": [
      { update: [[], [{ rowId: "row_1", values: values[0] }]], add: [[], values], check: [null, "0".repeat(32)] },
    ],
    "tables.updateColumn": [{ key: column }],
    "tables.removeColumn": [{ key: ["price"] }],
    "tables.reorderColumns": [{ keys: [column] }],
    "tables.startImport": [{ columns: [[{ key: "n", name: "N", type: "text" }]] }],
    "notifications.setWebhook": [{ url: ["https://shop.invalid/"] }],
    "eventEndpoints.create": [{ ...endpointLists, url: ["https://crm.invalid/hook"] }],
    "eventEndpoints.update": [{ ...endpointLists, url: ["https://crm.invalid/hook"] }],
    "knowledge.create": [{ url: ["https://shop.invalid/"], include: [["/help/*"]], exclude: [["/help/*"]] }],
    "knowledge.update": [{ url: ["https://shop.invalid/"], include: [["/help/*"]], exclude: [["/help/*"]] }],
    "knowledge.saveSynonyms": [{ words: [["trainers", "sneakers"]] }],
    "models.providers.create": [{ models: [["m-1"]] }],
    "models.providers.update": [{ models: [["m-1"]], apiKey: ["sk-0123456789"] }],
    "polls.save": [
      {
        options: [["Yes", "No"].map((text) => ({ id: null, text }))],
        opensAt: [null, moment],
        closesAt: [null],
      },
    ],
    "raffles.save": [{ opensAt: [null, moment], closesAt: [null] }],
    "scenario.edit": [{ min: [null, 1], max: [null, 2] }],
    "team.invite": [{ email: ["ada@example.com", null] }],
    "scenarioWebhooks.calls": [{ since: [moment], createdAt: [moment] }],
    "secrets.create": [{ value: ["k-0123456789"] }],
    "secrets.update": [{ value: ["k-0123456789"] }],
    "models.providers.try": [{ provider: [{ kind: "gateway", apiKey: "sk-0123456789" }], modelId: ["m-1"] }],
  };
}
