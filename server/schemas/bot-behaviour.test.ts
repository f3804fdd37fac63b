import { describe, expect, it } from "vitest";
import { behaviourOf, botBehaviour, openOfficeHours, usualLimits } from "./bot-behaviour";
import { phraseKey } from "../text/phrase-key";

describe("a bot's behaviour", () => {
  it("has defaults that match bots without settings", () => {
    expect(behaviourOf({})).toMatchObject({
      interception: { pauseOnEmployee: true, ignoreFirst: 0, resumeAfterMinutes: null, stopPhrases: [] },
      handOverOnFailure: true,
      mergeSeconds: 0,
      history: { kind: "all" },
      workingHours: null,
      split: { mode: "none" },
      header: "",
      footer: "",
      antiSpam: null,
      replyLanguage: { kind: "auto" },
    });
  });

  it("is unchanged when it is parsed again", () => {
    const all = botBehaviour.parse({ workingHours: openOfficeHours, antiSpam: usualLimits });
    expect(botBehaviour.parse(JSON.parse(JSON.stringify(all)))).toEqual(all);
  });

  it("contains phrases in the form used for comparison", () => {
    const { interception } = botBehaviour.parse({ interception: { stopPhrases: ["  СТОП ", "É"] } });
    expect(interception.stopPhrases).toEqual([" Стоп\n", "e\u0301"].map(phraseKey));
  });

  it.each([
    [{ mergeSeconds: 61 }, "mergeSeconds"],
    [{ interception: { ignoreFirst: 21 } }, "interception.ignoreFirst"],
    [{ interception: { resumeAfterMinutes: 0 } }, "interception.resumeAfterMinutes"],
    [{ interception: { stopPhrases: ["ok", " "] } }, "interception.stopPhrases.1"],
    [{ history: { kind: "messages", count: 0 } }, "history.count"],
    [{ split: { mode: "length", maxCharacters: 99 } }, "split.maxCharacters"],
    [{ split: { mode: "sentence", pauseSeconds: 31 } }, "split.pauseSeconds"],
    [{ antiSpam: { maxIdentical: 1 } }, "antiSpam.maxIdentical"],
    [{ antiSpam: { periodHours: 721 } }, "antiSpam.periodHours"],
    [{ replyLanguage: { kind: "fixed", language: " " } }, "replyLanguage.language"],
    [{ workingHours: { ...openOfficeHours, timeZone: "Mars/Base" } }, "workingHours.timeZone"],
    [withHours({ from: "9:00", to: "18:00" }), "workingHours.days.mon.0.from"],
    [withHours({ from: "09:00", to: "24:30" }), "workingHours.days.mon.0.to"],
    [withHours({ from: "09:00", to: "09:00" }), "workingHours.days.mon.0.to"],
  ])("is rejected at the wrong field: %j", (input, field) => {
    const issues = botBehaviour.safeParse(input).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join("."))).toEqual([field]);
    expect(issues[0]?.message).toMatch(/^[A-Z].*\.$/);
  });
});

function withHours(span: { from: string; to: string }) {
  return { workingHours: { ...openOfficeHours, days: { ...openOfficeHours.days, mon: [span] } } };
}
