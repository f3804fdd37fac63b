import { describe, expect, it } from "vitest";
import { interaction, type Interaction, type InteractionInput } from "@/server/schemas/scenario/interaction";
import { markPath } from "../path/path-marks";
import { layOutMap, placesOf } from "./lay-out-map";
import { buildMapGraph, type MapGraph, nodeLabel } from "./map-graph";
import { neighbourOf } from "./neighbour";
import { nodeSize } from "./node-size";
import { toFlowEdges, toFlowNodes } from "./to-flow";

function made(id: string, part: Partial<InteractionInput> = {}): Interaction {
  return interaction.parse({
    id,
    name: id.toUpperCase(),
    responses: [{ kind: "text", id: "r", variants: [`I am ${id}`] }],
    ...part,
  });
}

const to = (interactionId: string) => ({ type: "interaction" as const, interactionId });
const bots = (botId: string) => `Bot ${botId}`;

function graphOf(...interactions: Interaction[]): MapGraph {
  return buildMapGraph(interactions, [], bots);
}

const membership = made("menu", {
  name: "Membership",
  menu: {
    rows: [
      { id: "one", text: "One month", redirect: to("month"), webhookId: "whk_1" },
      { id: "two", text: "Shop", redirect: { type: "campaign", botId: "bot_2" } },
      { id: "three", text: "Help", keyword: "H", redirect: { type: "person" } },
    ],
  },
});

describe("The graph of a map", () => {
  it("has a line and an edge for each row, with keywords, webhook marks and small ends", () => {
    const { nodes, edges } = graphOf(membership, made("month"));
    expect(nodes).toMatchObject([
      {
        kind: "interaction",
        id: "menu",
        text: "I am menu",
        outlets: [
          { id: "row:one", label: "One month", keyword: "1", hasWebhook: true, isBroken: false },
          { id: "row:two", label: "Shop", keyword: "2", hasWebhook: false },
          { id: "row:three", label: "Help", keyword: "H" },
        ],
      },
      { kind: "end", id: "menu>bot_2", type: "campaign", name: "Bot bot_2" },
      { kind: "end", id: "menu>person", type: "person", name: "A person" },
      { kind: "interaction", id: "month", outlets: [] },
    ]);
    expect(edges.map(({ source, outlet, target }) => [source, outlet, target])).toEqual([
      ["menu", "row:one", "month"],
      ["menu", "row:two", "menu>bot_2"],
      ["menu", "row:three", "menu>person"],
    ]);
  });

  it("has edges for go-tos, options, last answers and silence", () => {
    const { edges } = graphOf(
      made("a", {
        responses: [
          { kind: "quick_replies", id: "q", text: "?", replies: [{ label: "Yes", goTo: "b" }, { label: "No" }] },
          { kind: "cards", id: "c", cards: [{ title: "T", buttons: [{ type: "reply", label: "Buy", goTo: "b" }] }] },
          { kind: "go_to", id: "g", interactionId: "b" },
        ],
        attributes: [{ id: "t", name: "city", kind: "text", question: "City?", afterTries: to("b") }],
        silence: [{ id: "s", afterMinutes: 120, effect: to("b") }],
      }),
      made("b"),
    );
    expect(edges.map(({ kind, outlet }) => [kind, outlet])).toEqual([
      ["option", "option:q:replies.0"],
      ["option", "option:c:cards.0.buttons.0"],
      ["go_to", "go_to:g"],
      ["after_tries", "after_tries:t"],
      ["silence", "silence:s"],
    ]);
  });

  it("has no edge to what does not exist, and marks the line", () => {
    const { nodes, edges } = graphOf(made("a", { redirect: to("gone") }));
    expect(edges).toEqual([]);
    expect(nodes).toMatchObject([{ outlets: [{ id: "redirect", isBroken: true }] }]);
  });

  it("ends the edges of many rows at one line", () => {
    const rows = Array.from({ length: 14 }, (_, i) => ({ id: `r${i}`, text: `Row ${i}`, redirect: to("b") }));
    const { nodes, edges } = graphOf(made("a", { menu: { rows } }), made("b"));
    expect(nodes[0]).toMatchObject({ hidden: 5 });
    expect(edges.map(({ outlet }) => outlet).slice(8, 10)).toEqual(["row:r8", "hidden"]);
    expect(edges).toHaveLength(14);
  });

  it("counts the problems of each interaction", () => {
    const problem = { message: "", path: [], interactionId: "a" };
    const problems = [
      { ...problem, severity: "error" as const },
      { ...problem, severity: "warning" as const },
      { ...problem, severity: "warning" as const },
      { ...problem, severity: "error" as const, interactionId: null },
    ];
    expect(buildMapGraph([made("a")], problems, bots).nodes).toMatchObject([{ errors: 1, warnings: 2 }]);
  });

  it("names its nodes for screen readers", () => {
    const problems = [{ severity: "error" as const, message: "", path: [], interactionId: "menu" }];
    const names = (all: Interaction[]) => buildMapGraph(all, problems, bots).nodes.map(nodeLabel);
    expect(names([membership])).toEqual(["Menu: Membership, 3 rows, 1 problem", "Campaign: Bot bot_2", "A person"]);
    expect(names([made("a", { role: "welcome", name: "Hello", redirect: to("b"), fulfilmentId: "whk" })])).toEqual([
      "Welcome: Hello, 1 way on, with a webhook",
    ]);
  });
});

