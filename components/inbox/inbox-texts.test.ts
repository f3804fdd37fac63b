import { describe, expect, it } from "vitest";
import { conversationOf, isFiltered, noFilters, readFilters, readFoundSeq, writeFilters } from "./list/inbox-filters";
import { answeringText, stateBadge } from "./state-texts";
import { nextIndex, stepOf } from "./list/use-list-keys";

const clock = (at: string) => at.slice(11, 16);

describe("The text about who answers", () => {
  const now = {
    state: "person" as const,
    since: "2026-03-01T10:32:00Z",
    resumeAt: null,
    botName: "Shop",
    stoppedBy: "Ada",
  };
  const stop = (cause: "employee" | "manual" | "control_phrase" | "limit" | null, reason: string | null = null) => ({
    cause,
    reason,
  });

  it("names the person who paused the bot, and when the bot resumes", () => {
    const resumeAt = "2026-03-01T10:47:00Z";
    expect(answeringText({ ...now, stop: stop("employee", "An employee wrote."), resumeAt }, clock)).toEqual({
      title: "Paused: Ada wrote at 10:32",
      detail: "Shop resumes at 10:47.",
    });
    expect(answeringText({ ...now, stop: stop("manual", "VIP"), stoppedBy: null }, clock)).toEqual({
      title: "Paused: a colleague took over at 10:32",
      detail: "VIP.",
    });
  });

  it("gives the reason when no person paused the bot", () => {
    expect(answeringText({ ...now, stop: stop("limit", "50 messages in 24 hours") }, clock)).toEqual({
      title: "Paused: a limit was reached at 10:32",
      detail: "50 messages in 24 hours.",
    });
    expect(answeringText({ ...now, stop: stop(null), since: null }, clock).title).toBe("Paused: handed over to people");
  });

  it("names the bot, or says that the conversation is closed", () => {
    expect(answeringText({ ...now, state: "bot", stop: null }, clock).title).toBe("Shop answers");
    expect(answeringText({ ...now, state: "closed", stop: null }, clock).title).toBe("Closed");
    expect(stateBadge("person", stop("control_phrase"))).toEqual({ text: "Person: stop phrase", tone: "warning" });
    expect(stateBadge("closed", null).text).toBe("Closed");
  });
});

describe("The inbox address", () => {
  const all = { ...noFilters, view: "all" as const };

  it("stores the message that a search found", () => {
    expect(writeFilters(all, 12)).toBe("?found=12");
    expect(readFoundSeq(new URLSearchParams("found=12"))).toBe(12);
    expect(readFoundSeq(new URLSearchParams("found=x"))).toBeNull();
    expect(readFoundSeq(new URLSearchParams(""))).toBeNull();
  });

  it("stores the filters and reads them back unchanged", () => {
    const filters = {
      ...all,
      view: "mine" as const,
      channelId: "chn_1",
      state: "person" as const,
      tag: "a&b",
      search: "ada ",
    };
    expect(readFilters(new URLSearchParams(writeFilters(filters)))).toEqual(filters);
    expect(writeFilters(all)).toBe("");
    expect(isFiltered({ ...all, view: "closed", search: "  " })).toBe(false);
    expect(readFilters(new URLSearchParams("state=broken&view=none"))).toEqual(all);
  });

  it("names the open conversation", () => {
    expect(conversationOf("/inbox")).toBeNull();
    expect(conversationOf("/inbox/cnv_1")).toBe("cnv_1");
    expect(conversationOf("/bots/bot_1")).toBeNull();
  });
});

describe("The list's keys", () => {
  it("move down and up, and stop at both ends", () => {
    expect([stepOf("j", false), stepOf("k", false), stepOf("ArrowDown", false), stepOf("ArrowDown", true)]).toEqual([
      1, -1, 0, 1,
    ]);
    expect([nextIndex(-1, 1, 3), nextIndex(-1, -1, 3), nextIndex(2, 1, 3), nextIndex(0, -1, 3)]).toEqual([0, 2, 2, 0]);
  });
});
