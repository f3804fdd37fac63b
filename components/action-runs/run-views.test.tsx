import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { ActionRun, StepRun } from "@/components/trace/run-types";
import { TooltipProvider } from "@/components/ui/tooltip";
import type { ListedRun } from "./history-types";
import { RunRow } from "./run-row";
import { RunState } from "@/components/trace/run-state";
import { StepDetails } from "@/components/trace/step-details";

const nothing = { attempts: [], status: null, headers: {}, body: null, truncated: false, error: null, forBot: "" };

function stepOf(changes: Partial<StepRun>): StepRun {
  const step = { position: 1, name: "pay", kind: "webhook", status: "succeeded" as const, durationMs: 12, rest: null };
  return { ...step, output: nothing, ...changes };
}

function shown(step: StepRun, isCopy = false): string {
  return renderToStaticMarkup(
    <TooltipProvider>
      <StepDetails step={step} longestMs={100} isCopy={isCopy} action={null} renderRun={() => null} />
    </TooltipProvider>,
  );
}

const text = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

describe("A step of a run", () => {
  it("that was skipped gives the reason and no time", () => {
    const output = { ...nothing, summary: "Skipped: tier is not gold." };
    const html = shown(stepOf({ status: "skipped", durationMs: 0, output }));
    expect(text(html)).toContain("Skipped: tier is not gold.");
    expect(text(html)).not.toContain("0 ms");
  });

  it("that waits for a callback shows the address and a command", () => {
    const rest = { type: "callback" as const, until: "2030-01-01T00:00:00Z", address: "https://p.example.com/api/x" };
    const html = shown(stepOf({ kind: "callback", status: "waiting", rest }));
    expect(text(html)).toContain("Waiting");
    expect(html).toContain("https://p.example.com/api/x");
    expect(html).toContain("curl -X POST");
    const forViewer = shown(stepOf({ kind: "callback", status: "waiting", rest: { ...rest, address: null } }));
    expect(forViewer).not.toContain("curl");
  });

  it("that found rows shows them as a table", () => {
    const output = { ...nothing, summary: "Found 1 row in Orders.", body: { rows: [{ item: "Tea", price: 4 }] } };
    const html = shown(stepOf({ kind: "table", output }));
    expect(html).toContain('<th scope="col"');
    expect(text(html)).toMatch(/item price Tea 4/);
  });

  it("that set variables shows each once", () => {
    const values = { tier: "gold-tier", count: 3 };
    const html = shown(stepOf({ kind: "set_variables", output: { ...nothing, body: values, variables: values } }));
    expect(text(html)).toMatch(/tier: gold-tier.*count: 3/);
    expect(html.split("gold-tier")).toHaveLength(2);
  });

  it("that asked a bot shows its answer and its trace", () => {
    const output = { ...nothing, body: "We have 3 left.", trace: [{ kind: "note" as const, text: "Looked it up." }] };
    const html = shown(stepOf({ kind: "sub_bot", output }));
    expect(text(html)).toContain("Its answer");
    expect(text(html)).toContain("We have 3 left.");
    expect(text(html)).toContain("Looked it up.");
  });

  it("that was copied from an earlier run is marked", () => {
    const output = { ...nothing, summary: "Not carried out again: this is its result of 2026-08-01 10:00 UTC." };
    expect(text(shown(stepOf({ output }), true))).toMatch(/From an earlier run.*Not carried out again/);
  });
});

const head = {
  id: "run_1",
  botId: "bot_1",
  actionId: "act_1",
  name: "Look up",
  functionName: "look_up",
  onlyStep: null,
  isDraft: false,
  status: "failed" as const,
  error: 'Step "pay": The server answered 500.',
  resultExcerpt: "Try later.",
  createdAt: "2026-08-01T10:00:00.000Z",
  startedAt: "2026-08-01T10:00:00.000Z",
  finishedAt: "2026-08-01T10:00:01.400Z",
  origin: "chat" as const,
  askedBy: null,
  conversation: { id: "cnv_1", clientName: "Ada", source: null, externalChatId: "77" },
  channel: { id: "chn_1", botId: "bot_2", kind: "custom", runsDraft: false, name: "Shop" },
};

describe("A run in the history", () => {
  function row(changes: Partial<ListedRun> = {}): string {
    const run: ListedRun = { ...head, arguments: [{ name: "order", value: "A-1" }], ...changes };
    return renderToStaticMarkup(<RunRow run={run} canEdit={false} onOpen={() => {}} />);
  }

  it("names the step that failed and the reason, and links to its conversation", () => {
    const html = row();
    expect(text(html)).toContain("The server answered 500.");
    expect(text(html)).toContain("order: A-1");
    expect(text(html)).toContain("1.4 s");
    expect(html).toContain('href="/bots/bot_2/channels/chn_1/conversations/cnv_1"');
  });

  it("names its origin when there is no conversation", () => {
    const gone = { conversation: null, channel: null };
    expect(text(row(gone))).toContain("A deleted conversation");
    expect(text(row({ ...gone, origin: "try" }))).toContain("Run manually");
    expect(text(row({ ...gone, origin: "bot", askedBy: "Orders" }))).toContain("Asked by Orders");
  });

  it("links from a test chat to the bot's page", () => {
    const html = row({ channel: { ...head.channel, kind: "test", runsDraft: true } });
    expect(html).toContain('href="/bots/bot_2"');
    expect(text(html)).toContain("Test chat");
  });
});

it("A run's state names the failure and the step that was tried", () => {
  const run: ActionRun = {
    ...head,
    onlyStep: "pay",
    conversationId: "cnv_1",
    parentRunId: null,
    arguments: {},
    result: "Try later.",
    steps: [],
  };
  const html = text(renderToStaticMarkup(<RunState run={run} />));
  expect(html).toMatch(
    /Failed.*1\.4 s in total.*Only the step pay was tried.*Step &quot;pay&quot;: The server answered 500\./,
  );
});
