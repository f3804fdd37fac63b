import { describe, expect, it } from "vitest";
import { chooseTexts } from "@/server/schemas/widget/choose-texts";
import { textKeys } from "@/server/schemas/widget/text-keys";
import { changeFallback, missingTexts, ownText, setOwnText, textWithout } from "./language-draft";
import { mainTexts, textGroups } from "./text-groups";

const draft = {
  title: "Shop",
  greeting: "Hello!",
  language: { choice: "visitor" as const, fallback: "en" },
  texts: { de: { title: "Laden", send: "Los" }, ar: {} },
};
const shown = (of: typeof draft | object, tag: string) => {
  const { title, greeting, language, texts } = { ...draft, ...of };
  return chooseTexts({ title, greeting, widget: { language, texts } }, tag).texts;
};

describe("A language's texts", () => {
  it("are set where visitors get them, and an empty one brings the built-in text back", () => {
    expect(setOwnText(draft, "en", "title", "Store")).toEqual({ title: "Store" });
    const set = setOwnText(draft, "de", "title", "Hilfe");
    expect(shown(set, "de").title).toBe("Hilfe");
    expect(setOwnText(draft, "de", "send", "")).toEqual({ texts: { de: { title: "Laden" }, ar: {} } });
  });

  it("are the product's without an own text, and marked where they are in another language", () => {
    expect(textWithout(draft, "de", "send")).toEqual({ text: shown({ texts: {} }, "de").send, isForeign: false });
    expect(textWithout(draft, "ar", "send")).toEqual({ text: "Send", isForeign: true });
    expect(textWithout(draft, "de", "greeting")).toEqual({ text: "Hello!", isForeign: true });
    expect(missingTexts(draft, "en")).toEqual([]);
    expect(missingTexts(draft, "de")).toEqual(["greeting"]);
    expect(missingTexts(draft, "ar")).toEqual(expect.arrayContaining(["title", "send", "failed"]));
  });

  it("stay with their language when another one becomes the fallback", () => {
    const changed = { ...draft, ...changeFallback(draft, "de") };
    expect(ownText(changed, "de", "title")).toBe("Laden");
    expect(ownText(changed, "en", "title")).toBe("Shop");
    expect(shown(changed, "en").title).toBe("Shop");
    expect(shown(changed, "de").title).toBe("Laden");
    const back = { ...changed, ...changeFallback(changed, "en") };
    expect(shown(back, "de").title).toBe("Laden");
    expect(shown(back, "en")).toEqual(shown(draft, "en"));
  });

  it("are all shown exactly once, the consent with the questions before the chat", () => {
    const all = [...mainTexts, ...textGroups.flatMap(({ keys }) => keys), "consent"];
    expect(all.toSorted()).toEqual(textKeys.toSorted());
  });
});
