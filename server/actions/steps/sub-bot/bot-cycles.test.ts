import { describe, expect, it } from "vitest";
import { askFault, type AskGraph } from "./bot-cycles";

/** `{ Orders: ["Stock"] }`: a bot's id is its name. */
function graphOf(asks: Record<string, string[]>): AskGraph {
  const names = new Set([...Object.keys(asks), ...Object.values(asks).flat()]);
  return new Map([...names].map((name) => [name, { name, isPublished: true, asks: asks[name] ?? [] }]));
}

describe("a bot that asks another", () => {
  it("is allowed, also when two bots ask the same one", () => {
    const graph = graphOf({ Orders: ["Stock", "Depot"], Stock: ["Depot"], Depot: [] });
    expect(askFault(graph, "Orders", "Stock")).toBeNull();
    expect(askFault(graph, "Orders", "Depot")).toBeNull();
    expect(askFault(graph, "Stock", "Depot")).toBeNull();
  });

  it("cannot ask itself", () => {
    expect(askFault(graphOf({ Orders: [] }), "Orders", "Orders")).toBe("A bot cannot ask itself.");
  });

  it("cannot be asked back, and the fault shows the shortest cycle", () => {
    const graph = graphOf({ Orders: [], Stock: ["Orders", "Depot"], Depot: ["Orders"] });
    expect(askFault(graph, "Orders", "Stock")).toBe(
      "The bots would ask one another in a circle: Orders asks Stock, which asks Orders.",
    );
    expect(askFault(graphOf({ Stock: ["Depot"], Depot: ["Orders"], Orders: [] }), "Orders", "Stock")).toBe(
      "The bots would ask one another in a circle: Orders asks Stock, which asks Depot, which asks Orders.",
    );
  });

  it("may be the fifth in a chain but not the sixth, wherever the new link is", () => {
    const row = { A: ["B"], B: ["C"], C: [], D: ["E"], E: ["F"], F: [] };
    expect(askFault(graphOf(row), "C", "D")).toBeNull();
    const fault = askFault(graphOf({ ...row, F: ["G"] }), "C", "D");
    expect(fault).toContain("No more than 5 bots may be asked in a row, and these would be 6");
    expect(fault).toContain(": A asks B, which asks C, which asks D, which asks E, which asks F, which asks G.");
  });

  it("is checked correctly when other bots already form a cycle", () => {
    const graph = graphOf({ Orders: [], Stock: ["Depot"], Depot: ["Stock"] });
    expect(askFault(graph, "Orders", "Stock")).toBeNull();
  });

  it("is checked quickly in a wide and deep graph", () => {
    const layer = (n: number) => Array.from({ length: 40 }, (_, i) => `${n}-${i}`);
    const asks = [0, 1, 2, 3, 4].flatMap((n) => layer(n).map((name) => [name, layer(n + 1)] as const));
    const began = performance.now();
    expect(askFault(graphOf(Object.fromEntries(asks)), "0-0", "1-0")).toBeNull();
    expect(performance.now() - began).toBeLessThan(500);
  });
});
