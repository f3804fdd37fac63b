import { describe, expect, it } from "vitest";
import { dayName, groupByDay } from "./thread/day-groups";
import { deliveryText } from "./thread/delivery-text";
import { variableText, variableValue } from "./details/variable-text";
import { eventText } from "./thread/event-text";
import { firstUnread } from "./thread/first-unread";
import { readLiveEvent } from "@/components/live/follow-events";
import { conversationOf, isFiltered, noFilters, readFilters, readFoundSeq, writeFilters } from "./list/inbox-filters";
import { answeringText, stateBadge } from "./state-texts";
import { fileFault, readAnswer } from "./composer/upload-file";
import { nextIndex, stepOf } from "./list/use-list-keys";
import { typingText } from "./thread/viewers";

const clock = (at: string) => at.slice(11, 16);

describe("A message's delivery", () => {
  const delivery = { state: "none" as const, deliveredAt: null, attempts: 0, error: null, nextAttemptAt: null };

  it.each([
    [{}, null],
    [{ state: "pending" as const }, { text: "Waiting to be sent", detail: null }],
    [{ state: "delivering" as const }, { text: "Sending, attempt 1", detail: null }],
    [
      { state: "delivering" as const, attempts: 3 },
      { text: "Sending, attempt 3", detail: null },
    ],
    [
      { state: "delivering" as const, attempts: 2, error: "It answered 503.", nextAttemptAt: "2026-03-01T10:47:00Z" },
      { text: "Attempt 2 failed, next at 10:47", detail: "It answered 503." },
    ],
    [
      { state: "delivered" as const, attempts: 1, deliveredAt: "2026-03-01T10:32:00Z" },
      { text: "Delivered at 10:32", detail: null },
    ],
    [
      { state: "undelivered" as const, attempts: 6, error: "It answered 500." },
      { text: "Undelivered after 6 attempts", detail: "It answered 500." },
    ],
    [
      { state: "undelivered" as const, attempts: 1 },
      { text: "Undelivered after 1 attempt", detail: null },
    ],
    [{ state: "undelivered" as const }, { text: "Undelivered", detail: null }],
  ])("%j", (part, text) => {
    expect(deliveryText({ ...delivery, ...part }, clock)).toEqual(text);
  });
});

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

