import { describe, expect, it } from "vitest";
import { interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { findFaults } from "./find-faults";

const made = (part: Partial<InteractionInput> = {}) => interaction.parse({ id: "int_1", name: "Plans", ...part });
const lines = (...given: Parameters<typeof findFaults>) =>
  findFaults(...given).map(({ path, message }) => `${path}: ${message}`);
const asked = { id: "a", name: "age", kind: "number" as const, question: "How old?" };

describe("The faults of an interaction's form", () => {
  it("contain what the server refuses, by path", () => {
    const draft = made({ menu: { rows: [{ id: "r", text: "A", redirect: { type: "person" } }] } });
    for (const row of draft.menu?.rows ?? []) row.keyword = "x".repeat(21);
    expect(lines({ ...draft, name: " " }, [])).toEqual([
      "name: Name the interaction.",
      "menu.rows.0.keyword: A keyword has at most 20 characters.",
    ]);
  });

  it("contain the errors of the scenario that are in this interaction, and no warnings", () => {
    const problem = { message: "No.", interactionId: "int_1", path: ["redirect"] };
    const found = [
      { ...problem, severity: "error" as const },
      { ...problem, severity: "warning" as const },
      { ...problem, severity: "error" as const, interactionId: "int_2" },
    ];
    expect(lines(made(), found)).toEqual(["redirect: No."]);
  });

  it("contain a name that two values have, a choice without choices, and limits that exclude everything", () => {
    const attributes = [
      { ...asked, min: 5, max: 4 },
      { ...asked, id: "b", kind: "choice" as const },
    ];
    expect(lines(made({ attributes }), [])).toEqual([
      "attributes.0.max: The largest value is below the smallest.",
      "attributes.1.name: This name is used above.",
      "attributes.1.choices: Give at least one choice.",
    ]);
  });
});