function boxesOf(graph: MapGraph, places = layOutMap(graph)) {
  return graph.nodes.map((node) => ({
    id: node.id,
    ...(places.get(node.id) ?? { x: NaN, y: NaN }),
    ...nodeSize(node),
  }));
}

function overlapping(graph: MapGraph, places = layOutMap(graph)): string[] {
  const boxes = boxesOf(graph, places);
  return boxes.flatMap((a, i) =>
    boxes.slice(i + 1).flatMap((b) => {
      const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
      return isApart ? [] : [`${a.id} ${b.id}`];
    }),
  );
}

/** A tree with loops back and single interactions, as large as people make them. */
function large(count: number): Interaction[] {
  return Array.from({ length: count }, (_, i) => {
    if (i % 3 === 2) return made(`i${i}`);
    const rows = [2 * i + 1, 2 * i + 2, i === 0 ? 4 : 0]
      .filter((target) => target < count)
      .map((target, k) => ({ id: `r${k}`, text: `Row ${k}`, redirect: to(`i${target}`) }));
    return made(`i${i}`, rows.length > 0 ? { menu: { rows } } : {});
  });
}

describe("The layout of a map", () => {
  it("goes from left to right and covers no node with another", () => {
    const graph = graphOf(
      membership,
      made("month", { redirect: to("menu") }),
      made("alone"),
      made("other", { redirect: to("last") }),
      made("last"),
    );
    const places = layOutMap(graph);
    expect(places.size).toBe(graph.nodes.length);
    expect(places.get("menu")?.x).toBeLessThan(places.get("month")?.x ?? 0);
    expect(overlapping(graph)).toEqual([]);
  });

  it("puts the targets of a menu in the order of its rows, whatever they lead to", () => {
    const rows = ["d", "b", "e", "a", "c"].map((id) => ({ id, text: id, redirect: to(id) }));
    const graph = graphOf(
      made("menu", { menu: { rows } }),
      made("a", { redirect: to("f") }),
      made("b", { redirect: to("menu") }),
      made("c", { redirect: to("d") }),
      made("d", { redirect: { type: "person" } }),
      made("e"),
      made("f", { redirect: to("e") }),
    );
    const places = layOutMap(graph);
    expect(overlapping(graph, places)).toEqual([]);
    expect(new Set(rows.map(({ id }) => places.get(id)?.x)).size).toBe(1);
    const tops = rows.map(({ id }) => places.get(id)?.y ?? NaN);
    expect(tops).toEqual(tops.toSorted((one, other) => one - other));
  });

  it("of 300 interactions with many ways back has few columns and takes less than a second", () => {
    const graph = graphOf(
      ...Array.from({ length: 300 }, (_, i) => {
        const targets = [3 * i + 1, 3 * i + 2, 3 * i + 3, Math.floor(i / 2)].filter((target) => target < 300);
        const rows = targets.map((target, k) => ({ id: `r${k}`, text: `Row ${k}`, redirect: to(`i${target}`) }));
        return made(`i${i}`, { menu: { rows }, ...(i === 0 && { role: "welcome" }) });
      }),
    );
    const start = performance.now();
    const places = layOutMap(graph);
    expect(performance.now() - start).toBeLessThan(1000);
    expect(new Set([...places.values()].map(({ x }) => x)).size).toBe(6);
    expect(overlapping(graph, places)).toEqual([]);
  });

  it("puts a menu's targets that have menus of their own one below the other, without crossing ways", () => {
    const menuTo = (...ids: string[]) => ({ menu: { rows: ids.map((id) => ({ id, text: id, redirect: to(id) })) } });
    const graph = graphOf(
      made("start", menuTo("z", "y", "x")),
      made("x", menuTo("x1", "x2")),
      made("y", menuTo("y1", "y2")),
      made("z", menuTo("z1", "z2")),
      ...["x1", "y1", "z1", "x2", "y2", "z2"].map((id) => made(id)),
    );
    const places = layOutMap(graph);
    const fromTop = (ids: string[]) =>
      ids.toSorted((one, other) => (places.get(one)?.y ?? 0) - (places.get(other)?.y ?? 0));
    expect(fromTop(["x", "y", "z"])).toEqual(["z", "y", "x"]);
    expect(fromTop(["x1", "x2", "y1", "y2", "z1", "z2"])).toEqual(["z1", "z2", "y1", "y2", "x1", "x2"]);
  });

  it("of 300 interactions takes less than three seconds and is the same each time", () => {
    const graph = graphOf(...large(300));
    const start = performance.now();
    const places = layOutMap(graph);
    expect(performance.now() - start).toBeLessThan(3000);
    expect(overlapping(graph, places)).toEqual([]);
    expect(layOutMap(graph)).toEqual(places);
  });

  it("puts single interactions into several columns", () => {
    const graph = graphOf(...Array.from({ length: 40 }, (_, i) => made(`i${i}`)));
    expect(new Set(boxesOf(graph).map(({ x }) => x)).size).toBeGreaterThan(3);
  });

  it("keeps the places that people chose, and moves other nodes out of their way", () => {
    const first = layOutMap(graphOf(membership, made("month"), made("alone")));
    const taken = first.get("month") ?? { x: 0, y: 0 };
    const graph = graphOf(membership, made("month"), made("alone", { place: taken }));
    const places = placesOf(graph);
    expect(places.get("alone")).toEqual(taken);
    expect(places.get("menu")).toEqual(first.get("menu"));
    expect(overlapping(graph, places)).toEqual([]);
  });

  it("keeps ends beside an interaction that was moved", () => {
    const graph = graphOf({ ...membership, place: { x: 5000, y: 5000 } }, made("month"));
    const end = placesOf(graph).get("menu>person");
    expect(end?.x).toBeGreaterThan(5000);
    expect(overlapping(graph, placesOf(graph))).toEqual([]);
  });
});

