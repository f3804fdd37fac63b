import { describe, expect, it } from "vitest";
import { applyChange } from "@/server/scenario/editing/apply-change";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { duplicateOf, interactionsWithNew, moveTo, renameFolder } from "../interaction-edits";
import { startingScenario } from "../starting-scenario";
import { findInteractions, splitAtHits } from "./find-interactions";
import { groupsOf, specialOf } from "./list-groups";

const made = (id: string, part: Partial<InteractionInput> = {}) => interaction.parse({ id, name: id, ...part });

describe("The list of interactions", () => {
  it("has Welcome and Fallback first, then those without a folder, then the folders", () => {
    const all = [
      made("f", { role: "fallback" }),
      made("x", { folder: "B" }),
      made("y"),
      made("w", { role: "welcome" }),
      made("z", { folder: "A" }),
      made("v", { folder: "B" }),
    ];
    expect(specialOf(all).map(({ id }) => id)).toEqual(["w", "f"]);
    const groups = groupsOf(all).map(({ folder, interactions }) => [folder, interactions.map(({ id }) => id).join("")]);
    expect(groups).toEqual([
      ["", "y"],
      ["B", "xv"],
      ["A", "z"],
    ]);
  });

  it("is searched in names, phrases, keywords, texts and menus", () => {
    const all = [
      made("Prices"),
      made("b", { phrases: ["What is the PRICE?"] }),
      made("c", { keywords: ["pricey"] }),
      made("d", { responses: [{ kind: "text", id: "r", variants: ["Hi", "Our price list"] }] }),
      made("e", { menu: { rows: [{ id: "m", text: "See prices", redirect: { type: "person" } }] } }),
      made("f", { responses: [{ kind: "text", id: "r", variants: ["Hello"] }] }),
    ];
    const found = findInteractions(all, " price ").map(({ interaction, place }) => [interaction.id, place?.label]);
    expect(found).toEqual([
      ["Prices", undefined],
      ["b", "Phrase"],
      ["c", "Keyword"],
      ["d", "Response"],
      ["e", "Menu"],
    ]);
    expect(splitAtHits("Price and price", "price")).toEqual(["", "Price", " and ", "price", ""]);
  });
});

describe("Edits of whole interactions", () => {
  const all = [made("a"), made("b", { folder: "F" }), made("c", { folder: "F" })];
  const after = (change: Parameters<typeof applyChange>[1]) =>
    applyChange(all, change)
      .map(({ name, folder }) => `${name}/${folder}`)
      .join(" ");

  it("give a new interaction a name that no other has", () => {
    expect(interactionsWithNew(all, { name: " A " }).made.name).toBe("A 2");
    const { change } = interactionsWithNew(all, { name: "d" });
    expect(after(change)).toBe("a/ b/F c/F d/");
  });

  it("place a copy after its original, without the phrases, which would clash", () => {
    const original = made("w", { role: "welcome", phrases: ["hi"], keywords: ["hey"], folder: "F" });
    const { made: copy, change } = duplicateOf([original, ...all], original);
    expect(copy).toMatchObject({ role: "regular", name: "w 2", phrases: [], keywords: [], folder: "F" });
    expect(applyChange([original, ...all], change).map(({ name }) => name)).toEqual(["w", "w 2", "a", "b", "c"]);
  });

  it("move an interaction into the folder of the one at its new place", () => {
    expect(after(moveTo(all, "a", "c") ?? {})).toBe("b/F c/F a/F");
    expect(after(moveTo(all, "c", "a") ?? {})).toBe("c/ a/ b/F");
    expect(moveTo(all, "a", "a")).toBeNull();
  });

  it("rename a folder in all its interactions, or remove it", () => {
    expect(after(renameFolder(all, "F", " G "))).toBe("a/ b/G c/G");
    expect(after(renameFolder(all, "F", ""))).toBe("a/ b/ c/");
  });

  it("start a scenario whose rows lead to interactions that exist", () => {
    const { change } = startingScenario();
    const ids = change.put.map(({ id }) => id);
    const targets = change.put.flatMap(({ menu }) =>
      (menu?.rows ?? []).flatMap(({ redirect }) => (redirect.type === "interaction" ? [redirect.interactionId] : [])),
    );
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.every((id) => ids.includes(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
