import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { TooltipProvider } from "@/components/ui/tooltip";
import { type BotBehaviour, behaviourOf, openOfficeHours, usualLimits } from "@/server/schemas/bot-behaviour";
import { OFFLINE_MODEL } from "@/server/schemas/model-choice";
import { AnswersSection } from "./answers-section";
import { FailureSection } from "./failure-section";
import { findFaults } from "./find-faults";
import { HoursSection } from "./hours-section";
import { KnowledgeSection } from "./knowledge/knowledge-section";
import { LimitsSection } from "./limits-section";
import { MessagesSection } from "./messages-section";
import { PeopleSection } from "./people-section";
import { SplitPreview } from "./split-preview";

const offline = { ...OFFLINE_MODEL, providerName: "Parley", label: "Offline model", note: "" };
const models = [offline, { providerId: "mdl_1", providerName: "Acme AI", modelId: "m-1", label: "m-1", note: "" }];

function show(changes: Partial<BotBehaviour>): string {
  const value = { ...behaviourOf({}), ...changes };
  const faults = findFaults(value);
  const section = { value, faultAt: (path: string) => faults.get(path), change: () => {} };
  return renderToStaticMarkup(
    <TooltipProvider>
      <PeopleSection {...section} />
      <KnowledgeSection {...section} canEdit />
      <MessagesSection {...section} />
      <AnswersSection {...section} />
      <FailureSection {...section} models={models} model={OFFLINE_MODEL} canEdit />
      <HoursSection {...section} botTimeZone="Europe/Kyiv" />
      <LimitsSection {...section} />
    </TooltipProvider>,
  );
}

describe("The behaviour form", () => {
  it("shows the defaults of a bot without settings, without a fault", () => {
    const html = show({});
    expect(html.match(/<h3/gu)).toHaveLength(7);
    expect(html.match(/aria-checked="true"/gu)).toHaveLength(3);
    expect(html).not.toContain('aria-invalid="true"');
  });

  it("shows each fault at its field", () => {
    const { interception, split, knowledge } = behaviourOf({});
    const html = show({
      mergeSeconds: 61,
      interception: { ...interception, ignoreFirst: Number.NaN, stopPhrases: ["x".repeat(201)] },
      split: { ...split, mode: "length", maxCharacters: 50 },
      antiSpam: { ...usualLimits, maxIdentical: 1 },
      replyLanguage: { kind: "fixed", language: "" },
      knowledge: { ...knowledge, directThreshold: 2, readsUrls: "listed", readableHosts: ["https://a.example/x"] },
    });
    expect(html.match(/aria-invalid="true"/gu)).toHaveLength(8);
    expect(html).toContain("Choose a likeness from 30 to 100 percent.");
    expect(html).toContain("Write a host name such as docs.example.com.");
    expect(html).toContain("Choose a whole number from 0 to 60.");
    expect(html).toContain("Choose a whole number from 0 to 20.");
    expect(html).toContain("A phrase has at most 200 letters.");
    expect(html).toContain("Choose a whole number from 100 to 4,000.");
    expect(html).toContain("Name a language, such as Ukrainian.");
  });

  it.each([
    [{ providerId: "mdl_2", modelId: "m-9" }, "The provider of m-9 was removed"],
    [{ providerId: "mdl_1", modelId: "m-9" }, "m-9 was removed from its provider’s models"],
    [OFFLINE_MODEL, "This is the bot’s own model."],
  ])("says what is wrong with the fallback model %j", (fallbackModel, message) => {
    expect(show({ fallbackModel })).toContain(message);
  });

  it("accepts a fallback model that is listed", () => {
    expect(show({ fallbackModel: { providerId: "mdl_1", modelId: "m-1" } })).not.toContain('aria-invalid="true"');
  });

  it("labels every box of the working hours, with midnight as the end of a day", () => {
    const mon = [
      { from: "00:00", to: "24:00" },
      { from: "22:00", to: "06:00" },
      { from: "", to: "09:00" },
    ];
    const html = show({ workingHours: { ...openOfficeHours, days: { ...openOfficeHours.days, mon } } });
    expect(html).toContain("Monday, span 1, opens at");
    expect(html).toContain("Friday, closes at");
    expect(html).toContain("the next day");
    expect(html).toContain("The bot&#x27;s own (Europe/Kyiv)");
    expect(html.match(/Write a time such as 09:00\./gu)).toHaveLength(1);
    expect(html.match(/>Closed</gu)).toHaveLength(2);
  });

  it("previews an answer as the customer gets it", () => {
    const split = { mode: "paragraph" as const, maxCharacters: 1000, pauseSeconds: 1 };
    const html = renderToStaticMarkup(<SplitPreview split={split} header="Shop:" footer="Bye" />);
    expect(html).toContain("The customer gets 4 messages:");
    expect(html).toContain("Shop:");
    const whole = renderToStaticMarkup(<SplitPreview split={{ ...split, mode: "none" }} header="" footer="" />);
    expect(whole).toContain("The customer gets one message:");
  });
});
