import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { adapters, creatableKinds } from "@/server/channels/registry";
import { viewOf } from "./registry";

describe.each(Object.keys(adapters))("The view of the %s channel", (kind) => {
  const view = viewOf(kind);

  it("is in a folder with the kind's name", () => {
    const files = ["view.ts", "view.tsx"].map((name) => path.join(import.meta.dirname, kind, name));
    expect(files.some((file) => existsSync(file))).toBe(true);
  });

  it("has a text for every place that names the kind", () => {
    const { label, offer, summary, firstStep } = view;
    for (const words of [label, offer, summary, firstStep]) expect(words).toMatch(/^\p{Lu}.*\w/u);
  });

  it("has a settings form if people can add the kind", () => {
    expect((view.Settings ?? view.Page) !== undefined).toBe(creatableKinds.includes(kind));
  });
});

describe("The registry of channel views", () => {
  it("rejects a kind that it does not have, such as a property that every object has", () => {
    for (const kind of ["pigeon", "constructor"]) expect(() => viewOf(kind)).toThrow("no screens");
  });
});
