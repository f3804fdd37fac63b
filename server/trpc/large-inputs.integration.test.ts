import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { DomainError } from "@/server/errors";
import { createTestCaller } from "./testing/create-test-caller";

const repeated = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, {}]));
const models = (count: number) => Array.from({ length: count }, (_, i) => `m${i}`);
const provider = { kind: "gateway" as const, name: "Acme AI", apiKey: "sk-0123456789" };
const tooMany = (limit: string) => ({ code: "BAD_REQUEST", message: expect.stringContaining(`more than ${limit}`) });
let caller = createTestCaller();

beforeAll(async () => {
  const { userId } = await makeWorkspace();
  caller = createTestCaller({ userId });
});

describe("An input with very many entries", () => {
  it("is refused with one fault instead of one per entry", async () => {
    const fill = (count: number) => caller.tables.addRow({ tableId: "tbl_1", ...Object({ values: repeated(count) }) });
    expect(await faultsOf(fill(20_000))).toEqual(["A row has at most 200 cells."]);
    expect(await faultsOf(caller.models.providers.create({ ...provider, models: models(20_000) }))).toEqual([
      "Name at most 100 models.",
    ]);
  });

  it("is refused before its schema parses it", async () => {
    await expect(caller.models.providers.create({ ...provider, models: models(490_000) })).rejects.toMatchObject(
      tooMany("30,000 fields and items"),
    );
  });

  it("has a lower limit without a sign-in", async () => {
    const person = { email: "ada@example.com", name: "Ada", password: "correct horse battery" };
    await expect(createTestCaller().accounts.signUp({ ...person, ...repeated(1000) })).rejects.toMatchObject(
      tooMany("1,000 fields and items"),
    );
  });
});

async function faultsOf(call: Promise<unknown>): Promise<string[]> {
  const error: unknown = await call.catch((thrown: unknown) => thrown);
  if (!(error instanceof TRPCError && error.cause instanceof DomainError)) throw error;
  return error.cause.details.map(({ message }) => message);
}
