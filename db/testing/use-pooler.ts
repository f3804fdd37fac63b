import { afterAll } from "vitest";
import { changeEnvironment } from "./change-environment";
import { disconnect } from "./disconnect";
import { startTransactionPooler } from "./transaction-pooler";

/**
 * Puts a transaction pooler between this test file and its database.
 * @param unpooled Whether the direct address is set too.
 * @returns the direct address.
 */
export async function usePooler({ unpooled }: { unpooled: boolean }): Promise<string> {
  const directUrl = process.env["DATABASE_URL"];
  if (!directUrl) throw new Error("DATABASE_URL is missing.");
  const pooler = await startTransactionPooler(directUrl);
  changeEnvironment({ DATABASE_URL: pooler.url, ...(unpooled && { DATABASE_URL_UNPOOLED: directUrl }) });
  await disconnect();
  afterAll(async () => {
    await disconnect();
    await pooler.stop();
  });
  return directUrl;
}
