import { describe, expect, it } from "vitest";
import { eventText } from "./event-text";

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
    expect(eventText({ ...event, kind: "reminder_cancelled" })).toBe("Ada cancelled the reminder");
    const silent = { ...event, actor: "bot" as const, text: "The customer wrote nothing for 3 hours." };
    expect(eventText({ ...silent, kind: "reminded" })).toBe(
      "The bot sent a reminder — The customer wrote nothing for 3 hours",
    );
    expect(eventText({ ...silent, kind: "closed" })).toBe(
      "The bot closed the conversation — The customer wrote nothing for 3 hours",
    );
    expect(eventText({ ...event, kind: "closed" })).toBe("Ada closed the conversation");
    expect(eventText({ ...event, kind: "reopened", actor: "customer" })).toBe(
      "The customer opened the conversation again",
    );
    expect(eventText({ ...event, kind: "paused", actor: "customer", text: "The customer asked for a person." })).toBe(
      "The customer asked for a person",
    );
    expect(eventText({ ...event, kind: "rated", actor: "customer", text: "4 of 5: Quick!" })).toBe(
      "The customer rated the conversation 4 of 5: Quick!",
    );
    expect(eventText({ ...event, kind: "restarted", actor: "customer" })).toBe(
      "The customer started again and no longer sees the messages above",
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
