import { beforeEach, describe, expect, it } from "vitest";
import { makeWorkspace } from "@/db/testing/factories";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";

let caller: ReturnType<typeof createTestCaller>;
let botId: string;
beforeEach(async () => {
  caller = createTestCaller({ userId: (await makeWorkspace()).userId });
});

/** Adds a bot by its template, whose action uses the raffle or the poll of the template. */
async function addBot(templateId: "raffle" | "poll", name: string): Promise<void> {
  botId = (await caller.bots.create({ name, templateId })).id;
}

/** Deletes the actions of the draft; a published version keeps them. */
async function deleteActions(): Promise<void> {
  for (const { id } of await caller.actions.list({ botId })) await caller.actions.delete({ actionId: id });
}

describe("The deletion of a raffle", () => {
  it("is refused with the names of the actions and bots that use it, and made if it is forced", async () => {
    await addBot("raffle", "Summer desk");
    const [raffle] = await caller.raffles.list();
    const raffleId = raffle?.id ?? "";
    await expect(caller.raffles.delete({ raffleId })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringMatching(/is used by the action ".+" of the bot Summer desk\./),
    });
    expect(await caller.raffles.list()).toHaveLength(1);
    await caller.raffles.delete({ raffleId, force: true });
    expect(await caller.raffles.list()).toEqual([]);
  });

  it("needs no force when no bot uses it", async () => {
    await addBot("raffle", "Summer desk");
    await caller.bots.delete({ botId });
    const [raffle] = await caller.raffles.list();
    await caller.raffles.delete({ raffleId: raffle?.id ?? "" });
    expect(await caller.raffles.list()).toEqual([]);
  });
});

describe("The deletion of a poll", () => {
  it("is refused while a published version uses it, although the draft does not", async () => {
    await addBot("poll", "Opinion desk");
    await caller.bots.publish({ botId });
    await deleteActions();
    const [poll] = await caller.polls.list();
    const pollId = poll?.id ?? "";
    await expect(caller.polls.delete({ pollId })).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("of the bot Opinion desk"),
    });
    await caller.polls.delete({ pollId, force: true });
    expect(await caller.polls.list()).toEqual([]);
  });
});
