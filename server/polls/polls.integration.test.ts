import { beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/polls/[pollId]/export/route";
import { makeWorkspace, type TestWorkspace } from "@/db/testing/factories";
import { sessionCookie } from "@/server/accounts/testing/session-cookie";
import { defaultPollTexts, type PollSettings } from "@/server/schemas/poll";
import { createTestCaller } from "@/server/trpc/testing/create-test-caller";
import { castVote } from "./cast-vote";

let home: TestWorkspace;
let caller: ReturnType<typeof createTestCaller>;
beforeEach(async () => {
  home = await makeWorkspace();
  caller = createTestCaller({ userId: home.userId });
});

const colours = ["Red", "Green", "Blue"].map((text) => ({ id: null, text }));

function settings(changes: Partial<PollSettings> = {}): PollSettings {
  return {
    name: "Colours",
    question: "Which colour?",
    options: colours,
    isChangeable: false,
    opensAt: null,
    closesAt: null,
    texts: defaultPollTexts,
    ...changes,
  };
}

async function makePoll(changes: Partial<PollSettings> = {}): Promise<string> {
  return (await caller.polls.save({ pollId: null, ...settings(changes) })).id;
}

let calls = 0;

function vote(pollId: string, voter: string, choice: string, changes: { callId?: string; isTest?: boolean } = {}) {
  const { callId = `run_${(calls += 1)}-1`, isTest = false } = changes;
  const { workspaceId } = home;
  return castVote({ workspaceId, pollId, voter, choice, conversationId: `cnv_${voter}`, isTest, callId });
}

async function votesOf(pollId: string): Promise<number[]> {
  return (await caller.polls.results({ pollId })).options.map(({ votes }) => votes);
}

describe("a vote", () => {
  it("is counted, and the customer is told how many said the same", async () => {
    const pollId = await makePoll();
    await Promise.all(["a", "b", "c"].map((voter) => vote(pollId, voter, "green")));
    expect(await vote(pollId, "d", "1")).toEqual({
      result: "thanks",
      option: "Red",
      percent: 25,
      votes: 4,
      text: "Thank you! 25 % said “Red”.",
    });
    expect(await caller.polls.results({ pollId })).toMatchObject({
      votes: 4,
      options: [
        { text: "Red", votes: 1, percent: 25 },
        { text: "Green", votes: 3, percent: 75 },
        { text: "Blue", votes: 0, percent: 0 },
      ],
    });
  });

  it("counts once when a customer votes ten times at the same moment", async () => {
    const pollId = await makePoll();
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => vote(pollId, "a", String((i % 3) + 1))));
    expect(results.filter(({ result }) => result === "thanks")).toHaveLength(1);
    expect(results.filter(({ result }) => result === "again")).toHaveLength(9);
    expect(new Set(results.map(({ option }) => option)).size).toBe(1);
    expect((await caller.polls.results({ pollId })).votes).toBe(1);
  });

  it("cannot be changed unless the poll allows it", async () => {
    const fixed = await makePoll();
    await vote(fixed, "a", "Red");
    expect(await vote(fixed, "a", "Blue")).toMatchObject({ result: "again", option: "Red" });
    expect(await votesOf(fixed)).toEqual([1, 0, 0]);
    const open = await makePoll({ isChangeable: true });
    await vote(open, "a", "Red");
    expect(await vote(open, "a", "Blue")).toMatchObject({ result: "thanks", option: "Blue", votes: 1, percent: 100 });
    expect(await votesOf(open)).toEqual([0, 0, 1]);
  });

  it("returns its own result when it is repeated, also after the end of the poll", async () => {
    const pollId = await makePoll();
    const repeated = () => vote(pollId, "a", "Red", { callId: "run_once-1" });
    const first = await repeated();
    expect(await repeated()).toEqual(first);
    await caller.polls.save({ ...(await editable(pollId)), closesAt: "2020-01-01T00:00:00Z" });
    expect(await repeated()).toEqual(first);
    expect(await vote(pollId, "b", "Red")).toMatchObject({ result: "closed", text: defaultPollTexts.closed });
    expect(await votesOf(pollId)).toEqual([1, 0, 0]);
  });

  it("for none of the options is refused with the list of options", async () => {
    const pollId = await makePoll();
    const text = "“Purple” is none of the options. Choose one of: Red, Green, Blue.";
    expect(await vote(pollId, "a", "Purple")).toEqual({ result: "no_option", option: "", percent: 0, votes: 0, text });
    expect(await votesOf(pollId)).toEqual([0, 0, 0]);
  });

  it("in a test chat counts there only", async () => {
    const pollId = await makePoll();
    await vote(pollId, "a", "Green");
    expect(await vote(pollId, "b", "Red", { isTest: true })).toMatchObject({ votes: 2, percent: 50 });
    expect(await votesOf(pollId)).toEqual([0, 1, 0]);
  });
});

/** The settings of a poll as the form sends them. */
async function editable(pollId: string) {
  const { name, question, options, isChangeable, opensAt, closesAt, texts } = await caller.polls.get({ pollId });
  return { pollId, name, question, options, isChangeable, opensAt, closesAt, texts };
}

describe("the settings of a poll", () => {
  it.each([
    ["an option twice", { options: [...colours, { id: null, text: " red" }] }, ["options", 3, "text"], "there twice"],
    ["one option", { options: colours.slice(0, 1) }, ["options"], "at least two"],
    ["an empty option", { options: [...colours, { id: null, text: " " }] }, ["options", 3, "text"], "Write the option"],
    ["no question", { question: "" }, ["question"], "Write the question"],
  ])("cannot have %s", async (_what, changes, path, message) => {
    const saved = caller.polls.save({ pollId: null, ...settings(changes) });
    const details = [{ path, message: expect.stringContaining(message) }];
    await expect(saved).rejects.toMatchObject({ cause: { code: "invalid", details } });
  });

  it("keep the votes when an option is renamed, and refuse to remove one with votes", async () => {
    const pollId = await makePoll();
    await vote(pollId, "a", "Red");
    const before = await editable(pollId);
    const [red, green, blue] = before.options;
    if (!red || !green || !blue) throw new Error("The options are missing.");
    await expect(caller.polls.save({ ...before, options: [green, blue] })).rejects.toThrow("“Red” has votes");
    await caller.polls.save({ ...before, options: [blue, { ...red, text: "Crimson" }] });
    expect((await caller.polls.results({ pollId })).options).toMatchObject([
      { text: "Blue", votes: 0 },
      { text: "Crimson", votes: 1 },
    ]);
  });

  it("and its votes cannot be reached from another workspace", async () => {
    const pollId = await makePoll();
    const stranger = createTestCaller({ userId: (await makeWorkspace()).userId });
    await expect(stranger.polls.results({ pollId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(stranger.polls.delete({ pollId })).rejects.toMatchObject({ code: "NOT_FOUND" });
    await caller.polls.delete({ pollId });
    expect(await caller.polls.list()).toEqual([]);
  });
});

it("The votes of a poll can be downloaded as CSV", async () => {
  const pollId = await makePoll();
  await vote(pollId, "+525500000000", "Blue");
  await vote(pollId, "tester", "Red", { isTest: true });
  const headers = { cookie: await sessionCookie(home.userId) };
  const response = await GET(new Request("http://localhost/x", { headers }), { params: Promise.resolve({ pollId }) });
  const lines = (await response.text()).split("\r\n");
  expect(lines[0]).toBe("time,voter,option,conversation");
  expect(lines[1]).toMatch(/Z,\+525500000000,Blue,cnv_\+525500000000$/);
  expect(lines).toHaveLength(3);
});
