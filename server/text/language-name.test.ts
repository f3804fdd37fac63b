import { describe, expect, it } from "vitest";
import { languageName } from "./language-name";

describe("languageName", () => {
  it("returns the English name, or the one in another language", () => {
    expect(languageName("de")).toBe("German");
    expect(languageName("de", "de")).toBe("Deutsch");
    expect(languageName("pt-BR")).toBe("Brazilian Portuguese");
  });

  it("returns an unknown or invalid tag as it is", () => {
    expect([languageName("zz"), languageName("not a tag")]).toEqual(["zz", "not a tag"]);
  });
});
