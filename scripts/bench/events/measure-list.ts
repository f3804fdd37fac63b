import { type Customer, type Inputs, signUpCustomer } from "../../../e2e/support/customer-client.ts";
import { makeOrderBot } from "../../../e2e/support/make-bot.ts";
import { startProduct } from "../../../e2e/support/start-product.ts";
import { round, summarise } from "../statistics.ts";
import { openDatabase } from "./database.ts";
import { fillDeliveries } from "./fill-deliveries.ts";

export interface ListFigures {
  filters: string;
  requests: number;
  /** Deliveries found on the pages that were read. */
  found: number;
  p50: number;
  p95: number;
  max: number;
}

type Filters = Inputs["deliveries"]["list"];

const HEALTHY = `end_${"1".padStart(26, "0")}`;
const FAILING = `end_${"20".padStart(26, "0")}`;
const DAY_MS = 24 * 3600 * 1000;

/** What people look for. The first endpoint has very few failures, the twentieth nothing else. */
const usual: Filters[] = [
  {},
  { kind: "event" },
  { kind: "message" },
  { status: "delivered" },
  { status: "undelivered" },
  { status: "delivering" },
  { endpointId: HEALTHY },
  { endpointId: HEALTHY, status: "undelivered" },
  { endpointId: FAILING, status: "undelivered" },
  { endpointId: HEALTHY, response: "4xx" },
  { event: "message_received" },
  { event: "endpoint_disabled" },
  { event: "endpoint_disabled", status: "undelivered", response: "5xx" },
  { response: "5xx" },
  { response: "none" },
  { response: "3xx" },
  { since: new Date(Date.now() - DAY_MS).toISOString() },
  { since: new Date(Date.now() - 9 * DAY_MS).toISOString(), until: new Date(Date.now() - 8 * DAY_MS).toISOString() },
  { since: new Date(Date.now() - 7 * DAY_MS).toISOString(), status: "undelivered" },
  { search: `cnv_${"77".padStart(26, "0")}` },
  { search: `evt_${"777".padStart(26, "0")}` },
  { search: "Customer 77" },
  { search: "nobody" },
];

const ROUNDS = 5;
const PAGES = 4;

/** Fills a workspace of a new product with deliveries, and reads pages of the list through its API. */
export async function measureList(rows: number): Promise<ListFigures[]> {
  const product = await startProduct({ env: { LOG_LEVEL: "warn" } });
  try {
    const customer = await signUpCustomer(product.url);
    const { botId, customChannel: channelId } = await makeOrderBot(customer, (definition) => definition);
    const sql = openDatabase(product.dataDir, 1);
    const [bot] = await sql<{ workspaceId: string }[]>`
      select workspace_id as "workspaceId" from bots where id = ${botId}`;
    if (!bot) throw new Error("The bot was not stored.");
    const began = performance.now();
    await fillDeliveries(sql, { workspaceId: bot.workspaceId, botId, channelId }, rows);
    console.log(`Filled with ${rows} deliveries of events in ${round((performance.now() - began) / 1000)} s`);
    await sql.end();
    const figures = [];
    for (const filters of usual) figures.push(await measureFilters(customer, filters));
    return figures;
  } finally {
    await product.stop();
  }
}

async function measureFilters({ trpc }: Customer, filters: Filters): Promise<ListFigures> {
  const times: number[] = [];
  let found = 0;
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    let cursor: Filters["cursor"] = null;
    for (let page = 0; page < PAGES && (page === 0 || cursor); page += 1) {
      const began = performance.now();
      const answer: Awaited<ReturnType<typeof trpc.deliveries.list.query>> = await trpc.deliveries.list.query({
        ...filters,
        cursor,
      });
      times.push(performance.now() - began);
      if (turn === 0) found += answer.deliveries.length;
      cursor = answer.nextCursor;
    }
  }
  const { count, p50, p95, max } = summarise(times);
  return { filters: JSON.stringify(filters), requests: count, found, p50, p95, max };
}
