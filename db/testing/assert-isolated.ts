import { expect } from "vitest";

/** Checks that the test file shares nothing with others, because what it starts may still work after its last test. */
export function assertIsolated(): void {
  const { testPath = "" } = expect.getState();
  if (testPath.endsWith(".isolated.integration.test.ts")) return;
  throw new Error(`${testPath} runs durable functions, so its name must end in .isolated.integration.test.ts.`);
}
