import { describe, expect, it } from "vitest";
import { builtInTexts } from "./built-in-texts";
import { chooseTexts, inLanguage, languagesOf } from "./choose-texts";
import { placeholdersOf } from "./placeholders";
import { textKeys } from "./text-keys";
import { en } from "./texts/en";
import { widgetSettings } from "./widget-settings";

function settings(widget: object = {}) {
  return { title: "Shop", greeting: "Hello!", widget: widgetSettings.parse(widget) };
}

describe("A language that the product brings", () => {
  it.each(Object.keys(builtInTexts))("has every text of English with the same placeholders: %s", (tag) => {
    const texts = builtInTexts[tag];
    for (const key of textKeys) {
      const found = texts?.[key].match(/\{\w+\}/g) ?? [];
      expect([key, found.toSorted()]).toEqual([key, placeholdersOf(key).toSorted()]);
      expect([key, texts?.[key] === ""]).toEqual([key, en[key] === ""]);
    }
  });

  it("is one of English, Russian, German, Spanish, French and Portuguese", () => {
    expect(Object.keys(builtInTexts).toSorted()).toEqual(["de", "en", "es", "fr", "pt", "ru"]);
  });
});

describe("The language of a visitor", () => {
  it.each([
    ["pt-BR", "pt"],
    ["PT-br", "pt"],
    ["de", "de"],
    ["de-Latn-CH-x-shop", "de"],
    ["zh-Hant-TW", "en"],
    ["", "en"],
    [null, "en"],
  ])("is found by the longest beginning of the tag %s: %s", (wanted, language) => {
    expect(chooseTexts(settings(), wanted).language).toBe(language);
  });

  it("is always the fallback if the settings fix it", () => {
    const fixed = settings({ language: { choice: "fixed", fallback: "fr" } });
    expect(chooseTexts(fixed, "de")).toMatchObject({ language: "fr", texts: { send: "Envoyer" } });
    expect(languagesOf(fixed.widget)).toEqual(["fr"]);
  });

  it("may be one that the product does not bring: own texts over English, in the direction of its script", () => {
    const arabic = settings({ texts: { ar: { send: "إرسال" }, "az-Arab": { send: "گؤندر" } } });
    expect(chooseTexts(arabic, "ar-EG")).toMatchObject({
      language: "ar",
      direction: "rtl",
      texts: { send: "إرسال", cancel: "Cancel" },
    });
    expect(chooseTexts(arabic, "az-Arab").direction).toBe("rtl");
    expect(chooseTexts(arabic, "az").direction).toBe("ltr");
  });
});

describe("An own text", () => {
  it("replaces the built-in one, that of a region also the one of its language", () => {
    const own = settings({ texts: { pt: { send: "Mandar", cancel: "Fechar" }, "pt-PT": { send: "Remeter" } } });
    expect(chooseTexts(own, "pt-PT").texts).toMatchObject({ send: "Remeter", cancel: "Fechar", menu: "Mais" });
    expect(chooseTexts(own, "pt-BR").texts).toMatchObject({ send: "Mandar", cancel: "Fechar", menu: "Mais" });
  });

  it("gives title and greeting in other languages; those of the settings are in the fallback language", () => {
    const own = settings({
      language: { fallback: "de" },
      texts: { de: { title: "Nicht dieser" }, fr: { title: "Boutique", greeting: "Bonjour !" }, es: { greeting: "" } },
    });
    expect(chooseTexts(own, "de").texts).toMatchObject({ title: "Shop", greeting: "Hello!" });
    expect(chooseTexts(own, "fr").texts).toMatchObject({ title: "Boutique", greeting: "Bonjour !" });
    expect(chooseTexts(own, "es").texts).toMatchObject({ title: "Shop", greeting: "" });
    expect(chooseTexts(own, "ru").texts).toMatchObject({ title: "Shop", greeting: "Hello!" });
  });

  it("of a consent is shown in another language rather than not at all", () => {
    const inFallback = settings({ texts: { en: { consent: "We store it." }, de: { consent: " " } } });
    expect(chooseTexts(inFallback, "de").texts.consent).toBe("We store it.");
    const elsewhere = settings({ texts: { de: { consent: "Wir speichern." } } });
    expect(chooseTexts(elsewhere, "fr").texts.consent).toBe("Wir speichern.");
  });
});

describe("A label by language", () => {
  it("is found by the beginning of the tag, whatever its case", () => {
    expect(inLanguage({ de: "Name", "pt-BR": "Nome" }, "pt-br")).toBe("Nome");
    expect(inLanguage({ de: "Name" }, "de-AT")).toBe("Name");
    expect(inLanguage({ de: "Name" }, "fr")).toBeUndefined();
  });
});
