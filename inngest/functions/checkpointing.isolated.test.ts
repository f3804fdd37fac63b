import { afterEach, describe, expect, it, vi } from "vitest";

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

/** The number of steps that each function buffers, by its id; a function without a setting uses the client's. */
async function bufferedSteps(embedded: string): Promise<Record<string, number | undefined>> {
  vi.stubEnv("PARLEY_EMBEDDED_EXECUTOR", embedded);
  vi.resetModules();
  const { inngest } = await import("@/server/outbox/inngest-client");
  const { functions } = await import("./registry");
  const defined = functions.map(({ opts }): [string, number | undefined] => {
    const { checkpointing = inngest["options"].checkpointing } = opts;
    return [opts.id, typeof checkpointing === "object" ? checkpointing.bufferedSteps : undefined];
  });
  return Object.fromEntries(defined);
}

describe("The steps of a durable function", () => {
  it("are buffered on the embedded executor if they are safe to repeat", async () => {
    const buffered = await bufferedSteps("1");
    expect(buffered).toMatchObject({ "run-action": 30, "deliver-conversation": 30 });
  });

  it.each(["", "0"])("are sent to an Inngest server one by one, in each function (%j)", async (embedded) => {
    const buffered = await bufferedSteps(embedded);
    expect(Object.keys(buffered)).toContain("answer-message");
    for (const steps of Object.values(buffered)) expect(steps ?? 1).toBe(1);
  });
});
