import { afterAll } from "vitest";
import { closeDatabase } from "../client";
import { startTransactionPooler } from "./transaction-pooler";

/**
 * Puts a transaction pooler between this test file and its database. Call it before anything reads the environment.
 * @param unpooled Whether the direct address is set too.
 * @returns the direct address.
 */
export async function usePooler({ unpooled }: { unpooled: boolean }): Promise<string> {
  const directUrl = process.env["DATABASE_URL"];
  if (!directUrl) throw new Error("DATABASE_URL is missing.");
  const pooler = await startTransactionPooler(directUrl);
  process.env["DATABASE_URL"] = pooler.url;
  if (unpooled) process.env["DATABASE_URL_UNPOOLED"] = directUrl;
  afterAll(async () => {
    await closeDatabase();
    await pooler.stop();
  });
  return directUrl;
}
