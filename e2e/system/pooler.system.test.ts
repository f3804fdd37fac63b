import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startEmbeddedPostgres } from "../../db/embedded/postgres.ts";
import { startTransactionPooler, type TransactionPooler } from "../../db/testing/transaction-pooler.ts";
import { sendChatMessage } from "../support/chat-client.ts";
import { signUpCustomer } from "../support/customer-client.ts";
import { makeOrderBot } from "../support/make-bot.ts";
import { startProduct, type Product } from "../support/start-product.ts";

/** Tests the product on a database behind a transaction pooler, with the direct address in DATABASE_URL_UNPOOLED. */

const dir = mkdtempSync(path.join(tmpdir(), "parley-pooled-"));
let database: Awaited<ReturnType<typeof startEmbeddedPostgres>>;
let pooler: TransactionPooler;
let product: Product;

beforeAll(async () => {
  // The database may run as another user.
  chmodSync(dir, 0o755);
  database = await startEmbeddedPostgres({ dir: path.join(dir, "db"), durable: false });
  pooler = await startTransactionPooler(database.url);
  product = await startProduct({ env: { DATABASE_URL: pooler.url, DATABASE_URL_UNPOOLED: database.url } });
});

afterAll(async () => {
  await product.stop();
  await pooler.stop();
  await database.stop();
  rmSync(dir, { recursive: true, force: true });
});

it("A chat is answered with an action's outcome, and the product listens over the direct address", async () => {
  const bot = await makeOrderBot(await signUpCustomer(product.url), (definition) => definition);
  const answer = await sendChatMessage(`${product.url}/api/chat/${bot.webChannel}`, {
    id: "m-1",
    text: "Where is my order A-1042?",
  });
  expect(answer).toMatchObject({ status: 200 });
  expect(answer.text).toContain("A-1042");
  const direct = postgres(database.url, { max: 1 });
  const [listening] = await direct<{ count: number }[]>`
    select count(*)::int from pg_stat_activity where query = 'listen "parley_live"'`;
  expect(listening?.count).toBeGreaterThan(0);
  await direct.end();
});