describe("The days of a thread", () => {
  const dated = (createdAt: string) => ({ createdAt });
  const local = (day: number, hour: number) => new Date(2026, 2, day, hour).toISOString();

  it("are the reader's calendar days, in the order of the messages", () => {
    const groups = groupByDay([dated(local(1, 9)), dated(local(1, 23)), dated(local(2, 0)), dated(local(4, 1))]);
    expect(groups.map(({ items }) => items.length)).toEqual([2, 1, 1]);
    expect(groupByDay([])).toEqual([]);
  });

  it("have everyday names", () => {
    const now = new Date(2026, 2, 12, 0, 30);
    expect(dayName(local(12, 0), now)).toBe("Today");
    expect(dayName(local(11, 23), now)).toBe("Yesterday");
    expect(dayName(local(9, 12), now)).toBe("Monday");
    expect(dayName(local(1, 12), now)).toBe("March 1");
    expect(dayName(new Date(2025, 11, 31).toISOString(), now)).toBe("December 31, 2025");
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

describe("The text of an event", () => {
  const event = { actor: "user" as const, user: { name: "Ada" }, text: "" };

  it("names the person and what they did", () => {
    expect(eventText({ ...event, kind: "paused" })).toBe("Ada paused the bot");
    expect(eventText({ ...event, kind: "paused", text: "VIP" })).toBe("Ada paused the bot — VIP");
    expect(eventText({ ...event, kind: "tagged", text: "refund", user: null })).toBe(
      "A former member added the tag refund",
    );
    expect(eventText({ ...event, kind: "assigned", text: "Bob" })).toBe("Ada assigned the conversation to Bob");
    expect(eventText({ ...event, kind: "assigned", text: "Ada" })).toBe("Ada took the conversation");
    expect(eventText({ ...event, kind: "unassigned", text: "Bob" })).toBe("Ada unassigned Bob");
    expect(eventText({ ...event, kind: "snoozed", text: "2026-03-01T10:32:00Z" })).toMatch(/^Ada snoozed .* until /);
    expect(eventText({ ...event, kind: "unsnoozed" })).toBe("Ada ended the snooze");
    expect(eventText({ ...event, kind: "reopened", actor: "customer" })).toBe(
      "The customer opened the conversation again",
    );
    expect(eventText({ ...event, kind: "paused", actor: "bot", text: "Wants a refund." })).toBe(
      "The bot handed the conversation over to people — Wants a refund",
    );
  });

  it("names the writer of a message once", () => {
    const paused = { ...event, kind: "paused" as const };
    expect(eventText({ ...paused, text: "An employee wrote in the inbox." })).toBe(
      "Ada wrote in the inbox, so the bot is paused",
    );
    expect(eventText({ ...paused, actor: "employee", text: "An employee wrote in the channel." })).toBe(
      "An employee wrote in the channel, so the bot is paused",
    );
    expect(eventText({ ...paused, actor: "customer", text: "The customer wrote “Stop.\nNow”." })).toBe(
      "The customer wrote “Stop.\nNow”, so the bot is paused",
    );
    expect(eventText({ ...event, kind: "resumed", text: "An employee wrote “bot on”." })).toBe(
      "Ada wrote “bot on”, so the bot answers again",
    );
    expect(eventText({ ...event, kind: "resumed", actor: "system", text: "No employee wrote for a while." })).toBe(
      "No employee wrote for a while",
    );
  });
});

it('"New" is shown before the first unread message', () => {
  const messageOf = (id: string, sender: string) => ({ type: "message", id, sender });
  const entries = [
    messageOf("1", "customer"),
    messageOf("2", "ai"),
    messageOf("3", "customer"),
    messageOf("4", "customer"),
  ];
  expect(firstUnread(entries, 2)).toBe("3");
  expect(firstUnread(entries, 0)).toBeNull();
  expect(firstUnread(entries, 9)).toBeNull();
});

it("Live events are parsed, and unknown ones ignored", () => {
  expect(readLiveEvent('{"type":"thread","conversationId":"cnv_1"}')).toEqual({
    type: "thread",
    conversationId: "cnv_1",
  });
  expect(readLiveEvent('{"type":"weather"}')).toBeNull();
  expect(readLiveEvent("{")).toBeNull();
});

it("People who type are named while there are few of them", () => {
  expect(typingText([])).toBe("");
  expect(typingText(["Ada"])).toBe("Ada is typing…");
  expect(typingText(["Ada", "Bob"])).toBe("Ada and Bob are typing…");
  expect(typingText(["Ada", "Bob", "Cy"])).toBe("3 colleagues are typing…");
});

it("Variables keep their types when they are edited", () => {
  expect(variableText({ a: 1 })).toBe('{"a":1}');
  expect(variableText("007")).toBe("007");
  expect(variableValue("008", "007")).toBe("008");
  expect(variableValue("8", 7)).toBe(8);
  expect(variableValue("[1,2]", undefined)).toEqual([1, 2]);
  expect(variableValue("gold", undefined)).toBe("gold");
});

it("A file that cannot be sent is refused with the reason", () => {
  expect(fileFault({ name: "a.png", size: 10 })).toBeNull();
  expect(fileFault({ name: "a.png", size: 0 })).toContain("empty");
  expect(fileFault({ name: "a.png", size: 16 * 1024 * 1024 })).toContain("15 MB");
  expect(readAnswer(201, '{"fileId":"fil_1","name":"a"}')).toEqual({ ok: true, fileId: "fil_1" });
  expect(readAnswer(402, '{"error":{"message":"Full."}}')).toEqual({ ok: false, message: "Full." });
  expect(readAnswer(502, "<html>")).toMatchObject({ ok: false });
});
