import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { StandardFunctions } from "@/server/schemas/standard-functions";
import { StandardFunctionsSection } from "./standard-functions-section";

function show(value: StandardFunctions, readOnly = false): string {
  const nothing = () => {};
  return renderToStaticMarkup(
    <StandardFunctionsSection value={value} readOnly={readOnly} onChange={nothing} onBlur={nothing} />,
  );
}

describe("The standard functions", () => {
  it("are six switches, off by default", () => {
    const html = show({});
    expect(html.match(/role="switch"/gu)).toHaveLength(6);
    expect(html).not.toContain('aria-checked="true"');
    expect(html).not.toContain("<textarea");
  });

  it("show their settings when they are on, with the defaults in grey", () => {
    const html = show({ callPerson: { description: "" }, tagDialogue: { description: "Always.", tags: ["a", "b"] } });
    expect(html.match(/aria-checked="true"/gu)).toHaveLength(2);
    expect(html).toContain('placeholder="Gives the conversation to a person.');
    expect(html).toContain(">Always.</textarea>");
    expect(html).toContain('value="a, b"');
  });

  it("show a fault beside the name that has it", () => {
    const html = show({ rememberVariable: { description: "", names: ["shoe size"] } });
    expect(html).toMatch(/aria-invalid="true"/u);
    expect(html).toContain("Use letters, digits and _ only.");
  });

  it("are read-only for users who can't edit", () => {
    expect(show({}, true).match(/<button[^>]* disabled=""/gu)).toHaveLength(6);
  });
});
