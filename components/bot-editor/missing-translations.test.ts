import { expect, it } from "vitest";
import { missingTranslations } from "./missing-translations";

const languages = ["en", "ru", "de", "fr"];

it("Missing translations and drafts are named for each language that has some", () => {
  const counts = [
    { language: "ru", missing: 5, drafts: 1 },
    { language: "de", missing: 0, drafts: 0 },
    { language: "fr", missing: 0, drafts: 2 },
  ];
  expect(missingTranslations({ languages, counts })).toBe(
    "Russian: 5 missing, 1 draft to confirm. French: 2 drafts to confirm. Customers read these texts in English.",
  );
});

it("Nothing is said about a bot whose texts are all translated", () => {
  expect(missingTranslations({ languages, counts: [{ language: "ru", missing: 0, drafts: 0 }] })).toBeNull();
});