describe("An arrow key on the map", () => {
  const graph = graphOf(
    made("a", { menu: { rows: ["b", "c", "d"].map((id) => ({ id, text: id, redirect: to(id) })) } }),
    made("b", { redirect: to("e") }),
    made("c"),
    made("d"),
    made("e"),
    made("alone"),
  );
  const places = layOutMap(graph);
  it.each([
    ["right", "a", "b"],
    ["right", "b", "e"],
    ["left", "e", "b"],
    ["left", "c", "a"],
    ["up", "a", null],
  ] as const)("%s leads from %s to %s", (direction, from, next) => {
    expect(neighbourOf(graph, places, from, direction)).toBe(next);
  });

  it("down leads through the nodes with the same origin from top to bottom, and then to the nearest one", () => {
    const siblings = ["b", "c", "d"].toSorted((a, b) => (places.get(a)?.y ?? 0) - (places.get(b)?.y ?? 0));
    const [top = "", middle = "", bottom = ""] = siblings;
    expect(neighbourOf(graph, places, top, "down")).toBe(middle);
    expect(neighbourOf(graph, places, middle, "down")).toBe(bottom);
    expect(neighbourOf(graph, places, bottom, "up")).toBe(middle);
    expect(neighbourOf(graph, places, bottom, "down")).toBe("alone");
  });

  it("leads nowhere from a node that is gone", () => expect(neighbourOf(graph, places, "gone", "up")).toBeNull());
});

describe("The way of the test chat", () => {
  const all = [membership, made("month", { redirect: to("thanks") }), made("thanks"), made("other")];
  const step = (interactionId: string, how: "welcome" | "menu" | "redirect" | "phrase", rowId?: string) => ({
    kind: "scenario" as const,
    interactionId,
    how,
    ...(rowId !== undefined && { rowId }),
  });
  const path = markPath([
    [step("menu", "welcome"), { kind: "note" }],
    [step("menu", "menu", "one"), step("month", "redirect"), step("thanks", "redirect")],
    [step("other", "phrase")],
  ]);

  it("marks what the newest turn came through and, more weakly, what earlier ones did", () => {
    expect(path.newest).toBe("other");
    expect(Object.fromEntries(path.interactions)).toEqual({
      menu: "before",
      month: "before",
      thanks: "before",
      other: "now",
    });
    expect(Object.fromEntries(path.rows)).toEqual({ "menu one": "before" });
    expect(Object.fromEntries(path.hops)).toEqual({ "menu month": "before", "month thanks": "before" });
  });

  it("is drawn at nodes, rows and edges", () => {
    const graph = graphOf(...all);
    const now = markPath([[step("menu", "menu", "one"), step("month", "redirect")]]);
    const nodes = toFlowNodes(graph, { places: layOutMap(graph), path: now, counts: undefined, selectedId: "month" });
    const marked = nodes.flatMap(({ id, data }) => ("path" in data && data.path ? [[id, data.path, data.rows]] : []));
    expect(marked).toEqual([
      ["menu", "now", { "row:one": "now" }],
      ["month", "now", {}],
    ]);
    expect(nodes.filter(({ selected }) => selected).map(({ id }) => id)).toEqual(["month"]);
    const strong = toFlowEdges(graph, now).filter(({ style }) => style?.strokeWidth === 3);
    expect(strong.map(({ id }) => id)).toEqual(["menu row:one"]);
    expect(markPath([]).newest).toBeNull();
  });

  it("gives every edge an end at its node, so that nothing is measured", () => {
    const graph = graphOf(...all);
    const nodes = toFlowNodes(graph, { places: layOutMap(graph), path, counts: undefined, selectedId: null });
    for (const { source, sourceHandle } of toFlowEdges(graph, path)) {
      const node = nodes.find(({ id }) => id === source);
      expect(node?.handles?.map(({ id }) => id)).toContain(sourceHandle);
    }
  });
});
