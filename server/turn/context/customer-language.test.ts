import { describe, expect, it } from "vitest";
import { customerLanguage } from "./customer-language";

const said = (...texts: string[]) => texts.map((text) => ({ role: "user" as const, text }));

describe("customerLanguage", () => {
  it.each([
    ["Wie lange dauert der Versand nach Österreich?", "de"],
    ["Πόσο κοστίζει η αποστολή;", "el"],
    ["¿Cuánto cuesta el envío a México?", "es"],
    ["配送要多久？", "zh"],
    ["How long does the delivery take?", "en"],
  ])("recognises the language of %j: %s", async (text, language) => {
    expect(await customerLanguage(said(text))).toBe(language);
  });

  it.each(["ok", "Anna Müller", "A-1042", "", "👍"])("does not change with the short message %j", async (text) => {
    expect(await customerLanguage(said("Wie lange dauert der Versand nach Österreich?", text))).toBe("de");
    expect(await customerLanguage(said(text))).toBeNull();
  });

  it("follows the customer to another language", async () => {
    const texts = ["Wie lange dauert der Versand nach Wien?", "Sorry, could we please continue in English?"];
    expect(await customerLanguage(said(...texts))).toBe("en");
  });

  it.each([
    ["Здравствуйте, помогите пожалуйста", "ru"],
    ["Сколько стоит доставка?", "ru"],
    ["How long does the delivery take?", "en"],
  ])("recognises %j among a bot's languages: %s", async (text, language) => {
    expect(await customerLanguage(said(text), ["en", "ru"])).toBe(language);
  });

  it.each(["Скільки коштує доставка?", "Quanto costa la spedizione?", "anna.muellermann@example.com"])(
    "is not sure of %j if it is in none of a bot's languages",
    async (text) => {
      expect(await customerLanguage(said(text), ["en", "ru"])).toBeNull();
    },
  );
});
