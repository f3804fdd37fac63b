import { describe, expect, it } from "vitest";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { findFaults } from "../form/find-faults";
import { keywordsOf } from "./menu-keywords";

type Row = NonNullable<InteractionInput["menu"]>["rows"][number];
const row = (text: string, keyword = "", redirect: Row["redirect"] = { type: "person" }): Row => ({
  id: text,
  text,
  keyword,
  redirect,
});
const asks = row("", "", { type: "webhook", webhookId: "whk_1" });
const withMenu = (rows: Row[], part: Partial<InteractionInput["menu"]> = {}) =>
  interaction.parse({ id: "int_1", name: "Plans", menu: { rows, ...part } });
const keywords = (...given: Parameters<typeof withMenu>) => {
  const { menu } = withMenu(...given);
  return menu && keywordsOf(menu);
};

describe("The keywords of a menu", () => {
  it("are its numbering by default, without the rows that take any answer", () => {
    expect(keywords([row("A"), asks, row("B"), row("C", "last")])).toEqual(["1", "", "2", "last"]);
    expect(keywords([row("A"), row("B")], { numbering: "none" })).toEqual(["", ""]);
    expect(
      keywords(
        Array.from({ length: 28 }, (_, i) => row(`${i}`)),
        { numbering: "letters" },
      )?.slice(24),
    ).toEqual(["Y", "Z", "AA", "AB"]);
    const roman = keywords(
      Array.from({ length: 30 }, (_, i) => row(`${i}`)),
      { numbering: "roman" },
    );
    expect([roman?.[3], roman?.[8], roman?.[13], roman?.[28]]).toEqual(["IV", "IX", "XIV", "XXIX"]);
  });
});

describe("The faults of a menu", () => {
  const faults = (...given: Parameters<typeof withMenu>) =>
    findFaults(withMenu(...given)).map(({ path, message }) => `${path}: ${message}`);

  it("name a keyword that two rows have, also if it is the place of one of them", () => {
    expect(faults([row("A", "x"), row("B", "X")])).toEqual([
      "menu.rows.1.keyword: Row 1 (A) of Plans has this keyword, too.",
    ]);
    expect(faults([row("A", "2"), row("B")])).toEqual([
      "menu.rows.1.keyword: Row 1 (A) of Plans has this keyword, too.",
    ]);
  });

  it("name rows without a text or a target, and menus without rows", () => {
    expect(faults([])).toEqual(["menu.rows: Give the menu a row."]);
    expect(faults([row(" ", "", { type: "interaction", interactionId: "" }), asks])).toEqual([
      "menu.rows.0.redirect.to: Choose an interaction.",
      "menu.rows.0.text: Write what the customer reads.",
    ]);
  });

  it("contain what the server refuses, once", () => {
    const draft = withMenu([row("A"), row("B")]);
    for (const one of draft.menu?.rows ?? []) one.keyword = "x".repeat(21);
    expect(findFaults(draft).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "menu.rows.0.keyword: A keyword has at most 20 characters.",
      "menu.rows.1.keyword: A keyword has at most 20 characters.",
    ]);
  });
});
