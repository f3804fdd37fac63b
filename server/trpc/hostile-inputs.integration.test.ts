import { TRPCError } from "@trpc/server";
import { beforeAll, describe, expect, it } from "vitest";
import { startEventEndpoint } from "@/db/testing/event-endpoint";
import { createTestCaller } from "./testing/create-test-caller";
import { hostileInputs } from "./testing/hostile-inputs";
import { callProcedure, listProcedures } from "./testing/list-procedures";
import { makeSampleWorkspace, type SampleWorkspace, withNewTexts } from "./testing/sample-workspace";

let workspace: SampleWorkspace;

beforeAll(async () => {
  await startEventEndpoint();
  workspace = await makeSampleWorkspace();
});

describe("Every procedure", () => {
  it.each(listProcedures())(
    "handles hostile inputs without an internal failure: $path",
    async (procedure) => {
      const { path, schema } = procedure;
      const cases = workspace.inputsOf(procedure);
      expect(cases.flatMap((right) => schema.safeParse(right[0]).error?.issues ?? [])).toEqual([]);
      const failed = [];
      for (const { at, input } of cases.flatMap(hostileInputs)) {
        const code = await codeOf(path, input);
        if (code === "INTERNAL_SERVER_ERROR") failed.push(`${at}: ${JSON.stringify(input)?.slice(0, 300)}`);
      }
      expect(failed).toEqual([]);
      // Some have hundreds of inputs.
    },
    120_000,
  );
});

async function codeOf(path: string, input: unknown): Promise<string> {
  const { userId } = workspace;
  try {
    await callProcedure(createTestCaller({ userId }), path, withNewTexts(input));
    return "done";
  } catch (error) {
    return error instanceof TRPCError
      ? error.code + (error.code == "INTERNAL_SERVER_ERROR" ? "" : " " + error.message.slice(0, 150))
      : String(error);
  }
}
