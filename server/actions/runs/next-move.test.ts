import { describe, expect, it } from "vitest";
import type { ActionDefinition, ActionStep } from "@/server/schemas/action-definition";
import type { LoadedRun, LoadedStep } from "./load-run";
import { nextMove, type Move } from "./next-move";
import { plainOutput } from "@/server/schemas/step-output";
import type { StepWait } from "@/server/schemas/step-wait";
import type { DoneStep, ExecutedStep } from "./store-step";

const NOW = Date.parse("2030-01-01T12:00:00Z");
const inSeconds = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

const output = plainOutput({ summary: "", forBot: "" });
const pause = (name: string): ActionStep => ({ kind: "wait", name, seconds: 1 });
const definition: ActionDefinition = {
  name: "Order",
  functionName: "order",
  description: "",
  arguments: [],
  constants: [],
  steps: [pause("one"), pause("two")],
  returnMode: "last",
  errorMessage: "",
};

function runWith(steps: LoadedStep[], changes: Partial<LoadedRun> = {}): LoadedRun {
  const scope = { workspaceId: "ws_1", runId: "run_1", botId: "bot_1", conversationId: null, turnId: null };
  const start = { startedAt: new Date(NOW), isMarked: true, depth: 0, isDraft: false };
  return { ...scope, ...start, definition, arguments: {}, variables: {}, steps, ...changes };
}

function stored(position: number, status: LoadedStep["status"], rest: StepWait | null = null): LoadedStep {
  return { position, name: `step ${position}`, status, rest, output };
}

function executed(position: number, result: ExecutedStep): DoneStep {
  return { step: pause("one"), position, result, durationMs: 1 };
}

const callback: StepWait = { type: "callback", until: inSeconds(1) };
const question: StepWait = { type: "bot", botId: "bot_2", botName: "Ada", input: "?" };
const until = (seconds: number): StepWait => ({ type: "until", at: inSeconds(seconds) });

const next = (steps: LoadedStep[], position: number): Move => nextMove({ run: runWith(steps), position }, NOW);
const nextAfter = (position: number, result: ExecutedStep): Move =>
  nextMove({ run: runWith([]), position, done: executed(position, result) }, NOW);
const returned = (status: string, rest: StepWait | null = null) => ({
  next: "return",
  end: { status, rest, outcome: null },
});

describe("nextMove for a step without a result", () => {
  it("executes the step at its position", () => {
    expect(next([stored(1, "succeeded")], 2)).toMatchObject({ next: "execute", step: { name: "two" } });
  });

  it("waits for the action's delay, counted from the start of the run", () => {
    const delayed = (startedSecondsAgo: number, steps: LoadedStep[] = []) => {
      const startedAt = new Date(NOW - startedSecondsAgo * 1000);
      const run = runWith(steps, { startedAt, definition: { ...definition, delaySeconds: 10 } });
      return nextMove({ run, position: steps.length + 1 }, NOW);
    };
    expect(delayed(4)).toEqual(returned("waiting", until(6)));
    expect(delayed(10)).toMatchObject({ next: "execute" });
    expect(delayed(4, [stored(1, "skipped")])).toMatchObject({ next: "execute" });
  });

  it("throws for a position without a step", () => {
    expect(() => next([], 3)).toThrow("has no step 3");
  });
});

describe("nextMove for a stored step", () => {
  it.each(["succeeded", "skipped"] as const)("returns when the step is %s and there is another step", (status) => {
    expect(next([stored(1, status)], 1)).toEqual(returned(status));
  });

  it.each([
    [2, "succeeded"],
    [2, "skipped"],
    [1, "failed"],
  ] as const)("ends the run when step %i of two is %s", (position, status) => {
    expect(next([stored(position, status)], position)).toMatchObject({ next: "end run", status, done: undefined });
  });

  it("ends a wait that is over", () => {
    expect(next([stored(1, "waiting", until(0))], 1)).toEqual({ next: "end wait" });
  });

  it("returns a wait during which the run sleeps", () => {
    expect(next([stored(1, "waiting", until(60))], 1)).toEqual(returned("waiting", until(60)));
    expect(next([stored(1, "waiting", question)], 1)).toEqual(returned("waiting", question));
  });

  it("suspends the run for a wait of more than a minute or for a callback", () => {
    const suspended = (wait: StepWait) => ({ next: "suspend", wait, done: undefined });
    expect(next([stored(1, "waiting", until(61))], 1)).toEqual(suspended(until(61)));
    expect(next([stored(1, "waiting", callback)], 1)).toEqual(suspended(callback));
  });

  it("throws for a waiting step without a wait", () => {
    expect(() => next([stored(1, "waiting")], 1)).toThrow("waits for nothing");
  });
});

describe("nextMove for a result that is not stored", () => {
  it.each(["succeeded", "skipped"] as const)(
    "stores the result when the step is %s and there is another step",
    (status) => {
      const { end } = returned(status);
      expect(nextAfter(1, { status, output })).toMatchObject({ next: "store", end, done: { position: 1 } });
    },
  );

  it.each([
    [2, "succeeded"],
    [2, "skipped"],
    [1, "failed"],
  ] as const)("ends the run together with step %i of two when it is %s", (position, status) => {
    expect(nextAfter(position, { status, output })).toMatchObject({ next: "end run", status, done: { position } });
  });

  it("stores a wait during which the run sleeps, whether it is over or not", () => {
    for (const rest of [until(-1), until(60), question]) {
      const { end } = returned("waiting", rest);
      expect(nextAfter(1, { status: "waiting", output, rest })).toMatchObject({ next: "store", end });
    }
  });

  it("suspends the run and stores the step for a long wait or a callback", () => {
    for (const rest of [until(61), callback]) {
      const move = { next: "suspend", wait: rest, done: { position: 2 } };
      expect(nextAfter(2, { status: "waiting", output, rest })).toMatchObject(move);
    }
  });

  it("handles the result before the action's delay, so that the step is not executed twice", () => {
    const run = runWith([], { definition: { ...definition, delaySeconds: 10 } });
    const done = executed(1, { status: "succeeded", output });
    expect(nextMove({ run, position: 1, done }, NOW)).toMatchObject({ next: "store" });
  });
});

describe("nextMove for a run that has ended or is suspended", () => {
  it("reads the run's outcome", () => {
    expect(nextMove({ run: null, position: 1 }, NOW)).toEqual({ next: "read outcome" });
  });
});
