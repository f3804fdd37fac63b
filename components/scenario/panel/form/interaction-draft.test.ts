import { describe, expect, it } from "vitest";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { takeOver, toSave } from "./interaction-draft";

const made = (part: Partial<InteractionInput> = {}) => interaction.parse({ id: "int_1", name: "Prices", ...part });

describe("The draft of an interaction", () => {
  it("is saved without the spaces at its ends", () => {
    const draft = { ...made(), name: "Our prices ", phrases: ["how much "] };
    expect(toSave(made(), draft)).toEqual({
      value: made({ name: "Our prices", phrases: ["how much"] }),
      changed: ["name", "phrases"],
      invalid: [],
    });
  });

  it("has nothing to save if only a space was typed", () => {
    expect(toSave(made(), { ...made(), name: "Prices " })).toMatchObject({ changed: [], invalid: [] });
  });

  it("is saved without the parts that are not valid", () => {
    const draft = { ...made(), name: " ", keywords: ["price"] };
    expect(toSave(made(), draft)).toEqual({
      value: made({ keywords: ["price"] }),
      changed: ["keywords"],
      invalid: ["name"],
    });
  });

  it("shows what was undone or changed by others, and keeps what is being typed", () => {
    const saved = made({ keywords: ["price"] });
    const draft = { ...saved, name: "Prices and ", keywords: ["price"], phrases: ["cost "] };
    const newest = made({ name: "Theirs", keywords: [], phrases: [] });
    expect(takeOver(saved, draft, newest)).toEqual({ ...draft, keywords: [] });
  });

  it("keeps a typed space when its own save arrives", () => {
    const draft = { ...made(), name: "Our prices " };
    expect(takeOver(made(), draft, made({ name: "Our prices" }))).toEqual(draft);
  });

  it("shows an undone text even if it ends with a typed space", () => {
    const saved = made({ name: "Our prices" });
    expect(takeOver(saved, { ...saved, name: "Our prices " }, made())).toEqual(made());
  });
});
